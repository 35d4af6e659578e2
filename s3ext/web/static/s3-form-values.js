// @ts-check
/* The rules of the form for single values. Patterns, limits and lists are the check's own, handed over as data; a test
   puts the same values through both. Touches no page. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  /* the ends of lines that are none in Markdown, and tabs */
  const BLANKS = /[\t\v\f\x85\u2028\u2029]/g;

  /** @param {string} text */
  const characters = (text) => [...text].length;
  /** The first of *values* that stands there twice. @param {string[]} values */
  const repeated = (values) => values.find((value, position) => Boolean(value) && values.indexOf(value) < position);
  /** Whether the period from *start* to *end* ends before it begins; both may be a year, a month or a day. @param {string} start @param {string} end */
  const isReversed = (start, end) => {
    const shared = Math.min(start.length, end.length);
    return end.slice(0, shared) < start.slice(0, shared);
  };
  /** A list that must be there may be empty, unless so many are wanted. @param {Field} field */
  const mustBeFilled = (field) => Boolean(field.required) && !(field.many && !field.least && field.kind !== "source");

  class FormRules {
    /** @param {FormInput} data */
    constructor(data) {
      const { hidden, id, url, date, longest_id: longest } = data.value_rules;
      this.data = data;
      this.hidden = new RegExp(hidden, "gu");
      this.id = new RegExp(`^(?:${id})$`, "u");
      this.url = new RegExp(`^(?:${url})$`, "u");
      this.date = new RegExp(`^(?:${date})$`, "u");
      this.longestId = longest;
      this.text = new S3.FormText(data.text_rules);
    }

    /* -- what is written, made clean ------------------------------------------------------------------ */

    /** A tab or an odd line end is a blank; what has no width vanishes, also in the middle of a word. @param {string} text */
    clean(text) {
      return text.replace(/\r\n?/g, "\n").replace(BLANKS, " ").replace(this.hidden, "").normalize("NFC");
    }

    /** *text* as one line. @param {string} text */
    line(text) {
      return this.clean(text).replace(/\s+/g, " ").trim();
    }

    /** *text* as the text of a section. @param {string} text */
    section(text) {
      const rows = this.clean(text).split("\n").map((row) => row.trimEnd());
      /* blanks before the first line may be those of a list or of code */
      return rows.join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n+/, "").trimEnd();
    }

    /** An id made of *title*, of whole words without marks, as "a-title-of-words". @param {string} title */
    slug(title) {
      const small = this.clean(title).toLowerCase().replace(/ø/g, "o").replace(/æ/g, "ae");
      const [first = "", ...parts] = small.normalize("NFKD").replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) || [];
      let made = first.slice(0, this.longestId);
      for (const part of parts) {
        if (made.length + 1 + part.length > this.longestId) break;
        made += `-${part}`;
      }
      return made;
    }

    /* -- what is wrong with it: the codes of the check, each with what its message needs ---------------- */

    /** @param {string} text */
    isId(text) {
      return this.id.test(text);
    }

    /** Whether *text* is a day of the calendar, a month or a year. @param {string} text */
    isDate(text) {
      const found = this.date.exec(text);
      if (!found) return false;
      const [year, month, day] = [found[1], found[2] || "01", found[3] || "01"].map(Number);
      const date = new Date(Date.UTC(year, month - 1, day));
      return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    }

    /** @param {Field} field @param {string} text @returns {Problem[]} */
    textProblems(field, text) {
      const found = this.text.odd(text);
      const length = characters(text);
      if (field.min_length && length < field.min_length) found.push(["too-short", { length, limit: field.min_length }]);
      if (field.max_length && length > field.max_length) found.push(["too-long", { length, limit: field.max_length }]);
      return found;
    }

    /** One *value* of a field that is written. @param {Field} field @param {string} value @returns {Problem[]} */
    valueProblems(field, value) {
      const { words, form } = this.data;
      switch (field.kind) {
        case "date":
          return value.length === 10 && this.isDate(value) ? [] : [["bad-date", { value, expected: words.date_full }]];
        case "partial_date":
          return this.isDate(value) ? [] : [["bad-date", { value, expected: words.date_partial }]];
        case "url":
          if (this.url.test(value) || characters(value) > field.max_length) return this.textProblems(field, value);
          return [["bad-url", { value }]];
        case "id":
          return this.isId(value) ? [] : [["bad-id", { value }]];
        case "number": {
          if (/^[0-9]{1,9}$/.test(value) && Number(value) >= field.minimum && Number(value) <= field.maximum) return [];
          return [["bad-value", { value, allowed: S3.dom.fill(form.number_allowed, { min: field.minimum, max: field.maximum }) }]];
        }
        case "code":
        case "mail":
          return new RegExp(field.pattern).test(value) ? [] : [["bad-value", { value, allowed: field.hint || "" }]];
        case "text": {
          const found = this.textProblems(field, value);
          /* signs alone say nothing */
          return found.length || /[\p{L}\p{N}]/u.test(value) ? found : [["missing", {}]];
        }
        default:
          return [];
      }
    }

    /** All that a field holds which is written: one value, or a list of texts. @param {Field} field @param {string | string[]} value @returns {Problem[]} */
    problems(field, value) {
      if (!value.length) return mustBeFilled(field) ? [["missing", {}]] : [];
      if (!Array.isArray(value)) return this.valueProblems(field, value);
      /** @type {Problem[]} */
      const found = [];
      const twice = repeated(value);
      if (twice) found.push(["repeated-value", { value: twice }]);
      if (field.most && value.length > field.most) found.push(["too-many", { length: value.length, limit: field.most }]);
      for (const text of value) found.push(...this.valueProblems({ ...field, kind: "text" }, text));
      return found;
    }
  }

  S3.FormRules = FormRules;
  S3.formValues = { characters, isReversed, mustBeFilled, repeated };
}
