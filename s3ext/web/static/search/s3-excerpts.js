// @ts-check
/* Search: the text of pages, loaded when a hit is to be shown, and the stretch of it that says most about a query. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { words, key } = S3.words;
  const [BEFORE, LONGEST, CLOSE] = [60, 240, 200];

  /* -- what to show of a page ----------------------------------------------------------------------- */

  /** The stretch of a text with most of the words looked for: how much, and where. @param {Word[]} marked */
  const stretchWithMost = (marked) => {
    let most = { value: 0, start: 0 };
    marked.forEach((first, from) => {
      let to = from;
      const different = new Set();
      for (; to < marked.length && marked[to].end - first.start < CLOSE; to += 1) different.add(key(marked[to].word));
      const value = different.size + (to - from) / 20;
      if (value > most.value) most = { value, start: first.start };
    });
    return most;
  };
  /**
   * The section and the stretch of its text with most of the words looked for; nothing if there are none.
   * @param {Section[]} parts @param {(word: string) => boolean} isMarked
   */
  const best = (parts, isMarked) => {
    let most = 0;
    /** @type {Stretch | null} */
    let found = null;
    parts.forEach(({ anchor, heading, text, words: all, foreign }, at) => {
      const stretch = stretchWithMost(all.filter(({ word }) => isMarked(word)));
      const inHeading = heading.filter(({ word }) => isMarked(word)).length;
      // the facts stand between the summary and the first heading: less to read than a text
      const value = (stretch.value + inHeading) * (at === 1 && !anchor ? 0.5 : 1);
      if (value > most) [most, found] = [value, { anchor, text, words: all, foreign, start: stretch.start }];
    });
    return found;
  };
  /**
   * The *text* from *first* up to *last* as pieces, each in one language: *foreign* says what is in another than the page.
   * @param {{text: string, foreign: ForeignRun[]}} section @param {number} first @param {number} last @param {boolean} [marked]
   */
  const piecesOf = ({ text, foreign }, first, last, marked) => {
    /** @type {Excerpt["pieces"]} */
    const pieces = [];
    let at = first;
    for (const [start, end, lang] of foreign) {
      if (end <= at || start >= last) continue;
      if (start > at) pieces.push({ text: text.slice(at, start), marked });
      pieces.push({ text: text.slice(Math.max(at, start), (at = Math.min(end, last))), marked, lang });
    }
    if (at < last) pieces.push({ text: text.slice(at, last), marked });
    return pieces;
  };
  /**
   * The stretch around *start* as pieces of text, each marked or not.
   * @param {Stretch} stretch @param {(word: string) => boolean} isMarked @returns {Excerpt}
   */
  const stretchOf = ({ anchor, text, words: all, foreign, start }, isMarked) => {
    const section = { text, foreign };
    let from = start > BEFORE ? text.indexOf(" ", start - BEFORE) + 1 : 0;
    if (from > start) from = start;
    let to = Math.min(text.length, from + LONGEST);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), start + 1);
    /** @type {Excerpt["pieces"]} */
    const pieces = from ? [{ text: "… " }] : [];
    let at = from;
    for (const { word, start: first, end } of all) {
      if (first < from || end > to || !isMarked(word)) continue;
      pieces.push(...piecesOf(section, at, first), ...piecesOf(section, first, end, true));
      at = end;
    }
    pieces.push(...piecesOf(section, at, to));
    if (to < text.length) pieces.push({ text: " …" });
    return { anchor, pieces };
  };
  /** Whether the words of *phrase* stand in *text* one after the other. @param {string} text @param {string[]} phrase */
  const hasPhrase = (text, phrase) => {
    const all = words(text).map(({ word }) => word);
    return ` ${all.join(" ")} `.includes(` ${phrase.join(" ")} `);
  };

  /* -- files ---------------------------------------------------------------------------------------- */

  class Excerpts {
    /** @param {Engine} engine @param {Scripts} scripts @param {Parts} parts */
    constructor(engine, scripts, parts) {
      this.engine = engine;
      this.pages = engine.pages;
      this.scripts = scripts;
      this.parts = parts;
      /**
       * The sections of each page as they came.
       * @type {Map<string, SectionAsSent[]>}
       */
      this.texts = new Map();
      /**
       * The same with their words, when these have been looked for.
       * @type {Map<number, Section[]>}
       */
      this.sections = new Map();
      S3.searchText = (doc, parts) => this.texts.set(doc, parts);
    }

    /** Load the text of the page *number*, and first where that is. @param {number} number */
    async load(number) {
      await this.parts.load(this.pages.lacking([number]));
      const record = this.pages.record(number);
      if (record) await this.scripts.load(`s3-search/pages/${record.doc}.js?v=${record.version}`);
    }

    /** @param {number} number */
    has(number) {
      return this.texts.has(this.pages.record(number)?.doc);
    }

    /** @param {number} number */
    sectionsOf(number) {
      if (!this.sections.has(number)) {
        const parts = this.texts.get(this.pages.record(number)?.doc) || [];
        const read = parts.map(([anchor, heading, text, foreign = []]) => ({ anchor, heading: words(heading), text, words: words(text), foreign }));
        this.sections.set(number, read);
      }
      return this.sections.get(number);
    }

    /**
     * What the pages shown for one query are marked by: most of them have the same words.
     * @param {Marks} marks @param {boolean} other
     */
    marker(marks, other) {
      /** @type {Map<string, boolean>} */
      const kept = new Map();
      /** @param {string} word */
      const isMarked = (word) => {
        let found = kept.get(word);
        if (found === undefined) kept.set(word, (found = this.engine.isMarked(word, marks, other)));
        return found;
      };
      return isMarked;
    }

    /**
     * For the hits of a query with *marks*, or of none: of a page's text the section and the stretch to show.
     * @param {Marks | null} marks
     */
    excerpts(marks) {
      const [own, other] = marks ? [this.marker(marks, false), this.marker(marks, true)] : [];
      /** @param {number} number */
      const excerpt = (number) => {
        const parts = this.sectionsOf(number);
        const start = /** @type {Stretch} */ ({ anchor: "", text: "", words: [], foreign: [], ...parts[0], start: 0 });
        if (!marks) return stretchOf({ ...start, anchor: "" }, () => false);
        for (const isMarked of [own, other]) {
          const found = best(parts, isMarked);
          if (found) return stretchOf(found, isMarked);
        }
        return stretchOf(start, other);
      };
      return excerpt;
    }

    /**
     * Whether a page has each of *phrases* word for word; words are only looked at where all of a phrase's letters are.
     * @param {number} number @param {string[][]} phrases
     */
    holds(number, phrases) {
      const { doc, title } = this.pages.record(number) ?? { doc: "", title: "" };
      const parts = [title, ...(this.texts.get(doc) || []).flatMap(([, heading, text]) => [heading, text])];
      const small = parts.map((text) => text.toLowerCase());
      return phrases.every((phrase) =>
        parts.some((text, at) => phrase.every((word) => small[at].includes(word)) && hasPhrase(text, phrase)),
      );
    }
  }

  S3.Excerpts = Excerpts;
}
