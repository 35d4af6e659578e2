// @ts-check
/* The search page: what stands above the hits when the query is the name of a thing: what it is, and ways on.
   The cards lie in pieces by the names of their things (s3ext/core/search/cards.py), loaded when a name is asked for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, withNodes } = S3.dom;
  const { words, key } = S3.words;
  /* of things with one name at most so many are shown, each with so many names; so many of the first hits may have it for their title */
  const [MOST, NAMES, FIRST] = [3, 8, 10];
  /* milliseconds that the hits wait for a card: one that came later would move them */
  const PATIENCE = 1500;

  /** *all* words as their keys. @param {{word: string}[]} all */
  const runOf = (all) => all.map(({ word }) => key(word)).join(" ");

  /** An element with *text*, in the language with the code *lang*, if that is another than the page's. @param {"p" | "span"} tag @param {string} text @param {string} [lang] */
  const inLanguage = (tag, text, lang) => element(tag, { textContent: text, ...(lang && { lang }) });

  class Cards {
    /** @param {SearchIndex} data @param {Pages} pages @param {Scripts} scripts @param {string} root */
    constructor(data, pages, scripts, root) {
      this.data = data;
      this.pages = pages;
      this.scripts = scripts;
      this.root = root;
      this.element = element("div", { className: "s3-cards" });
      /**
       * The cards of the pieces that are here, by the number of the piece.
       * @type {Map<number, Record<string, Card[]>>}
       */
      this.pieces = new Map();
      this.before = "";
      S3.searchCards = (number, version, cards) => {
        // the index may be one that the browser has kept from before
        if (data.cards[number]?.[1] === version) this.pieces.set(number, cards);
      };
    }

    /* -- which cards --------------------------------------------------------------------------------- */

    /**
     * The main names of the things that the whole query names, but for small words and words that ask; the query as keys.
     * @param {SearchResult} result @returns {Asked}
     */
    named({ tokens, names, hits }) {
      const asked = [...tokens.keys()].filter((at) => !tokens[at].stop);
      if (!asked.length) return { names: [], runs: [] };
      const whole = names.find(({ places, started }) => !started && asked.every((at) => places.includes(at)));
      const found = (whole?.synonyms ?? []).map((set) => this.data.synonyms[set][0]);
      // a page with no other name than its title is among the first hits for that
      const titles = hits.slice(0, FIRST).map(({ page }) => runOf(words(this.pages.record(page)?.title ?? "")));
      const runs = [tokens, tokens.slice(asked[0], asked.at(-1) + 1)].map(runOf);
      return { names: [...new Set([...runs.filter((run) => titles.includes(run)), ...found])], runs };
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
      const all = lacking.map((at) => this.scripts.load(`s3-search/cards/${at}.js?v=${this.data.cards[at][1]}`));
      await Promise.race([late, Promise.all(all)]);
    }

    /**
     * The cards of *names* that are here: pages before words. What so many things lie in is not one of them: no cards.
     * @param {string[]} names @returns {Card[]}
     */
    of(names) {
      const found = names.flatMap((name) => {
        const cards = this.pieces.get(this.pieceOf(name)) ?? {};
        return Object.hasOwn(cards, name) ? cards[name] : [];
      });
      return found.length > MOST ? [] : found.sort((a, b) => (a.term ?? 0) - (b.term ?? 0));
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

    /**
     * A line that is *text* with some of *names*, the one that was asked for first; nothing if there are none.
     * Those in another language than the page are marked by its code, which *langs* has by the name.
     * @param {string} text @param {string[] | undefined} names @param {string[]} runs @param {Record<string, string>} [langs]
     */
    namesLine(text, names, runs, langs = {}) {
      if (!names) return "";
      const asked = names.filter((name) => runs.includes(runOf(words(name))));
      const shown = [...new Set([...asked, ...names])].slice(0, NAMES);
      /** @param {string} name */
      const marked = (name) => (Object.hasOwn(langs, name) ? inLanguage("span", name, langs[name]) : name);
      const all = shown.flatMap((name, at) => (at ? [", ", marked(name)] : [marked(name)]));
      return element("p", { className: "s3-card-names" }, ...withNodes(text, "names", all));
    }

    /** One thing; those after the first are parts of its card. @param {Card} card @param {number} at @param {string[]} runs */
    entry({ kind, title, url, text, names, langs, textLang, within, parts, lists, beside }, at, runs) {
      const { texts } = this.data;
      const heading = element(at ? "h3" : "h2", {}, element("a", { href: this.root + url, textContent: title }));
      const part = element("div", { className: "s3-card-entry" }, element("p", { className: "s3-hit-meta", textContent: kind }), heading);
      if (text) part.append(inLanguage("p", text, textLang));
      part.append(this.namesLine(texts.card_names, names, runs, langs), this.namesLine(texts.card_within, within, runs));
      part.append(this.line(texts.card_parts, parts), this.line(texts.card_lists, lists), this.line(texts.card_beside, beside));
      return part;
    }

    /** Show the cards of what is *asked* for, or none; where they are as before nothing is touched. @param {Asked} asked */
    show({ names, runs }) {
      const cards = this.of(names);
      const now = JSON.stringify([cards, cards.length && runs]);
      if (now === this.before) return;
      this.before = now;
      if (!cards.length) return this.element.replaceChildren();
      const card = element("section", { className: "s3-card" }, ...cards.map((each, at) => this.entry(each, at, runs)));
      const heading = card.querySelector("h2");
      heading.id = "s3-card-title";
      card.setAttribute("aria-labelledby", heading.id);
      this.element.replaceChildren(card);
    }
  }

  S3.Cards = Cards;
}
