// @ts-check
/* A file that was started earlier, put back into the form. The header is read by js-yaml, without guessing types. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const LARGEST = 200_000;
  /* fields that the form fills in by itself */
  const OWN = new Set(["added_on", "reviewed_on", "review_every"]);

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

  const WORD = ".docx";
  /* documents that only the command reads */
  const OTHERS = /\.(?:odt|doc|docm|rtf|pages|pdf|html?|zip)$/i;

  /** Open *file*, a page or a Word file; the words about it, or a box. @param {File} file @param {FormInput} data @param {PageForm} form @param {(values: KeptPage) => () => void} load @returns {Promise<{text?: string, box?: HTMLElement}>} */
  const openFile = async (file, data, form, load) => {
    const words = data.form;
    const { name } = file;
    if (name.toLowerCase().endsWith(WORD)) {
      await Promise.all([S3.loadImport(), S3.loadScript("s3Mammoth")]);
      return S3.importForm && window.mammoth ? S3.importForm.openWord(file, form, data, load) : { text: words.open_reader };
    }
    if (OTHERS.test(name)) return { text: fill(words.open_kind, { name }) };
    await S3.loadScript("s3Yaml");
    const { problem, values, lost = [] } = file.size > LARGEST ? { problem: words.open_large } : readFile(await file.text(), name, form.spec, data);
    if (values) load(values);
    return { text: problem || (lost.length ? fill(words.open_lost, { fields: lost.join(", ") }) : fill(words.opened, { name })) };
  };

  /**
   * The button that opens a file for the page *form*; `load` takes what was read, and gives what puts it back as it was.
   * @param {FormInput} data @param {PageForm} form @param {(values: KeptPage) => () => void} load
   */
  const openButton = (data, form, load) => {
    const status = element("span", { role: "status" });
    const place = element("div", {});
    const file = element("input", { type: "file", accept: ".md,text/markdown,.docx", id: "s3-form-open", hidden: true });
    const button = element("button", { type: "button" }, data.form.open);
    button.addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      file.value = "";
      if (!chosen) return;
      status.textContent = data.form.open_wait;
      const { text, box } = await openFile(chosen, data, form, load);
      status.textContent = text ?? "";
      place.replaceChildren(...(box ? [box] : []));
      box?.focus();
    });
    return element("div", {}, element("p", { className: "s3-form-actions" }, button, file, " ", status), place);
  };

  S3.formOpen = { asKept, openButton, readBody, readFile, split };
}
