// @ts-check
/* The notes of a document as sources, and what became of it: as s3ext/core/importing/notes.py and report.py have it. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { wordsOf } = S3.importHtml;
  const { fold, hostOf } = S3.importText;
  const SHOWN = 60;
  const LEAST_OF_HOST = 2;

  /** *words* in one short line. @param {string} words */
  const shown = (words) => {
    const line = words.split(/\s+/).filter(Boolean).join(" ");
    const all = [...line];
    return all.length <= SHOWN ? line : `${all.slice(0, SHOWN).join("").trimEnd()}…`;
  };

  class ImportReport {
    constructor() {
      /** @type {Record<string, number>} */
      this.taken = {};
      /** @type {ImportRemark[]} */
      this.remarks = [];
    }

    /** @param {string} group 'changed', 'left_out' or 'to_fill' @param {string} code @param {string} words */
    add(group, code, words = "") {
      const value = shown(words);
      if (!this.remarks.some((one) => one.group === group && one.code === code && one.value === value)) this.remarks.push({ group, code, value });
    }

    /** Words that are not on the page: all of them are said. @param {string} code @param {string} words */
    lost(code, words) {
      this.remarks.push({ group: "left_out", code, value: words.split(/\s+/).filter(Boolean).join(" ") });
    }

    /** What was changed has gone since. @param {string} code @param {string} words */
    withdraw(code, words) {
      this.remarks = this.remarks.filter((one) => one.group !== "changed" || one.code !== code || one.value !== shown(words));
    }

    /** @param {string} name */
    count(name, many = 1) {
      this.taken[name] = (this.taken[name] ?? 0) + many;
    }
  }

  class ImportSources {
    /**
     * `prefix` is what ids of sources without an address begin with, `known` are those that the page has.
     * @param {ImportContent} content @param {{prefix: string, known: ImportSource[]}} options @param {ImportText} text @param {FormRules} values @param {ImportReport} report
     */
    constructor(content, { prefix, known }, text, values, report) {
      this.content = content;
      this.prefix = prefix;
      this.known = known;
      this.text = text;
      this.values = values;
      this.report = report;
      /** @type {ImportSource[]} */
      this.found = [];
      /** @type {Map<string, string>} */
      this.ids = new Map();
      this.address = text.pattern("note_address");
    }

    /** The id of the source that the note *key* names, or "" if there is no such note. @param {string} key */
    cite(key) {
      if (this.ids.has(key)) return this.ids.get(key);
      const own = this.content.cited.get(key) ?? "";
      if (own && this.known.some(({ id }) => id === own)) return own;
      const [title, url] = this.fitting(...this.parts(this.content.notes.get(key) ?? []));
      if (!title && !url) return "";
      let same = [...this.known, ...this.found].find((one) => (url || one.url ? url === one.url : fold(title) === fold(one.title)));
      if (same) this.report.add("changed", "note_same", title || url);
      else {
        same = { id: this.newId(own, url), title, url };
        this.found.push(same);
        this.remark(same);
      }
      this.ids.set(key, same.id);
      return same.id;
    }

    /** *title* and *url* as a header can have them; what is too long is told. @param {string} title @param {string} url */
    fitting(title, url) {
      const { longest_title: longest, longest_url: longestUrl } = this.text.rules;
      if (url.length > longestUrl) this.report.lost("note_long", url);
      if (title.length > longest) this.report.lost("note_long", title);
      const short = title.length > longest ? `${title.slice(0, longest - 1).replace(/ [^ ]*$/, "")}…` : title;
      return [short, url.length > longestUrl ? "" : url];
    }

    /** @param {ImportSource} source */
    remark({ id, title, url }) {
      if ([...this.content.cited.values()].includes(id)) return;
      this.report.add("to_fill", url ? "source" : "source_words", `${id}: ${title || url}`);
    }

    /** @param {string} own @param {string} url */
    newId(own, url) {
      const taken = new Set([...this.known, ...this.found].map(({ id }) => id));
      if (own && own === this.values.slug(own) && !taken.has(own)) return own;
      const base = this.nameOf(url);
      for (let number = 1; ; number++) {
        const made = !base ? `${this.prefix}-${number}` : number === 1 ? base : `${base}-${number}`;
        if (!taken.has(made)) return made;
      }
    }

    /** The words of a note and the address in it, which is cut out of them. @param {ImportSpan[]} spans @returns {[string, string]} */
    parts(spans) {
      let words = wordsOf(spans);
      const linked = spans.map(({ href }) => this.text.webAddress(href)).find(Boolean) ?? "";
      const found = this.address.exec(words);
      const written = found ? this.trimmed(found[0], this.text.rules.after_address, false) : "";
      const address = linked || this.text.webAddress(written);
      if (found && this.text.webAddress(written)) words = words.slice(0, found.index) + words.slice(found.index + written.length);
      for (const left of ["()", "[]", "<>"]) words = words.replaceAll(left, "");
      const line = words.split(/\s+/).filter(Boolean).join(" ").replaceAll(", (", " (").replaceAll(". (", " (");
      return [this.trimmed(line, this.text.rules.note_edges, true), address];
    }

    /** *text* without *signs* at its end; and at its start, if *both*. @param {string} text @param {string} signs @param {boolean} both */
    trimmed(text, signs, both) {
      let [first, last] = [0, text.length];
      while (both && first < last && signs.includes(text[first])) first++;
      while (last > first && signs.includes(text[last - 1])) last--;
      return text.slice(first, last);
    }

    /** What the host of *url* is called: 'example' for www.example.org. @param {string} url */
    nameOf(url) {
      const parts = hostOf(url).split(".").filter((part) => !this.text.rules.common_hosts.includes(part));
      return parts.length >= LEAST_OF_HOST ? this.values.slug(parts.at(-LEAST_OF_HOST)) : "";
    }
  }

  S3.ImportReport = ImportReport;
  S3.ImportSources = ImportSources;
}
