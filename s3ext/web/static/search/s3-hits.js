// @ts-check
/* The search page: one row for each page found, and what stands above the rows. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill, soon } = S3.dom;

  /* one page found */
  class Row {
    /** @param {SearchIndex} data @param {string} root @param {number} number */
    constructor(data, root, number) {
      const found = data.pages[number];
      const kind = data.facets[0].values[found.values[0][0]][1];
      const facts = [kind, found.meta, found.period].filter(Boolean).join(" · ");
      this.address = root + (found.url ?? `${found.doc}.html`);
      this.link = element("a", { href: this.address, textContent: found.title });
      const title = element("p", { className: "s3-hit-title" }, this.link);
      this.item = element("li", {}, title, element("p", { className: "s3-hit-meta", textContent: facts }));
      this.item.dataset.doc = found.doc;
      /** @type {HTMLElement | null} */
      this.line = null;
      this.before = "";
    }

    /** Show what of the page's text answers the query; where that is as before nothing is touched. @param {Excerpt} excerpt */
    show({ anchor, pieces }) {
      const now = JSON.stringify([anchor, pieces]);
      if (now === this.before) return;
      this.before = now;
      const next = element("p", { className: "s3-hit-text" });
      next.append(...pieces.map(({ text, marked }) => (marked ? element("mark", { textContent: text }) : text)));
      if (this.line) this.line.replaceWith(next);
      else this.item.append(next);
      this.line = next;
      const forms = [...new Set(pieces.filter(({ marked }) => marked).map(({ text }) => text))];
      const query = forms.length ? `?highlight=${encodeURIComponent(forms.join(" "))}` : "";
      this.link.href = this.address + query + (anchor ? `#${anchor}` : "");
    }
  }

  /** A link that searches for *word* instead. @param {string} word */
  const ask = (word) => element("a", { href: `?q=${encodeURIComponent(word)}`, textContent: word });
  /** Links for *words*, with commas between them. @param {string[]} words */
  const askAny = (words) => words.flatMap((word, at) => (at ? [", ", ask(word)] : [ask(word)]));

  class Hits {
    /** @param {SearchIndex} data @param {Excerpts} excerpts @param {Engine} engine @param {string} root */
    constructor(data, excerpts, engine, root) {
      this.data = data;
      this.excerpts = excerpts;
      this.engine = engine;
      this.root = root;
      const texts = data.texts;
      this.notes = element("div", { className: "s3-search-notes" });
      this.list = element("ol", { className: "s3-hits" });
      this.more = element("button", { type: "button", className: "s3-finder-clear", textContent: texts.more_hits });
      this.element = element("div", { className: "s3-search-hits" }, this.notes, this.list, this.more);
      /** @type {() => void} */
      this.seen = () => {};
      /**
       * When the first rows are seen: before that nothing in them can have the focus.
       * @type {Promise<void>}
       */
      this.first = new Promise((resolve) => {
        this.seen = resolve;
      });
      /**
       * The rows shown, by page: those that the next keystroke finds again stay.
       * @type {Map<number, Row>}
       */
      this.rows = new Map();
    }

    /** @param {{page: number}[]} shown @param {(number: number) => Excerpt} excerpt */
    show(shown, excerpt) {
      const next = new Map(shown.map(({ page }) => [page, this.rows.get(page) || new Row(this.data, this.root, page)]));
      /** @type {number[]} */
      const lacking = [];
      for (const [number, row] of next) {
        if (this.excerpts.has(number)) row.show(excerpt(number));
        else lacking.push(number);
      }
      this.rows = next;
      const items = [...next.values()].map(({ item }) => item);
      const { children } = this.list;
      if (items.length !== children.length || items.some((item, at) => item !== children[at])) this.list.replaceChildren(...items);
      // the list comes first, then the texts; a later keystroke may want others
      if (!lacking.length) this.isReady();
      else soon(() => this.rows === next && this.loadTexts(lacking, next, excerpt));
    }

    /** @param {number[]} lacking @param {Map<number, Row>} rows @param {(number: number) => Excerpt} excerpt */
    async loadTexts(lacking, rows, excerpt) {
      const loaded = lacking.map(async (number) => {
        await this.excerpts.load(number);
        if (this.rows === rows && this.excerpts.has(number)) rows.get(number).show(excerpt(number));
      });
      await Promise.all(loaded);
      if (this.rows === rows) this.isReady();
    }

    /** The first rows are seen when all have their texts: each would move those below it. */
    isReady() {
      const finder = /** @type {HTMLElement | null} */ (this.element.closest(".s3-finder"));
      if (finder) finder.dataset.s3Ready = "";
      this.seen();
    }

    /**
     * Say above the rows how the query was read, and what can be done when nothing was found.
     * @param {SearchResult | null} result @param {number} many
     * @param {{query: string, isNarrowed: boolean, isBroken: boolean}} state
     */
    explain(result, many, { query, isNarrowed, isBroken }) {
      const texts = this.data.texts;
      /** @param {(Node | string)[]} parts */
      const add = (...parts) => this.notes.append(element("p", {}, ...parts));
      this.notes.replaceChildren();
      if (isBroken) add(texts.incomplete);
      if (!result) return;
      for (const { word, as } of result.read) add(fill(texts.read_as, { word }), " ", ...askAny(as.slice(0, 3)), ".");
      if (many && result.unknown.length) {
        add(fill(texts.unknown, { words: result.unknown.map((word) => fill(texts.quoted, { word })).join(", ") }));
      }
      if (many) return;
      const near = this.engine.suggest(query);
      if (near.length && !result.read.length) add(`${texts.did_you_mean} `, ...askAny(near), "?");
      if (isNarrowed) add(texts.none_chosen);
      add(texts.none_registers);
      add(texts.none_ask);
    }
  }

  S3.Hits = Hits;
}
