// @ts-check
/* What became of a document or of what was pasted, as a list that stays: in the words of `s3ext import`. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const GROUPS = ["changed", "left_out", "to_fill"];
  const COUNTED = ["headings", "lists", "tables", "pictures", "sources"];
  const MOST = 6;
  const MOST_PLACES = 20;
  /* what the archive's reader objects to, by the names of the import's texts */
  const CAUSES = /** @type {Record<string, string>} */ ({
    file_broken: "broken", file_locked: "locked", file_macro: "macros", file_old: "old", file_other: "other", file_unpacks: "unpacked",
  });

  /** A line for each code, with the words that it is about. @param {ImportRemark[]} remarks @param {Record<string, string>} words */
  const linesOf = (remarks, words) => {
    /** @type {Map<string, string[]>} */
    const byCode = new Map();
    for (const { code, value } of remarks) byCode.set(code, [...(byCode.get(code) ?? []), value]);
    return [...byCode].map(([code, values]) => {
      const named = values.filter(Boolean);
      const more = named.length > MOST ? ` ${fill(words.more, { count: named.length - MOST })}` : "";
      return fill(words[code], { value: named.slice(0, MOST).join("; ") + more });
    });
  };
  /** What was taken, in one sentence. @param {ImportedPage} page @param {Record<string, string>} words */
  const takenOf = ({ taken }, words) => {
    const counted = COUNTED.filter((name) => taken[name]).map((name) => `${taken[name]} ${words[`${name}_${taken[name] === 1 ? "one" : "many"}`]}`);
    return fill(words.taken, { amounts: counted.join(", ") || words.text_only });
  };
  /**
   * The report on *page*, which begins with *lead*; `buttons` are what can be done now.
   * @param {string} lead @param {ImportedPage} page @param {FormInput} data @param {HTMLElement[]} buttons
   */
  const reportOf = (lead, page, data, buttons) => {
    /* what only a paste leaves out has words of the form's own */
    const words = { ...data.form, ...data.import_words };
    const parts = GROUPS.flatMap((group) => {
      const remarks = page.remarks.filter((one) => one.group === group);
      if (!remarks.length) return [];
      return [element("p", {}, words[group]), element("ul", {}, ...linesOf(remarks, words).map((line) => element("li", {}, line)))];
    });
    return boxed(data, [element("p", {}, `${lead} ${takenOf(page, words)}`), ...parts], buttons);
  };
  /** *parts* in a box that stays until somebody closes it. @param {FormInput} data @param {HTMLElement[]} parts @param {HTMLElement[]} buttons */
  const boxed = (data, parts, buttons) => {
    const box = element("div", { className: "s3-form-report", role: "region", tabIndex: -1, "aria-label": data.form.report });
    const close = element("button", { type: "button" }, data.form.report_close);
    close.addEventListener("click", () => box.remove());
    box.append(...parts, element("p", { className: "s3-form-actions" }, ...buttons.flatMap((button) => [button, " "]), close));
    return box;
  };
  /** Which changes and comments of the document *name* are left to decide on. @param {string} name @param {ImportUnfinished[]} places @param {FormInput} data */
  const unfinishedOf = (name, places, data) => {
    const words = data.import_words;
    const lines = places.slice(0, MOST_PLACES).map(({ cause, words: value, heading }) => {
      const under = heading ? fill(words.under, { heading }) : "";
      return element("li", {}, fill(words[cause], { value: value || "…" }) + under);
    });
    if (places.length > MOST_PLACES) lines.push(element("li", {}, fill(words.more, { count: places.length - MOST_PLACES })));
    return boxed(data, [element("p", {}, fill(data.form.open_unfinished, { name })), element("ul", {}, ...lines)], []);
  };
  /** Why the file *name* cannot be taken in, in one sentence. @param {string} name @param {string} cause @param {FormInput} data */
  const refusedOf = (name, cause, data) => {
    const limit = Math.floor(data.import_rules.most_bytes / 1_000_000);
    const reason = data.import_words[CAUSES[cause] ?? cause.replace(/^import_/, "")];
    return fill(data.form.open_refused, { name, cause: fill(reason, { limit, value: "" }) });
  };

  S3.importReport = { refusedOf, reportOf, unfinishedOf };
}
