// @ts-check
/* A file that was started earlier, put back into the form. The header is read by js-yaml, without guessing types. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const LARGEST = 200_000;
  /* what reads headers, beside this script; loaded when somebody opens a file */
  const YAML = "form-vendor/js-yaml.min.js";
  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /* fields that the form fills in by itself */
  const OWN = new Set(["added_on", "reviewed_on", "review_every"]);

  /** Have js-yaml in the page, unless it cannot be loaded. @returns {Promise<void>} */
  const loadYaml = () =>
    new Promise((done) => {
      if (window.jsyaml || !own) return done();
      const script = document.createElement("script");
      script.addEventListener("load", () => done());
      script.addEventListener("error", () => done());
      script.src = new URL(own.dataset.s3Yaml ?? YAML, own.src).href;
      document.head.append(script);
    });

  /** *value* of a header as the control of *field* keeps it. @param {Field} field @param {any} value @returns {any} */
  const asKept = (field, value) => {
    if (field.kind === "group") {
      if (field.many) return Array.isArray(value) ? value.map((item) => groupKept(field, item)) : [];
      return groupKept(field, value);
    }
    if (!Array.isArray(value)) return typeof value === "string" ? value : "";
    const texts = value.filter((item) => typeof item === "string");
    const chosen = ["choice", "reference", "source"].includes(field.kind);
    return chosen ? texts : texts.join("\n");
  };
  /** @param {Field} field @param {any} value @returns {Record<string, any>} */
  const groupKept = (field, value) =>
    Object.fromEntries(field.fields.map((part) => [part.name, asKept(part, value && typeof value === "object" ? value[part.name] : "")]));

  /** The header's text and the lines of the body; null if there is no header. @param {string} text */
  const split = (text) => {
    const rows = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n");
    const end = rows.findIndex((row, position) => position && row.trimEnd() === "---");
    return rows[0].trimEnd() === "---" && end > 0 ? { header: rows.slice(1, end).join("\n"), body: rows.slice(end + 1) } : null;
  };
  /**
   * The title, and the text of each section that the form has; what stands under other headings stays where it is.
   * Directives that show *fields* of the header are left out: the form puts them in.
   * @param {string[]} rows @param {{heading: string, text: string}[]} sections @param {string[]} fields
   */
  const readBody = (rows, sections, fields) => {
    const texts = sections.map(() => /** @type {string[]} */ ([]));
    let title = "";
    let now = 0;
    for (const row of rows) {
      const known = sections.findIndex(({ heading }) => row.trim() === `## ${heading}`);
      if (!title && /^# +\S/.test(row)) title = row.replace(/^# +/, "").trim();
      else if (known >= 0) now = known;
      else texts[now].push(row);
    }
    const shows = new RegExp(`^:::\\{(?:${fields.join("|")})\\}\\n:::$`, "gm");
    const shown = texts.map((lines) => lines.join("\n").replace(shows, "").trim());
    return { title, texts: shown.filter((_, position) => !sections[position].text.startsWith(":::")) };
  };
  /**
   * What the file *name* with *text* holds for the form *spec*: its values and the fields that get lost, or the problem.
   * @param {string} text @param {string} name @param {PageSpec} spec @param {FormInput} data @returns {OpenedFile}
   */
  const readFile = (text, name, spec, data) => {
    const words = data.form;
    const parts = split(text);
    if (!parts) return { problem: words.open_header };
    if (!window.jsyaml) return { problem: words.open_reader };
    let header;
    try {
      header = window.jsyaml.load(parts.header, { schema: window.jsyaml.FAILSAFE_SCHEMA });
    } catch (error) {
      return { problem: fill(words.open_line, { line: (error.mark?.line ?? 0) + 2 }) };
    }
    const isOurs = header && typeof header === "object" && data.telling.some((field) => field in header);
    if (!isOurs) return { problem: words.open_other };
    const names = new Set(spec.fields.map((field) => field.name));
    const lost = Object.keys(header).filter((field) => !names.has(field) && !OWN.has(field));
    const items = Object.fromEntries(spec.fields.map((field) => [field.name, asKept(field, header[field.name])]));
    const id = name.replace(/\.md$/, "");
    return { values: { active: true, id, items, ...readBody(parts.body, spec.sections, Object.keys(data.in_text)) }, lost };
  };

  /**
   * The button that opens a file for the page *form*; `load` takes what was read.
   * @param {FormInput} data @param {PageForm} form @param {(values: KeptPage) => void} load
   */
  const openButton = (data, form, load) => {
    const words = data.form;
    const status = element("span", { role: "status" });
    const file = element("input", { type: "file", accept: ".md,text/markdown", id: "s3-form-open", hidden: true });
    const button = element("button", { type: "button" }, words.open);
    button.addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      file.value = "";
      if (!chosen) return;
      await loadYaml();
      const tooLarge = chosen.size > LARGEST;
      const { problem, values, lost = [] } = tooLarge ? { problem: words.open_large } : readFile(await chosen.text(), chosen.name, form.spec, data);
      if (values) load(values);
      const opened = lost.length ? fill(words.open_lost, { fields: lost.join(", ") }) : fill(words.opened, { name: chosen.name });
      status.textContent = problem || opened;
    });
    return element("p", { className: "s3-form-actions" }, button, file, " ", status);
  };

  S3.formOpen = { asKept, openButton, readBody, readFile, split };
}
