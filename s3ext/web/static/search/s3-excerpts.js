// @ts-check
/* Search: the text of pages, loaded when a hit is to be shown, and the stretch of it that says most about a query.
   Files are loaded as scripts: a page opened from a folder may load nothing else. */
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
    parts.forEach(({ anchor, heading, text, words: all }, at) => {
      const stretch = stretchWithMost(all.filter(({ word }) => isMarked(word)));
      const inHeading = heading.filter(({ word }) => isMarked(word)).length;
      // the facts stand between the summary and the first heading: less to read than a text
      const value = (stretch.value + inHeading) * (at === 1 && !anchor ? 0.5 : 1);
      if (value > most) [most, found] = [value, { anchor, text, words: all, start: stretch.start }];
    });
    return found;
  };
  /**
   * The stretch around *start* as pieces of text, each marked or not.
   * @param {Stretch} stretch @param {(word: string) => boolean} isMarked @returns {Excerpt}
   */
  const stretchOf = ({ anchor, text, words: all, start }, isMarked) => {
    let from = start > BEFORE ? text.indexOf(" ", start - BEFORE) + 1 : 0;
    if (from > start) from = start;
    let to = Math.min(text.length, from + LONGEST);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), start + 1);
    /** @type {{text: string, marked?: boolean}[]} */
    const pieces = [{ text: from ? "… " : "" }];
    let at = from;
    for (const { word, start: first, end } of all) {
      if (first < from || end > to || !isMarked(word)) continue;
      pieces.push({ text: text.slice(at, first) }, { text: text.slice(first, end), marked: true });
      at = end;
    }
    pieces.push({ text: text.slice(at, to) + (to < text.length ? " …" : "") });
    return { anchor, pieces };
  };
  /** Whether the words of *phrase* stand in *text* one after the other. @param {string} text @param {string[]} phrase */
  const hasPhrase = (text, phrase) => {
    const all = words(text).map(({ word }) => word);
    return ` ${all.join(" ")} `.includes(` ${phrase.join(" ")} `);
  };

  /* -- files ---------------------------------------------------------------------------------------- */

  /* scripts below one address; each is read once */
  class Scripts {
    /** @param {string} root */
    constructor(root) {
      this.root = root;
      /** @type {Map<string, Promise<unknown>>} */
      this.waiting = new Map();
      /* a server may let scripts come only from addresses that a named rule has passed; ours come from the site itself */
      this.trusted = window.trustedTypes?.createPolicy("s3-search", { createScriptURL: (address) => address });
    }

    /** Done when the script at *address* has run, or could not be read. @param {string} address */
    load(address) {
      if (!this.waiting.has(address)) {
        const made = document.createElement("script");
        const whole = this.root + address;
        made.src = this.trusted ? this.trusted.createScriptURL(whole) : whole;
        const done = new Promise((resolve) => {
          made.onload = resolve;
          made.onerror = resolve;
        });
        this.waiting.set(address, done);
        document.head.append(made);
      }
      return this.waiting.get(address);
    }
  }

  class Excerpts {
    /** @param {SearchIndex} data @param {Engine} engine @param {string} root */
    constructor(data, engine, root) {
      this.data = data;
      this.engine = engine;
      this.scripts = new Scripts(root);
      /**
       * The sections of each page as they came.
       * @type {Map<string, [string, string, string][]>}
       */
      this.texts = new Map();
      /**
       * The same with their words, when these have been looked for.
       * @type {Map<number, Section[]>}
       */
      this.sections = new Map();
      /** @type {Set<number>} */
      this.given = new Set();
      S3.searchText = (doc, parts) => this.texts.set(doc, parts);
      S3.searchLists = (number, version, lists) => this.takeLists(number, version, lists);
    }

    /** Load the text of the page *number*. @param {number} number */
    load(number) {
      const { doc, version } = this.data.pages[number];
      return this.scripts.load(`s3-search/pages/${doc}.js?v=${version}`);
    }

    /** The lists of pages in the piece *number* of the index, given to the engine. @param {number} number @param {string} version @param {string} lists */
    takeLists(number, version, lists) {
      // the index may be one that the browser has kept from before
      if (this.data.pieces?.[number]?.[1] !== version) return;
      this.given.add(number);
      this.engine.give(number, lists);
    }

    /** Load the piece *number* of the index; whether it could be read. @param {number} number */
    async loadPiece(number) {
      await this.scripts.load(`s3-search/lists/${number}.js?v=${this.data.pieces[number][1]}`);
      const read = this.given.has(number);
      // without it the rest can still be searched
      if (!read) this.engine.give(number, "");
      return read;
    }

    /** @param {number} number */
    has(number) {
      return this.texts.has(this.data.pages[number].doc);
    }

    /** @param {number} number */
    sectionsOf(number) {
      if (!this.sections.has(number)) {
        const parts = this.texts.get(this.data.pages[number].doc) || [];
        this.sections.set(number, parts.map(([anchor, heading, text]) => ({ anchor, heading: words(heading), text, words: words(text) })));
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
        const start = { anchor: "", text: "", words: /** @type {Word[]} */ ([]), ...parts[0], start: 0 };
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
      const { doc, title } = this.data.pages[number];
      const parts = [title, ...(this.texts.get(doc) || []).flatMap(([, heading, text]) => [heading, text])];
      const small = parts.map((text) => text.toLowerCase());
      return phrases.every((phrase) =>
        parts.some((text, at) => phrase.every((word) => small[at].includes(word)) && hasPhrase(text, phrase)),
      );
    }
  }

  S3.Excerpts = Excerpts;
}
