// @ts-check
/* One drawing of the page of the form: head, facts, text with its notes, and sources. Loaded when somebody wants to see it. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { choicesOf, element } = S3.form;

  /** *text* with the quotation marks of the language, as the site has them. @param {string} text @param {string} quotes */
  const educated = (text, [open, close, , single]) =>
    text.replace(/(^|[\s([{])"(?=\S)/g, `$1${open}`).replaceAll('"', close).replaceAll("'", single);
  /** @param {string} date */
  const inWords = (date) => {
    const [year, month, day] = date.split("-").map(Number);
    if (!month) return date;
    const options = /** @type {Intl.DateTimeFormatOptions} */ ({ year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}) });
    return new Date(year, month - 1, day || 1).toLocaleDateString(document.documentElement.lang, options);
  };

  /* one drawing of the page: it numbers the notes in the order in which they come */
  class DrawnPage {
    /** @param {FormInput} data @param {PageForm} form */
    constructor(data, form) {
      this.data = data;
      this.form = form;
      this.values = form.values();
      /** @type {string[]} */
      this.cited = [];
      /** @type {Record<string, any>[]} */
      this.sources = this.values.sources ?? [];
      this.drawing = new S3.FormDrawing(data, this);
      this.element = element("div", { className: "s3-form-page" });
    }

    /** @param {string} text */
    said(text) {
      return educated(text, this.data.preview.quotes);
    }

    /** @param {string} id */
    titleOf(id) {
      const name = id.replace(/^.*\//, "").replace(/\.md(?:#.*)?$/, "");
      for (const records of Object.values(this.data.records)) for (const { id: other, label } of records) if (other === name) return label;
      return name;
    }

    /** The note on the source *id*, numbered; null if there is no such source. @param {string} id */
    note(id) {
      if (!this.sources.some((source) => source.id === id)) return null;
      if (!this.cited.includes(id)) this.cited.push(id);
      return element("a", { role: "doc-noteref" }, `[${this.cited.indexOf(id) + 1}]`);
    }

    /** @param {unknown} ids @returns {Node[]} */
    notes(ids) {
      return (Array.isArray(ids) ? ids : []).map((id) => this.note(id)).filter((note) => note !== null);
    }

    /** @param {Field} field @param {string} id */
    labelOf(field, id) {
      const brought = field.kind === "reference" ? choicesOf(this.data, field, this.form) : this.data.lists[field.choices];
      return brought?.find((choice) => choice.id === id)?.label ?? id;
    }

    /** The words of one *value* of *field*. @param {Field} field @param {string} value */
    wordsOf(field, value) {
      if (field.kind === "choice" || field.kind === "reference") return this.labelOf(field, value);
      return field.kind.endsWith("date") ? inWords(value) : this.said(value);
    }

    /** A group in a line: what it names, (what is chosen), how, and its notes. @param {Field} field @param {Record<string, any>} value @returns {(Node | string)[]} */
    line(field, value) {
      const { period_from: from, period_to: to } = this.data.preview.words;
      if (value.from && value.to) return [value.from === value.to ? inWords(value.from) : `${inWords(value.from)}–${inWords(value.to)}`];
      if (value.from || value.to) return [value.from ? fill(from, { start: inWords(value.from) }) : fill(to, { end: inWords(value.to) })];
      /** @type {(Node | string)[]} */
      const parts = [];
      let notes = /** @type {Node[]} */ ([]);
      for (const part of field.fields) {
        const found = value[part.name];
        if (!found?.length) continue;
        if (part.kind === "source") notes = this.notes(found);
        else if (part.kind === "choice") parts.push(` (${this.labelOf(part, found).toLowerCase()})`);
        else if (part.kind === "group") continue;
        else parts.push(parts.length ? ": " : "", [found].flat().map((one) => this.wordsOf(part, one)).join(", "));
      }
      return [...parts, ...notes];
    }

    /** The values of *field*, each a paragraph. @param {Field} field @param {any} value @param {boolean} each @returns {(Node | string)[][]} */
    paragraphs(field, value, each) {
      if (field.kind === "group") {
        const items = field.many ? value : [value];
        const lines = items.map((/** @type {any} */ item) => this.line(field, item));
        return value.note && !field.many ? [...lines.filter((/** @type {any[]} */ line) => line.join("")), [value.note]] : lines;
      }
      const words = [value].flat().map((/** @type {string} */ one) => this.wordsOf(field, one));
      return each || field.kind === "text" && field.max_length > 200 ? words.map((one) => [one]) : [[words.join(", ")]];
    }

    /** The field and its value that *path* leads to. @param {string} path */
    at(path) {
      const [name, inner] = path.split(".");
      const field = this.form.spec.fields.find((one) => one.name === name);
      const value = this.values[name];
      if (!inner) return { field, value };
      return { field: field?.fields.find((one) => one.name === inner), value: value?.[inner] };
    }

    /* -- the parts of the page ------------------------------------------------------------------------ */

    head() {
      const { data, form, values } = this;
      const { words, editors } = data.preview;
      const who = form.spec.fields.find(({ name }) => name === "written_by");
      const isOurs = values.written_by === editors;
      const author = who && values.written_by ? this.labelOf(who, values.written_by) : "…";
      const status = isOurs ? `${words.status_editors} ${words.status_not_approved}` : `${fill(words.status_author, { author })} ${words.status_approval_unknown}`;
      return [
        element("h1", { "aria-level": 3 }, this.said(form.title.text() || data.form.preview_title)),
        element("p", { className: "s3-draft" }, words.status_draft),
        ...(values.summary ? [element("p", { className: "s3-lead" }, this.said(values.summary))] : []),
        ...this.answer(),
        element("p", { className: "s3-editorial" }, status),
      ];
    }

    /** What the page answers first. */
    answer() {
      const { answer } = this.data.preview;
      if (!answer.length) return [];
      const rows = answer.flatMap((row) => [element("dt", {}, row.label), element("dd", {}, ...this.first(row))]);
      return [element("dl", { className: "s3-answer" }, ...rows)];
    }

    /** The one of several that the *row* answers with, and how many others there are. @param {AnswerRow} row */
    first({ name, none, best }) {
      const field = this.form.spec.fields.find((one) => one.name === name);
      const items = this.ordered(field, best || this.data.preview.in_text[name]?.grouped);
      if (!field || !items.length) return [element("p", {}, none)];
      const [item] = items;
      const choice = field.fields.find((part) => part.kind === "choice");
      const parts = this.sayings(field, item);
      const more = items.length > 1 ? ` ${fill(this.data.preview.words.answer_more, { number: items.length - 1 })}` : "";
      const known = choice && item[choice.name] ? this.labelOf(choice, item[choice.name]) : "";
      return [element("p", {}, ...parts), element("p", { className: "s3-answer-note" }, `${known}${more}`)];
    }

    /** The items of *field*, by the order of the list that their part *name* is chosen from. @param {Field | undefined} field @param {string | undefined} name @returns {Record<string, any>[]} */
    ordered(field, name) {
      const items = field ? (this.values[field.name] ?? []) : [];
      const part = name && field?.fields.find((one) => one.name === name);
      if (!part) return items;
      const places = this.data.lists[part.choices].map(({ id }) => id);
      return [...items].sort((a, b) => places.indexOf(a[part.name]) - places.indexOf(b[part.name]));
    }

    /** What *item* of *field* says, without what is chosen, and its notes. @param {Field} field @param {Record<string, any>} item */
    sayings(field, item) {
      const parts = field.fields.filter((part) => part.kind !== "choice");
      return this.line({ ...field, fields: parts }, item);
    }

    facts() {
      const { preview } = this.data;
      const unknown = [];
      const rows = [];
      for (const { path, labels, each, empty } of preview.sheet) {
        const { field, value } = this.at(path);
        const has = value && (value.length || Object.keys(value).length);
        const taken = Object.entries(preview.in_text).some(([name, { takes }]) => takes.includes(path) && this.values[name]?.length);
        if (!field || taken) continue;
        if (!has && empty && field.kind !== "reference") unknown.push(labels[0]);
        const found = has ? this.paragraphs(field, value, each) : empty && field.kind === "reference" ? [[empty]] : [];
        if (!found.length) continue;
        const name = labels[Array.isArray(value) && value.length > 1 ? 1 : 0];
        rows.push(element("dt", {}, name), element("dd", {}, ...found.map((parts) => element("p", {}, ...parts))));
      }
      return rows.length ? [element("details", { className: "s3-facts-box", open: true }, element("summary", {}, preview.words.facts), element("dl", { className: "s3-facts" }, ...rows))] : [];
    }

    /** What stands in the text in the place of the field *name*. @param {string} name @returns {Element[]} */
    field(name) {
      const field = this.form.spec.fields.find((one) => one.name === name);
      const { grouped, takes } = this.data.preview.in_text[name];
      if (!field || !this.values[name]?.length) return [];
      const items = this.ordered(field, grouped);
      if (!grouped) return [this.claims(field, items)];
      const box = element("div", { className: "s3-points docutils container" });
      const part = field.fields.find((one) => one.name === grouped);
      for (const { id, label } of this.data.lists[part.choices]) {
        const found = items.filter((item) => item[grouped] === id);
        if (found.length) box.append(this.points(label, found.map((item) => this.sayings(field, item))));
      }
      const taken = takes.map((path) => this.at(path)).filter(({ value }) => value);
      if (taken.length) box.append(this.points(this.labelAround(takes[0]), taken.map((one) => [element("strong", {}, `${one.field.label}:`), ` ${this.said(one.value)}`])));
      return [box];
    }

    /** @param {string} path */
    labelAround(path) {
      return this.at(path.split(".")[0]).field?.label ?? "";
    }

    /** @param {string} label @param {(Node | string)[][]} items */
    points(label, items) {
      const list = element("ul", { className: "simple" }, ...items.map((parts) => element("li", {}, element("p", {}, ...parts))));
      return element("div", { className: "s3-points-list docutils container" }, element("p", { className: "s3-points-label rubric" }, label), list);
    }

    /** @param {Field} field @param {Record<string, any>[]} items */
    claims(field, items) {
      const choices = field.fields.filter((part) => part.kind === "choice");
      const rows = items.map((item) => {
        const known = choices.filter((part) => item[part.name]).map((part) => element("p", { className: "s3-evidence" }, element("span", { className: "s3-evidence-label" }, `${part.label}: `), this.labelOf(part, item[part.name])));
        return element("li", {}, element("p", {}, ...this.sayings(field, item)), ...known);
      });
      return element("ul", { className: "s3-results" }, ...rows);
    }

    /** @param {Record<string, any>} source */
    source({ publisher, title, url, year, pages, read_on: read, held_by: place }) {
      const { words } = this.data.preview;
      const rest = [year, pages, read && fill(words.source_read_on, { date: inWords(read) })].filter(Boolean).map((part) => `, ${part}`).join("");
      const isWhole = /^https?:\/\//i.test(url ?? "");
      const name = isWhole ? element("a", { className: "reference external", href: url, target: "_blank", rel: "noopener noreferrer" }, this.said(title || url)) : this.said(title ?? "");
      return element("p", {}, `${this.said(publisher ?? "")}: `, name, `${rest}.`, place ? ` ${fill(words.source_held_by, { place })}` : "");
    }

    draw() {
      const { data, element: place, form } = this;
      place.append(...this.head(), ...this.facts());
      for (const { heading, text } of form.shownSections()) {
        const section = element("section", {}, element("h2", { "aria-level": 4 }, heading));
        this.drawing.draw(text, section);
        place.append(section);
      }
      if (this.cited.length) {
        const found = this.cited.map((id, position) => {
          const source = this.sources.find((one) => one.id === id);
          return element("div", { role: "doc-footnote" }, element("span", {}, `[${position + 1}]`), this.source(source));
        });
        place.append(element("section", { className: "s3-sources" }, element("h2", { "aria-level": 4 }, data.preview.words.sources), ...found));
      }
      return place;
    }
  }

  S3.DrawnPage = DrawnPage;
}
