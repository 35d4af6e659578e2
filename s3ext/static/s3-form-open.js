/* A file that was started earlier, put back into the form. The header is read by js-yaml, without guessing types. */
"use strict";
window.s3FormOpen = (data, controls, form, load) => {
  const words = data.form;
  const { element, fill } = controls;
  const LARGEST = 200_000;
  /* fields that the form fills in by itself */
  const OWN = new Set(["added_on", "reviewed_on", "review_every"]);

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
  const groupKept = (field, value) =>
    Object.fromEntries(field.fields.map((part) => [part.name, asKept(part, value && typeof value === "object" ? value[part.name] : "")]));

  /* the header's text and the lines of the body; null if there is no header */
  const split = (text) => {
    const rows = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n");
    const end = rows.findIndex((row, position) => position && row.trimEnd() === "---");
    return rows[0].trimEnd() === "---" && end > 0 ? { header: rows.slice(1, end).join("\n"), body: rows.slice(end + 1) } : null;
  };

  /* the title, and the text of each section that the form has; what stands under other headings stays where it is */
  const readBody = (rows) => {
    const sections = form.spec.sections;
    const texts = sections.map(() => []);
    let title = "";
    let now = 0;
    for (const row of rows) {
      const known = sections.findIndex(({ heading }) => row.trim() === `## ${heading}`);
      if (!title && /^# +\S/.test(row)) title = row.replace(/^# +/, "").trim();
      else if (known >= 0) now = known;
      else texts[now].push(row);
    }
    const shown = texts.map((lines) => lines.join("\n").replace(/^:::\{results\}\n:::$/m, "").trim());
    return { title, texts: shown.filter((_, position) => !sections[position].text.startsWith(":::")) };
  };

  const read = (text, name) => {
    const parts = split(text);
    if (!parts) return { problem: words.open_header };
    let header;
    try {
      header = window.jsyaml.load(parts.header, { schema: window.jsyaml.FAILSAFE_SCHEMA });
    } catch (error) {
      return { problem: fill(words.open_line, { line: (error.mark?.line ?? 0) + 2 }) };
    }
    if (!header || typeof header !== "object" || !("stage" in header || "s3_link" in header)) return { problem: words.open_other };
    const names = new Set(form.spec.fields.map((field) => field.name));
    const lost = Object.keys(header).filter((field) => !names.has(field) && !OWN.has(field));
    const items = Object.fromEntries(form.spec.fields.map((field) => [field.name, asKept(field, header[field.name])]));
    return { values: { active: true, id: name.replace(/\.md$/, ""), items, ...readBody(parts.body) }, lost };
  };

  const status = element("span", { role: "status" });
  const file = element("input", { type: "file", accept: ".md,text/markdown", id: "s3-form-open", hidden: true });
  const button = element("button", { type: "button" }, words.open);
  button.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    const { problem, values, lost = [] } = chosen.size > LARGEST ? { problem: words.open_large } : read(await chosen.text(), chosen.name);
    if (values) load(values);
    status.textContent = problem || (lost.length ? fill(words.open_lost, { fields: lost.join(", ") }) : fill(words.opened, { name: chosen.name }));
  });
  return element("p", { className: "s3-form-actions" }, button, file, " ", status);
};
