// @ts-check
/* Search: which pages answer a query, the best first. Touches no page: s3-search.js shows what it finds.
   The index comes from s3ext/core/search/index.py. s3-vocabulary.js has its words, s3-lists.js the pages of each,
   s3-query.js what a query asks for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { words, key, fold, respelt } = S3.words;
  const { compounds, typed } = S3.language;
  const WEIGHT = { exact: 1, prefix: 0.5, inside: 0.3, joined: 0.9, parts: 0.6, near: 0.7, far: 0.4, synonyms: 1, title: 0.8, manual: 0.6, who: 4 };
  const LEAST = { prefix: 2, inside: 4, near: 5, parts: 7, far: 8, rarity: 1, inTitle: 3, strong: 0.08 };
  const PART_OF_TITLE = { start: 0.8, inside: 0.6 };
  const MOST_DERIVED = 40;

  /** @param {Scores} all @param {Scores} found */
  const addTo = (all, found) => {
    for (const [page, score] of found) all.set(page, (all.get(page) || 0) + score);
    return all;
  };
  /** How much of the *title* the word *token* is: one of its words, the beginning of one, or inside one. @param {[string, string][]} title @param {Token} token */
  const titleCoverage = (title, token) => {
    let most = 0;
    for (const [stem, word] of title) {
      if (stem === token.key) return 1;
      const at = token.bare.length < LEAST.inTitle ? -1 : word.indexOf(token.bare);
      if (at >= 0) most = Math.max(most, at ? PART_OF_TITLE.inside : PART_OF_TITLE.start);
    }
    return most;
  };

  /** The words that *tokens* were read as. @param {Token[]} tokens @param {SearchNote[]} notes */
  const corrected = (tokens, notes) =>
    tokens.map((token) => {
      const word = notes.find((note) => note.word === token.word)?.as[0];
      return word ? { ...token, word, bare: fold(word), key: key(word) } : token;
    });

  /* what is found for one query, page by page */
  class Tally {
    constructor() {
      /** @type {Scores} */
      this.scores = new Map();
      /** @type {Map<number, number[]>} */
      this.covered = new Map();
      /** @type {Marks} */
      this.marks = { stems: new Set(), starts: [], inside: [], names: new Set() };
      /** @type {SearchNote[]} */
      this.notes = [];
      /** @type {string[]} */
      this.unknown = [];
    }

    /** Count what is *found* for the words of the query at *places*. @param {Scores} found @param {number[]} places */
    note(found, places) {
      for (const [page, score] of found) {
        this.scores.set(page, (this.scores.get(page) || 0) + score);
        const before = this.covered.get(page);
        if (before) before.push(...places.filter((place) => !before.includes(place)));
        else this.covered.set(page, [...places]);
      }
    }

    /** Mark in texts what *marks* says. @param {WordMarks} marks */
    mark(marks) {
      for (const stem of marks.stems) this.marks.stems.add(stem);
      this.marks.starts.push(...marks.starts);
      this.marks.inside.push(...marks.inside);
    }
  }

  class Engine {
    /** @param {SearchIndex} data */
    constructor(data) {
      this.data = data;
      this.vocabulary = new S3.Vocabulary(data);
      this.lists = new S3.Lists(data);
      this.names = new S3.Names(data.synonyms);
      /**
       * What a word of the query before was found to be: the next query has most of its words again.
       * @type {Map<string, FoundWord>}
       */
      this.known = new Map();
      /**
       * The words of each title, worked out at the first query.
       * @type {[string, string][][]}
       */
      this.titles = undefined;
      /* whether a page is of the library's matter: not the glossary, nor one that tells how the site is used */
      this.isAbout = data.pages.map(({ values: [[type]] }) => !data.aside.includes(data.facets[0].values[type][0]));
    }

    /** Of each page how much of its title *token* is. @param {Token} token */
    titleCoverages(token) {
      this.titles ??= this.data.pages.map(({ title }) => words(title).map(({ word }) => [key(word), fold(word)]));
      return Float64Array.from(this.titles, (title) => titleCoverage(title, token));
    }

    /* -- one word of a query ---------------------------------------------------------------------- */

    /** The pages with the word at *at*, each with its score. @param {number} at @param {number} weight @returns {Scores} */
    pagesWith(at, weight) {
      return new Map(this.lists.ofWords([at])[0].map(([page, score]) => [page, weight * score]));
    }

    /**
     * The pages with one of *places*, each with the best of its scores there times what *weightOf* says of the word.
     * @param {number[]} places @param {(at: number) => number} weightOf
     */
    bestOf(places, weightOf) {
      /** @type {Scores} */
      const best = new Map();
      this.lists.ofWords(places).forEach((hits, number) => {
        const weight = weightOf(places[number]);
        for (const [page, score] of hits) best.set(page, Math.max(weight * score, best.get(page) || 0));
      });
      return best;
    }

    /** The pages with both parts of a compound. @param {string} word @param {number} weight */
    withParts(word, weight) {
      const parts = word.length >= LEAST.parts ? this.vocabulary.partsOf(word) : null;
      if (!parts) return { found: /** @type {Scores} */ (new Map()), places: [], size: 0 };
      const [first, tail] = [this.pagesWith(parts.first, weight), this.pagesWith(parts.tail, weight)];
      const both = [...tail].filter(([page]) => first.has(page));
      const found = new Map(both.map(([page, score]) => [page, Math.min(score, first.get(page))]));
      return { found, places: [parts.first, parts.tail], size: parts.size };
    }

    /**
     * The pages with one of the words at *all* other than the one at *exact*.
     * @param {number[]} all @param {number | undefined} exact @param {number} weight
     */
    derived(all, exact, weight) {
      const { sizes } = this.lists;
      const places = all.filter((at) => at !== exact);
      if (!places.length) return null;
      places.sort((a, b) => sizes[b] - sizes[a] || a - b);
      // a rarer word must not count more than the word itself, or than the most common of those that begin so
      const rarest = this.lists.rarity(sizes[exact ?? places[0]]);
      return this.bestOf(places.slice(0, MOST_DERIVED), (at) => weight * Math.min(1, rarest / this.lists.rarity(sizes[at])));
    }

    /**
     * The pages for *word*; what of it is to be marked; the words it was read as, if it is no word of ours.
     * @param {string} word @returns {FoundWord}
     */
    lookUp(word) {
      const { vocabulary } = this;
      const bare = fold(word);
      /** @type {Scores} */
      const found = new Map();
      /** @type {WordMarks} */
      const marks = { stems: new Set(), starts: [], inside: [] };
      const exact = vocabulary.placeOf.get(key(word));
      if (exact !== undefined) {
        addTo(found, this.pagesWith(exact, WEIGHT.exact));
        marks.stems.add(vocabulary.stems[exact]);
      }
      const weight = WEIGHT.prefix * Math.min(1.2, 0.6 + bare.length / 10);
      const begun = bare.length >= LEAST.prefix && this.derived(vocabulary.beginningWith(bare), exact, weight);
      if (begun) marks.starts.push(bare);
      const held = bare.length >= LEAST.inside && this.derived(vocabulary.holding(bare), exact, WEIGHT.inside);
      if (held) marks.inside.push(bare);
      if (exact === undefined && !begun && !held) return this.guess(word, marks);
      for (const more of [begun, held]) if (more) addTo(found, more);
      return { found: addTo(found, this.withParts(word, 0.35).found), marks, read: null };
    }

    /**
     * The pages for a word that stands nowhere: spelt otherwise, mistyped, or made of known words.
     * @param {string} word @param {WordMarks} marks @returns {FoundWord}
     */
    guess(word, marks) {
      const { vocabulary } = this;
      /** @param {number[]} places @param {number} weight */
      const take = (places, weight) => {
        for (const at of places) marks.stems.add(vocabulary.stems[at]);
        return { found: this.bestOf(places, () => weight), marks, read: places.map((at) => vocabulary.leads[at]) };
      };
      const meant = vocabulary.placeOf.get(key(respelt(fold(word), typed)));
      if (meant !== undefined) return take([meant], WEIGHT.exact);
      const near = word.length >= LEAST.near ? vocabulary.nearWords(word, 1) : [];
      if (near.length) return take(near, WEIGHT.near);
      const parts = this.withParts(word, WEIGHT.parts);
      // whether they share a page is not known before their lists are here
      if (parts.size > 4 && (parts.found.size || this.lists.missing.size)) {
        for (const at of parts.places) marks.stems.add(vocabulary.stems[at]);
        return { found: parts.found, marks, read: null };
      }
      const begun = vocabulary.beginningOf(word);
      if (begun !== undefined) return { ...take([begun], WEIGHT.parts), read: null };
      const far = word.length >= LEAST.far ? vocabulary.nearWords(word, 2) : [];
      return far.length ? take(far, WEIGHT.far) : { found: new Map(), marks, read: null };
    }

    /* -- a whole query ---------------------------------------------------------------------------- */

    /**
     * *query* → hits (page, score), best first; what to mark; words read as others; words that stand nowhere;
     * *strong*: how many of the hits the score speaks for; what the query names, its words, and whether it asks who works with it.
     * Or, as *missing*, the pieces of the index that must be given first.
     * @param {string} query @returns {SearchResult}
     */
    search(query) {
      this.lists.missing.clear();
      const { tokens, phrases, asks } = S3.parseQuery(query, this.vocabulary.stop);
      const names = this.names.in(tokens, this.vocabulary);
      const tally = new Tally();
      const { weights, lookedUp } = this.countWords(tally, tokens, names);
      for (const name of names) this.countName(tally, name);
      this.countJoined(tally, tokens);
      if (this.lists.missing.size) return { missing: [...this.lists.missing] };
      this.known = lookedUp;
      const who = asks === "who";
      const hits = this.weighed(tally, tokens, weights, who);
      const strong = hits.filter(({ score }) => score >= LEAST.strong * hits[0].score).length;
      const { marks, notes } = tally;
      const unknown = tally.unknown.filter((word) => !notes.some((other) => other.word === word));
      const meant = corrected(tokens, notes);
      return { missing: [], hits, strong, phrases, marks, notes, unknown, names: this.names.in(meant, this.vocabulary), tokens: meant, who };
    }

    /**
     * Count the pages that have the words *tokens*; how much each weighs, and what it was found to be.
     * @param {Tally} tally @param {Token[]} tokens @param {FoundName[]} names
     */
    countWords(tally, tokens, names) {
      const count = this.data.pages.length;
      const named = new Set(names.flatMap(({ places, started }) => (started ? [] : places)));
      const weights = tokens.map(() => 0);
      /** @type {Map<string, FoundWord>} */
      const lookedUp = new Map();
      tokens.forEach((token, place) => {
        if (token.stop) return;
        const result = this.known.get(token.word) || this.lookUp(token.word);
        lookedUp.set(token.word, result);
        const isName = named.has(place);
        /** @type {Scores} */
        const found = result.read && isName ? new Map() : result.found;
        if (result.read && !isName) tally.notes.push({ kind: "near", word: token.word, as: result.read });
        if (!found.size && !isName) tally.unknown.push(token.word);
        tally.note(found, [place]);
        weights[place] = Math.log(1 + count / (1 + (found.size || count / 8)));
        tally.mark(result.marks);
      });
      return { weights, lookedUp };
    }

    /** Count the pages that are about what a name names. @param {Tally} tally @param {FoundName} name */
    countName(tally, { synonyms, places, started }) {
      /** @type {Scores} */
      const best = new Map();
      for (const set of synonyms) {
        // a name that nearly all pages have still tells which are about it
        const rarity = Math.max(1, LEAST.rarity / this.lists.rarity(this.lists.synonymSizes[set]));
        const weight = (WEIGHT.synonyms * rarity) / (started ? 2 : 1);
        for (const [page, score] of this.lists.ofSynonyms(set)) best.set(page, Math.max(weight * score, best.get(page) || 0));
        for (const name of this.data.synonyms[set][0]) if (name.length > 3 && !name.includes(" ")) tally.marks.names.add(name);
      }
      tally.note(best, places);
    }

    /** Count the pages with two words of the query written as one. @param {Tally} tally @param {Token[]} tokens */
    countJoined(tally, tokens) {
      const { placeOf, stems } = this.vocabulary;
      for (let place = 0; place + 1 < tokens.length; place += 1) {
        const [first, second] = [tokens[place].word, tokens[place + 1].word];
        for (const link of ["", ...(compounds?.linking ?? [])]) {
          const joined = first + link + second;
          const at = placeOf.get(key(joined));
          if (at === undefined || second.length < 3) continue;
          tally.note(this.pagesWith(at, WEIGHT.joined), [place, place + 1]);
          tally.marks.stems.add(stems[at]);
        }
      }
    }

    /**
     * The pages counted, the best first: those with more of the query, and with it in their titles.
     * @param {Tally} tally @param {Token[]} tokens @param {number[]} weights @param {boolean} who whether it asks who works with it
     */
    weighed({ scores, covered }, tokens, weights, who) {
      const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
      const coverages = tokens.map((token) => (token.stop ? null : (this.known.get(token.word).coverages ??= this.titleCoverages(token))));
      const hits = [...scores].map(([page, score]) => {
        const coverage = covered.get(page).reduce((sum, place) => sum + weights[place], 0) / whole;
        const inTitle = coverages.reduce((sum, ofPages, place) => sum + (ofPages ? weights[place] * ofPages[page] : 0), 0) / whole;
        const works = who && this.data.who.includes(this.data.pages[page].values[0][0]);
        const kind = (this.isAbout[page] ? 1 : WEIGHT.manual) * (works ? WEIGHT.who : 1);
        return { page, coverage, score: score * coverage * coverage * (1 + WEIGHT.title * inTitle) * kind };
      });
      return hits.sort((a, b) => b.score - a.score || a.page - b.page);
    }

    /* -- beside the answer ------------------------------------------------------------------------ */

    /**
     * Whether *word* of a text is one that the query found; with *other*, also one of the other names of what it asks for.
     * @param {string} word @param {Marks} marks
     */
    isMarked(word, marks, other = false) {
      const bare = fold(word);
      return (
        marks.stems.has(key(word)) ||
        (other && marks.names.has(key(word))) ||
        marks.starts.some((start) => bare.startsWith(start)) ||
        marks.inside.some((part) => bare.includes(part))
      );
    }

    /** Words like those of *query*, for when nothing was found. @param {string} query */
    suggest(query) {
      const { vocabulary } = this;
      const found = S3.parseQuery(query, vocabulary.stop).tokens.flatMap(({ word }) => {
        if (word.length < 4) return [];
        const near = vocabulary.nearWords(word, word.length < 6 ? 2 : 3);
        return (near.length ? near : vocabulary.beginningWith(fold(word).slice(0, 4))).slice(0, 3);
      });
      const known = [...new Set(found)].filter((at) => !vocabulary.stop.has(vocabulary.stems[at]));
      return known.map((at) => vocabulary.leads[at]).slice(0, 5);
    }

    /** Take the lists of the piece *number* of the index. @param {number} number @param {string} text */
    give(number, text) {
      this.lists.give(number, text);
    }
  }

  S3.Engine = Engine;
}
