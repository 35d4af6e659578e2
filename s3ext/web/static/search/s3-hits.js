// @ts-check
/* The search page: one row for each page found, and what stands above the rows. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill, soon, withNodes } = S3.dom;
  /* milliseconds without a keystroke before the texts of rows are loaded: of most that are passed by nobody reads any */
  const PAUSE = 150;

  /** A piece of a text, marked or in another language, or as it is. @param {Excerpt["pieces"][0]} piece */
  const shown = ({ text, marked, lang }) =>
    marked || lang ? element(marked ? "mark" : "span", { textContent: text, ...(lang && { lang }) }) : text;

  /* one page found */
  class Row {
    /** @param {PageRecord} found @param {string} kind @param {string} root */
    constructor(found, kind, root) {
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
      next.append(...pieces.map(shown));
      if (this.line) this.line.replaceWith(next);
      else this.item.append(next);
      this.line = next;
      const forms = [...new Set(pieces.filter(({ marked }) => marked).map(({ text }) => text))];
      const query = forms.length ? `?highlight=${encodeURIComponent(forms.join(" "))}` : "";
      this.link.href = this.address + query + (anchor ? `#${anchor}` : "");
    }
  }

  /**
   * What is said of a word that was read as another.
   * @type {Record<string, string>}
   */
  const SAID = { near: "read_near", compound: "read_compound", part: "read_part", name: "read_name" };

  /** A link that searches for *word* instead. @param {string} word */
  const ask = (word) => element("a", { href: `?q=${encodeURIComponent(word)}`, textContent: word });
  /** Links for *words*, with commas between them. @param {string[]} words */
  const askAny = (words) => words.flatMap((word, at) => (at ? [", ", ask(word)] : [ask(word)]));

  class Hits {
    /**
     * @param {SearchIndex} data @param {Excerpts} excerpts @param {Engine} engine @param {string} root
     * @param {string} editors where the editors can be asked, if anywhere
     */
    constructor(data, excerpts, engine, root, editors) {
      this.data = data;
      this.excerpts = excerpts;
      this.engine = engine;
      this.root = root;
      this.editors = editors;
      this.cards = new S3.Cards(data, engine.pages, excerpts.scripts, root);
      const texts = data.texts;
      this.notes = element("div", { className: "s3-search-notes" });
      this.list = element("ol", { className: "s3-hits" });
      this.more = element("button", { type: "button", className: "s3-finder-clear", textContent: texts.more_hits });
      this.all = element("button", { type: "button", className: "s3-finder-clear" });
      this.element = element("div", { className: "s3-search-hits" }, this.notes, this.cards.element, this.list, this.more, this.all);
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
      this.timer = 0;
      /* which of the lists shown it is, or that something has been typed since */
      this.turn = 0;
    }

    /** Something is typed: what it asks for comes before the texts of the rows that are here. */
    hold() {
      clearTimeout(this.timer);
      this.turn += 1;
    }

    /** The row of a page whose record is here. @param {number} page */
    rowOf(page) {
      const { items } = this.engine.pages;
      const kind = this.data.facets[0].values[items[page].values[0][0]][1];
      return this.rows.get(page) || new Row(this.engine.pages.record(page), kind, this.root);
    }

    /** @param {{page: number}[]} shown @param {(number: number) => Excerpt} excerpt @param {boolean} typed whether another keystroke may follow */
    show(shown, excerpt, typed) {
      this.hold();
      const known = shown.filter(({ page }) => this.engine.pages.record(page));
      const next = new Map(known.map(({ page }) => [page, this.rowOf(page)]));
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
      const mine = this.turn;
      const load = () => mine === this.turn && this.loadTexts(lacking, excerpt);
      if (!lacking.length) this.isReady();
      else if (typed) this.timer = window.setTimeout(load, PAUSE);
      else soon(load);
    }

    /** @param {number[]} lacking @param {(number: number) => Excerpt} excerpt */
    async loadTexts(lacking, excerpt) {
      const { rows, turn } = this;
      const loaded = lacking.map(async (number) => {
        await this.excerpts.load(number);
        if (this.turn === turn && this.excerpts.has(number)) rows.get(number).show(excerpt(number));
      });
      await Promise.all(loaded);
      if (this.turn === turn) this.isReady();
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
     * @param {{query: string, isNarrowed: boolean, isBroken: boolean, isHelp: boolean}} state
     */
    explain(result, many, { query, isNarrowed, isBroken, isHelp }) {
      const texts = this.data.texts;
      this.notes.replaceChildren();
      if (isBroken) this.add(texts.incomplete);
      if (!result) return;
      for (const { kind, word, as } of result.notes) {
        this.add(...withNodes(texts[SAID[kind]].replace("{word}", () => word), "as", askAny(as.slice(0, 3))));
      }
      if (!many) return this.explainNone(result, query, isNarrowed);
      if (result.unknown.length) {
        this.add(fill(texts.unknown, { words: result.unknown.map((word) => fill(texts.quoted, { word })).join(", ") }));
      }
      if (result.who && this.data.who.length) this.add(texts.who);
      if (isHelp) this.add(texts.only_help);
    }

    /** @param {(Node | string)[]} parts */
    add(...parts) {
      this.notes.append(element("p", {}, ...parts));
    }

    /** Say where one can go on when nothing was found. @param {SearchResult} result @param {string} query @param {boolean} isNarrowed */
    explainNone(result, query, isNarrowed) {
      const { texts } = this.data;
      const near = this.engine.suggest(query);
      if (near.length && !result.notes.length) this.add(`${texts.did_you_mean} `, ...askAny(near), "?");
      if (isNarrowed) this.add(texts.none_chosen);
      const registers = element("a", { href: "#s3-registers", textContent: texts.registers });
      this.add(...withNodes(texts.none_registers, "registers", [registers]));
      const editors = this.editors ? element("a", { href: this.editors, textContent: texts.editors }) : texts.editors;
      this.add(...withNodes(texts.none_ask, "editors", [editors]));
    }
  }

  S3.Hits = Hits;
}
