// @ts-check
/* The search page: what stands above the hits when the query is the name of a thing: what it is, and ways on.
   The cards lie in pieces by the names of their things (s3ext/core/search/cards.py), loaded when a name is asked for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill } = S3.dom;
  const { words, key, fold } = S3.words;
  /* of things with one name so many are shown */
  const MOST = 3;
  /* milliseconds that the hits wait for a card: one that came later would move them */
  const PATIENCE = 1500;

  /** *tokens* without the small words around what is asked for. @param {Token[]} tokens */
  const trimmed = (tokens) => {
    const first = tokens.findIndex(({ stop }) => !stop);
    const last = tokens.findLastIndex(({ stop }) => !stop);
    return tokens.slice(first, last + 1);
  };
  /** The words that *tokens* were read as, where there is one for each that stands nowhere. @param {Token[]} tokens @param {Note[]} notes */
  const corrected = (tokens, notes) =>
    tokens.map((token) => {
      const note = notes.find(({ kind, word }) => kind === "near" && word === token.word);
      const word = note?.as[0];
      return word ? { ...token, word, bare: fold(word), key: key(word) } : token;
    });

  class Cards {
    /** @param {SearchIndex} data @param {Engine} engine @param {Excerpts} excerpts @param {string} root */
    constructor(data, engine, excerpts, root) {
      this.data = data;
      this.engine = engine;
      this.excerpts = excerpts;
      this.root = root;
      this.element = element("div", { className: "s3-cards" });
      /**
       * The cards of the pieces that are here, by the number of the piece.
       * @type {Map<number, Record<string, Card[]>>}
       */
      this.pieces = new Map();
      /** @type {Set<string>} */
      this.titles = undefined;
      this.before = "";
      S3.searchCards = (number, version, cards) => {
        // the index may be one that the browser has kept from before
        if (data.cards[number]?.[1] === version) this.pieces.set(number, cards);
      };
    }

    /* -- which cards --------------------------------------------------------------------------------- */

    /** Whether *run* is the title of a page. @param {string} run */
    isTitle(run) {
      this.titles ??= new Set(this.data.pages.map(({ title }) => words(title).map(({ word }) => key(word)).join(" ")));
      return this.titles.has(run);
    }

    /** The main names of the things that are called as the words *tokens*. @param {Token[]} tokens */
    mainNames(tokens) {
      if (!tokens.length) return [];
      const run = tokens.map((token) => token.key).join(" ");
      const sets = this.engine.names.synonymsFor(tokens) || [];
      const names = sets.map((set) => this.data.synonyms[set][0][0]);
      return [...new Set(this.isTitle(run) ? [run, ...names] : names)];
    }

    /** The main names of what the whole query names, but for small words and words that ask. @param {SearchResult} result */
    named({ tokens, notes }) {
      for (const read of [tokens, corrected(tokens, notes)]) {
        for (const run of [read, trimmed(read)]) {
          const found = this.mainNames(run);
          if (found.length) return found;
        }
      }
      return [];
    }

    /** The number of the piece in which the card of *name* would be. @param {string} name */
    pieceOf(name) {
      return this.data.cards.findLastIndex(([first]) => first <= name);
    }

    /** Whether the cards of *names* are here, or will not come. @param {string[]} names */
    async load(names) {
      const lacking = [...new Set(names.map((name) => this.pieceOf(name)))].filter((at) => at >= 0 && !this.pieces.has(at));
      if (!lacking.length) return;
      const late = new Promise((resolve) => {
        setTimeout(resolve, PATIENCE);
      });
      const all = lacking.map((at) => this.excerpts.scripts.load(`s3-search/cards/${at}.js?v=${this.data.cards[at][1]}`));
      await Promise.race([late, Promise.all(all)]);
    }

    /** The cards of *names* that are here: pages before words. @param {string[]} names @returns {Card[]} */
    of(names) {
      const found = names.flatMap((name) => this.pieces.get(this.pieceOf(name))?.[name] ?? []);
      return found.sort((a, b) => (a.term ?? 0) - (b.term ?? 0)).slice(0, MOST);
    }

    /* -- what they look like ------------------------------------------------------------------------- */

    /** Links in a line after *label*; nothing if there are none. @param {string} label @param {[string, string][]} links */
    line(label, links) {
      if (!links?.length) return "";
      const items = links.map(([address, text]) => element("li", {}, element("a", { href: this.root + address, textContent: text })));
      const list = element("ul", {}, ...items);
      list.setAttribute("aria-label", label);
      return element("div", { className: "s3-card-ways" }, element("span", { textContent: label }), list);
    }

    /** One thing; those after the first are parts of its card. @param {Card} card @param {number} at */
    entry({ kind, title, url, text, names, parts, lists, beside }, at) {
      const { texts } = this.data;
      const heading = element(at ? "h3" : "h2", {}, element("a", { href: this.root + url, textContent: title }));
      const part = element("div", { className: "s3-card-entry" }, element("p", { className: "s3-hit-meta", textContent: kind }), heading);
      if (text) part.append(element("p", { textContent: text }));
      if (names) part.append(element("p", { className: "s3-card-names", textContent: fill(texts.card_names, { names: names.join(", ") }) }));
      part.append(this.line(texts.card_parts, parts), this.line(texts.card_lists, lists), this.line(texts.card_beside, beside));
      return part;
    }

    /** Show the cards of *names*, or none; where they are as before nothing is touched. @param {string[]} names */
    show(names) {
      const cards = this.of(names);
      const now = JSON.stringify(cards);
      if (now === this.before) return;
      this.before = now;
      if (!cards.length) return this.element.replaceChildren();
      const card = element("section", { className: "s3-card" }, ...cards.map((each, at) => this.entry(each, at)));
      const heading = card.querySelector("h2");
      heading.id = "s3-card-title";
      card.setAttribute("aria-labelledby", heading.id);
      this.element.replaceChildren(card);
    }
  }

  S3.Cards = Cards;
}
