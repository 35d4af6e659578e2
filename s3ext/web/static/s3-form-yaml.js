// @ts-check
/* A page as the text of a file, and the address where a host adds that file. Touches no page. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  /* kinds of values that hold nothing YAML could misread, but for its own words */
  const PLAIN = new Set(["date", "partial_date", "id", "reference", "source", "number", "choice"]);

  /** @param {Field} field @param {string} value @param {string[]} reserved */
  const scalar = (field, value, reserved) =>
    PLAIN.has(field.kind) && !reserved.includes(value.toLowerCase()) ? value : JSON.stringify(value);

  /**
   * The lines of the header for one field and its value; *reserved* are the words that YAML reads as something else.
   * @param {Field} field @param {any} value @param {string[]} reserved @returns {string[]}
   */
  const fieldLines = (field, value, reserved) => {
    if (field.kind === "group") {
      /** @param {Record<string, any>} values */
      const rows = (values) => field.fields.flatMap((part) => (part.name in values ? fieldLines(part, values[part.name], reserved) : []));
      if (!field.many) return [`${field.name}:`, ...rows(value).map((row) => `  ${row}`)];
      const items = /** @type {Record<string, any>[]} */ (value);
      return [`${field.name}:`, ...items.flatMap((item) => rows(item).map((row, position) => `  ${position ? "  " : "- "}${row}`))];
    }
    if (!Array.isArray(value)) return [`${field.name}: ${scalar(field, value, reserved)}`];
    return [`${field.name}: [${value.map((item) => scalar(field, item, reserved)).join(", ")}]`];
  };

  /** *date* as in a header: 2026-11-29. @param {Date} date */
  const dayOf = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

  /**
   * The text of a page with these lines of the header, its title and its sections.
   * @param {string[]} head @param {string} title @param {{heading: string, text: string}[]} sections
   */
  const pageText = (head, title, sections) => {
    const body = sections.flatMap(({ heading, text }) => [`## ${heading}`, "", text, ""]);
    return ["---", ...head, "---", "", `# ${title}`, "", ...body].join("\n").trimEnd() + "\n";
  };

  /** What RFC 3986 calls reserved, escaped as the check's own addresses have it. @param {string} text */
  const escaped = (text) => encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
  /**
   * The address where the host adds the file *name* to *folder*; with *text* in it if it fits, which `whole` says.
   * @param {{new: string, name: string, text: string}} host @param {number} longest
   * @param {{folder: string, name: string}} path @param {string} text
   */
  const hostAddress = (host, longest, { folder, name }, text) => {
    const named = `${host.new.replace("{folder}", () => escaped(folder).replaceAll("%2F", "/"))}?${host.name}=${escaped(name)}`;
    const filled = `${named}&${host.text}=${escaped(text)}`;
    const whole = Boolean(host.text) && filled.length <= longest;
    return { href: whole ? filled : named, whole };
  };

  S3.formYaml = { scalar, fieldLines, dayOf, pageText, escaped, hostAddress };
}
