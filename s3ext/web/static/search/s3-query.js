// @ts-check
/* Search: the words of a query, the phrases in it, and the names that it asks for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { words, key, fold, respelt } = S3.words;
  const { alike, asking } = S3.language;
  /* so many letters of a word may be on their way to a name */
  const LEAST_STARTED = 4;

  /* what people ask before they name what they ask about, the longest first */
  const questions = Object.entries(asking ?? {})
    .flatMap(([asks, phrases]) => phrases.map((phrase) => ({ asks, keys: words(phrase).map(({ word }) => key(word)) })))
    .sort((a, b) => b.keys.length - a.keys.length);
  /** What the first of *tokens* ask: their words say nothing of what is asked about. @param {Token[]} tokens */
  const takeQuestion = (tokens) => {
    const found = questions.find(({ keys }) => keys.length < tokens.length && keys.every((one, at) => one === tokens[at].key));
    for (const token of found ? tokens.slice(0, found.keys.length) : []) token.stop = true;
    return found?.asks ?? "";
  };

  /**
   * The words of *query*, each with its key; those in quotes also as phrases; and what it asks, if it begins with a question.
   * @param {string} query @param {Set<string>} stop
   */
  const parse = (query, stop) => {
    const text = query.normalize("NFC");
    const phrases = [...text.matchAll(/["”“»]([^"”“»]+)["”“»]/g)]
      .map((found) => words(found[1]).map(({ word }) => word))
      .filter((phrase) => phrase.length);
    const tokens = words(text).map(({ word }) => ({ word, bare: fold(word), key: key(word), stop: stop.has(key(word)) }));
    const asks = takeQuestion(tokens);
    if (tokens.every((token) => token.stop)) for (const token of tokens) token.stop = false;
    return { tokens, phrases, asks };
  };

  /* the names of all things, each with the synonym sets that it stands in */
  class Names {
    /** @param {[string[], string][]} synonyms */
    constructor(synonyms) {
      /** @type {Map<string, number[]>} */
      this.synonymsOf = new Map();
      synonyms.forEach(([names], set) => {
        for (const name of names) this.synonymsOf.set(name, [...(this.synonymsOf.get(name) || []), set]);
      });
      const ofSeveral = [...this.synonymsOf].filter(([name]) => name.includes(" "));
      // a name of several words may be written as one
      this.joined = new Map(ofSeveral.map(([name, found]) => [name.replace(/ /g, ""), found]));
      this.longest = Math.max(1, ...[...this.synonymsOf.keys()].map((name) => name.split(" ").length));
    }

    /** The synonym sets of the name that the words *run* are. @param {Token[]} run */
    synonymsFor(run) {
      const name = run.map((token) => token.key).join(" ");
      const other = run.map((token) => key(respelt(token.word, alike))).join(" ");
      return this.synonymsOf.get(name) || this.synonymsOf.get(other) || (run.length === 1 && this.joined.get(name));
    }

    /** The names in the query: the longest first, none over another. @param {Token[]} tokens @param {Vocabulary} vocabulary */
    in(tokens, vocabulary) {
      /** @type {FoundName[]} */
      const found = [];
      const taken = new Set();
      for (let size = Math.min(this.longest, tokens.length); size; size -= 1) {
        for (let start = 0; start + size <= tokens.length; start += 1) {
          const run = tokens.slice(start, start + size);
          const places = run.map((_, step) => start + step);
          const synonyms = this.synonymsFor(run);
          if (!synonyms || places.some((place) => taken.has(place)) || run.every((token) => token.stop)) continue;
          for (const place of places) taken.add(place);
          found.push({ synonyms, places });
        }
      }
      const last = tokens.length - 1;
      if (last >= 0 && !taken.has(last)) found.push(...this.started(fold(tokens[last].word), last, vocabulary));
      return found;
    }

    /**
     * The names that the last word of a query may be on its way to.
     * @param {string} word @param {number} place @param {Vocabulary} vocabulary @returns {FoundName[]}
     */
    started(word, place, vocabulary) {
      if (word.length < LEAST_STARTED || vocabulary.has(word)) return [];
      const synonyms = [...this.synonymsOf].flatMap(([name, of]) => (!name.includes(" ") && name.startsWith(word) ? of : []));
      return synonyms.length ? [{ synonyms: [...new Set(synonyms)], places: [place], started: true }] : [];
    }
  }

  S3.parseQuery = parse;
  S3.Names = Names;
}
