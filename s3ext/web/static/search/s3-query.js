// @ts-check
/* Search: the words of a query, the phrases in it, and the names that it asks for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { words, key, fold, respelt } = S3.words;
  const { alike, asking, compounds } = S3.language;
  const links = ["", ...(compounds?.linking ?? [])];
  /* so many letters of a word may be on their way to a name */
  const LEAST_STARTED = 4;
  const MOST_SPELLINGS = 12;
  /* what is longer is no question, and each word that stands nowhere takes its time */
  const MOST_WORDS = 30;

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
   * A word of a query. With a capital it may be a name, unless others follow; small words count only where there are no others.
   * @param {string} written @param {boolean} isFirst @param {Vocabulary} vocabulary @returns {Token}
   */
  const tokenOf = (written, isFirst, vocabulary) => {
    const word = written.toLowerCase();
    const hasCapital = written[0] !== word[0] && !isFirst;
    const bare = fold(word);
    return { word, bare, key: key(word), begins: bare, stop: vocabulary.isStop(word), hasCapital, isAside: false };
  };
  /**
   * The words of *query*, each with its key; those in quotes also as phrases; and what it asks, if it begins with a question.
   * @param {string} query @param {Vocabulary} vocabulary
   */
  const parse = (query, vocabulary) => {
    const text = query.normalize("NFC");
    const phrases = [...text.matchAll(/["”“»]([^"”“»]+)["”“»]/g)]
      .map((found) => words(found[1]).map(({ word }) => word))
      .filter((phrase) => phrase.length);
    const found = words(text).slice(0, MOST_WORDS);
    const tokens = found.map(({ start, end }, place) => tokenOf(text.slice(start, end), !place && found.length > 1, vocabulary));
    const asks = takeQuestion(tokens);
    if (tokens.every((token) => token.stop)) for (const token of tokens) token.stop = false;
    return { tokens, phrases, asks };
  };

  /** Each way to take one of each of *choices*, with blanks between. @param {string[][]} choices */
  const spellings = (choices) => {
    let found = [""];
    for (const choice of choices) found = found.flatMap((begun) => choice.map((one) => (begun ? `${begun} ${one}` : one))).slice(0, MOST_SPELLINGS);
    return found;
  };

  /* the names of all things without marks, each with the synonym sets that it stands in */
  class Names {
    /** @param {string[][]} synonyms the names of each @param {Vocabulary} vocabulary */
    constructor(synonyms, vocabulary) {
      this.vocabulary = vocabulary;
      this.synonyms = synonyms;
      /** @type {Map<string, number[]>} */
      this.synonymsOf = new Map();
      /**
       * Of each word of a name of several the sets, and how much of the name it is.
       * @type {Map<string, Map<number, number>>}
       */
      this.partOf = new Map();
      synonyms.forEach((names, set) => {
        for (const name of names) this.add(name, set);
      });
      const ofSeveral = synonyms.flatMap((names) => names.filter((name) => name.includes(" ")));
      /* names of several words as they are written as one */
      this.joined = new Map(ofSeveral.map((name) => [fold(name.replace(/ /g, "")), name]));
      this.longest = Math.max(1, ...[...this.synonymsOf.keys()].map((name) => name.split(" ").length));
    }

    /** @param {string} name @param {number} set */
    add(name, set) {
      const bare = fold(name);
      const sets = this.synonymsOf.get(bare);
      if (!sets) this.synonymsOf.set(bare, [set]);
      else if (!sets.includes(set)) sets.push(set);
      if (!name.includes(" ")) return;
      const parts = name.split(" ").filter((part) => !this.vocabulary.stop.has(part));
      for (const part of parts) {
        const of = this.partOf.get(fold(part)) || new Map();
        of.set(set, Math.max(of.get(set) || 0, 1 / parts.length));
        this.partOf.set(fold(part), of);
      }
    }

    /** What *token* may be in a name: keys without marks. @param {Token} token */
    keysOf(token) {
      const { own, others } = this.vocabulary.placesOf(token.word);
      const stems = [own, ...others].filter((at) => at !== undefined).map((at) => fold(this.vocabulary.stems[at]));
      return [...new Set([fold(token.key), ...stems, fold(key(respelt(token.word, alike)))])];
    }

    /** The synonym sets of the name that the words with *keys* are, one list of keys for each. @param {string[][]} keys */
    synonymsFor(keys) {
      const found = spellings(keys).map((name) => this.synonymsOf.get(name));
      return found.find(Boolean) || null;
    }

    /** Those of the name that *token* is: with its marks, if it stands anywhere without them. @param {Token} token @param {string[]} keys */
    synonymsOfWord(token, keys) {
      const found = this.synonymsFor([keys]);
      if (!found || this.vocabulary.placesOf(token.word).own === undefined) return found;
      const same = found.filter((set) => this.synonyms[set].includes(token.key));
      return same.length ? same : null;
    }

    /** The synonym sets of the name that two words are if they are written as one. @param {Token[]} run */
    synonymsForOne([first, second]) {
      const keys = links.map((link) => fold(key(first.word + link + second.word)));
      return keys.map((bare) => this.synonymsOf.get(bare)).find(Boolean) || null;
    }

    /** Whether *token* is a name or a word of one. @param {Token} token */
    has(token) {
      return this.synonymsFor([this.keysOf(token)]) !== null || this.withPart(token).size > 0;
    }

    /** The names in the query: the longest first, none over another. @param {Token[]} tokens */
    in(tokens) {
      /** @type {FoundName[]} */
      const found = [];
      const taken = new Set();
      const keys = tokens.map((token) => this.keysOf(token));
      for (let size = Math.min(this.longest, tokens.length); size; size -= 1) {
        for (let start = 0; start + size <= tokens.length; start += 1) {
          const run = tokens.slice(start, start + size);
          const places = run.map((_, step) => start + step);
          if (places.some((place) => taken.has(place)) || run.every((token) => token.stop)) continue;
          const synonyms = size === 1 ? this.synonymsOfWord(run[0], keys[start]) : this.synonymsFor(keys.slice(start, start + size)) || (size === 2 && this.synonymsForOne(run));
          if (!synonyms) continue;
          for (const place of places) taken.add(place);
          found.push({ synonyms, places });
        }
      }
      const last = tokens.length - 1;
      if (last >= 0 && !taken.has(last)) found.push(...this.started(tokens[last].bare, last));
      return found;
    }

    /** Of each synonym set with a name that *token* is one word of, how much of the name that is. @param {Token} token */
    withPart(token) {
      /** @type {Map<number, number>} */
      const found = new Map();
      for (const part of this.keysOf(token)) {
        for (const [set, share] of this.partOf.get(part) || []) found.set(set, Math.max(found.get(set) || 0, share));
      }
      return found;
    }

    /**
     * The names that the last word of a query may be on its way to.
     * @param {string} bare @param {number} place @returns {FoundName[]}
     */
    started(bare, place) {
      if (bare.length < LEAST_STARTED || this.vocabulary.has(bare)) return [];
      const synonyms = [...this.synonymsOf].flatMap(([name, of]) => (!name.includes(" ") && name.startsWith(bare) ? of : []));
      return synonyms.length ? [{ synonyms: [...new Set(synonyms)], places: [place], started: true }] : [];
    }
  }

  S3.parseQuery = parse;
  S3.Names = Names;
}
