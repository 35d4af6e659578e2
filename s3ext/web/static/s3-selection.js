// @ts-check
/* The command that makes a PDF of what is chosen in a list, ready to copy: facets as a filter, words as the pages found. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.dom;
  /* what the shells of all systems leave as it is between quotation marks */
  const PLAIN = /^[\w.:-]+$/;
  const SPECIAL = /["`$\\!%\p{Cc}]/gu;

  /** A condition that *name* has one of *values*. @param {string} name @param {string[]} values */
  const oneOf = (name, values) => (values.length === 1 ? `${name} = ${values[0]}` : `${name} in [${values.join(", ")}]`);

  /**
   * The filter that chooses what *chosen* does, in the language of the lists of the handbook.
   * @param {S3Choice} chosen @returns {string} empty if that has no words for it
   */
  const filterOf = ({ facets, from, to, words }) => {
    if (words || facets.some(({ values }) => !values.every((value) => PLAIN.test(value)))) return "";
    const parts = facets.map(({ name, values }) => oneOf(name, values));
    // what is not over goes on, and what says no beginning began when it ended
    if (from) parts.push(`(to >= ${from} or from and not to)`);
    if (to) parts.push(`(from <= ${to} or to <= ${to} and not from)`);
    return parts.join(" and ");
  };

  /**
   * The command for what is *chosen*, after its *start*; *ids* are the pages that are shown, *title* is for the cover.
   * @param {string} start @param {S3Choice} chosen @param {string[]} ids @param {string} title
   */
  const commandFor = (start, chosen, ids, title) =>
    `${start} --filter "${filterOf(chosen) || oneOf("id", ids)}" --title "${title.replace(SPECIAL, "").trim()}"`;

  /* the fold below the bar of a list */
  class Selection {
    /** @param {Element} finder @param {Record<string, string>} texts @param {string} start what the command begins with */
    constructor(finder, texts, start) {
      this.texts = texts;
      this.start = start;
      this.command = element("code", {});
      this.copied = element("span", {});
      this.copied.setAttribute("role", "status");
      const copy = element("button", { type: "button", textContent: texts.pdf_copy });
      copy.addEventListener("click", () => this.copy());
      const pre = element("pre", { tabIndex: 0 }, this.command);
      pre.setAttribute("aria-label", texts.pdf_label);
      pre.setAttribute("role", "region");
      const summary = element("summary", { textContent: texts.pdf });
      const line = element("p", {}, copy, " ", this.copied);
      this.element = element("details", { className: "s3-selection", hidden: true }, summary, element("p", { textContent: texts.pdf_text }), pre, line);
      finder.querySelector(".s3-finder-bar").after(this.element);
    }

    /** Say the command for what is *chosen*; nothing if no page is, or every. @param {S3Choice} chosen @param {string[]} ids @param {ChipData[]} chips */
    reflect(chosen, ids, chips) {
      this.element.hidden = !chips.length || !ids.length;
      const text = commandFor(this.start, chosen, ids, chips.map((chip) => chip.text).join(" · "));
      if (this.command.textContent !== text) this.copied.textContent = "";
      this.command.textContent = text;
    }

    copy() {
      const done = () => (this.copied.textContent = this.texts.pdf_copied);
      const select = () => {
        getSelection().selectAllChildren(this.command);
        if (document.execCommand("copy")) done();
      };
      if (navigator.clipboard) navigator.clipboard.writeText(this.command.textContent).then(done, select);
      else select();
    }
  }

  S3.selection = { Selection, commandFor, filterOf };
}
