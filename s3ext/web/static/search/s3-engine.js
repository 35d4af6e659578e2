// @ts-check
/* Search: which pages answer a query, the best first. Touches no page: s3-search.js shows what it finds.
   The index comes from s3ext/core/search/index.py. s3-vocabulary.js has its words, s3-lists.js the pages of each,
   s3-query.js what a query asks for, s3-reading.js what its words are read as, s3-sentences.js whole sentences,
   s3-tally.js what is found, page by page. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { key, fold } = S3.words;
  const { Tally } = S3;
  const { addTo, addList, addBest, manyIn, mostIn } = S3.scores;
  const { compounds } = S3.language;
  const WEIGHT = {
    exact: 1, unmarked: 0.35, prefix: 0.5, inside: 0.3, joined: 0.9, parts: 0.35, stem: 0.3, aside: 0.25,
    synonyms: 1, name: 1.5, partOfName: 0.9, title: 0.8, sentence: 1, manual: 0.6, who: 4,
  };
  const LEAST = { prefix: 2, inside: 4, parts: 7, rarity: 1, short: 3, stem: 4 };
  /* how much of a title a word of it is, one that begins with the word asked for, and one that holds it */
  const OF_TITLE = { whole: 1, start: 0.8, inside: 0.6 };
  const MOST_DERIVED = 40;
  /* what has less of the best score is no answer; of the first hits, what has less than *first* */
  const TAIL = { first: 0.02, rest: 0.1, many: 5 };
  /* a compound on so few pages is likely not what these are about */
  const FEW = 2;

  class Engine {
    /** @param {SearchIndex} data */
    constructor(data) {
      this.data = data;
      this.pages = new S3.Pages(data);
      this.lists = new S3.Lists(data);
      this.vocabulary = new S3.Vocabulary(data, this.lists.sizes);
      this.names = new S3.Names(data.synonyms, this.vocabulary);
      this.reading = new S3.Reading(this.vocabulary, this.names, this.lists.sizes);
      this.sentences = new S3.Sentences(data, this.vocabulary, this.lists);
      /**
       * What a word of the query before was found to be: the next query has most of its words again.
       * @type {Map<string, FoundWord>}
       */
      this.known = new Map();
      /* whether a page is of the library's matter: not the glossary, nor one that tells how the site is used */
      this.isAbout = this.pages.items.map(({ values: [[type]] }) => !data.aside.includes(data.facets[0].values[type][0]));
    }

    /* -- one word of a query ---------------------------------------------------------------------- */

    /** No page yet. @returns {Scores} */
    none() {
      return new Float64Array(this.pages.count);
    }

    /** The pages with the word at *at*, each with its score. @param {number} at @param {number} weight */
    pagesWith(at, weight) {
      return addList(this.none(), this.lists.pagesAt(at), weight);
    }

    /**
     * The pages with one of *places*, each with the best of its scores there times what *weightOf* says of the word.
     * @param {number[]} places @param {(at: number) => number} weightOf
     */
    bestOf(places, weightOf) {
      const best = this.none();
      for (const at of places) addBest(best, this.lists.pagesAt(at), weightOf(at));
      return best;
    }

    /**
     * Count in *all* the pages with one of *others*, which *exact* may be if its marks were left out: after the best with *exact* itself.
     * @param {Scores} all @param {number[]} others @param {number} exact
     */
    addLessLikely(all, others, exact) {
      const { sizes } = this.lists;
      const found = this.bestOf(others, (at) => Math.min(1, sizes[at] / sizes[exact]));
      const best = mostIn(found);
      if (!best) return;
      const most = mostIn(this.pagesWith(exact, WEIGHT.unmarked));
      addTo(all, found, Math.min(WEIGHT.unmarked, most / best));
    }

    /**
     * The pages with both parts of the compound *word*; if only *few* have that itself, those with its first part too.
     * @param {string} word @param {boolean} few
     */
    withParts(word, few) {
      const parts = word.length >= LEAST.parts ? this.vocabulary.partsOf(word) : null;
      if (!parts) return null;
      const first = this.pagesWith(parts.first, WEIGHT.parts);
      const found = this.pagesWith(parts.tail, WEIGHT.parts).map((score, page) => Math.min(score, first[page]));
      return few ? addTo(found, first) : found;
    }

    /**
     * The pages with one of the words at *all* other than the one at *own*, and *others* that this may be.
     * @param {number[]} all @param {number | undefined} own @param {number[]} others @param {number} weight
     */
    derived(all, own, others, weight) {
      const { sizes } = this.lists;
      const exact = own ?? others[0];
      const places = all.filter((at) => at !== own && !others.includes(at));
      if (!places.length) return null;
      places.sort((a, b) => sizes[b] - sizes[a] || a - b);
      // a rarer word must not count more than the word itself, or than the most common of those that begin so
      const rarest = this.lists.rarity(sizes[exact ?? places[0]]);
      const few = this.lists.inFewPieces(places.slice(0, MOST_DERIVED));
      return { places: few, found: this.bestOf(few, (at) => weight * Math.min(1, rarest / this.lists.rarity(sizes[at]))) };
    }

    /**
     * The pages with one of the words in *shares*, how much of a title it is, in their titles, each with the largest.
     * @param {[number[], number][]} shares
     */
    inTitles(shares) {
      const found = this.none();
      for (const [places, share] of shares) {
        for (const at of places) for (const page of this.lists.titlesOf(at)) if (share > found[page]) found[page] = share;
      }
      return found;
    }

    /**
     * The pages for *token*, and what of it is to be marked.
     * @param {Token} token @returns {FoundWord}
     */
    lookUp({ word, bare, begins, key: stem }) {
      const { vocabulary } = this;
      const found = this.none();
      /** @type {WordMarks} */
      const marks = { stems: new Set(), starts: [], inside: [] };
      const { own, others } = vocabulary.placesOf(word);
      const exact = own ?? others[0];
      if (exact !== undefined) {
        addList(found, this.lists.pagesAt(exact), WEIGHT.exact);
        if (others.length) this.addLessLikely(found, others.filter((at) => at !== exact), exact);
      }
      for (const at of [own, ...others]) if (at !== undefined) marks.stems.add(vocabulary.stems[at]);
      // a short form is no beginning of a word
      if (own !== undefined && bare.length <= LEAST.short) return { found, many: manyIn(found), marks, inTitle: this.inTitles([[[own], OF_TITLE.whole]]) };
      const weight = WEIGHT.prefix * Math.min(1.2, 0.6 + begins.length / 10);
      const begun = begins.length >= LEAST.prefix && this.derived(vocabulary.beginningWith(begins), own, others, weight);
      if (begun) marks.starts.push(begins);
      const ofStem = fold(stem);
      const derived = ofStem.length >= LEAST.stem && ofStem.length < begins.length && this.derived(vocabulary.beginningWith(ofStem), own, others, WEIGHT.stem);
      const held = begins.length >= LEAST.inside && this.derived(vocabulary.holding(begins), own, others, WEIGHT.inside);
      if (held) marks.inside.push(begins);
      for (const more of [begun, derived, held]) if (more) addTo(found, more.found);
      const joined = exact !== undefined && this.withParts(word, this.lists.sizes[exact] <= FEW);
      if (joined) addTo(found, joined);
      const inTitle = this.inTitles([
        [[this.vocabulary.placeOf.get(stem)].filter((at) => at !== undefined), OF_TITLE.whole],
        [[...others, ...((begun && begun.places) || [])], OF_TITLE.start],
        [(held && held.places) || [], OF_TITLE.inside],
      ]);
      return { found, many: manyIn(found), marks, inTitle };
    }

    /* -- a whole query ---------------------------------------------------------------------------- */

    /**
     * *query* → hits (page, score), best first; *strong*: how many of them the score speaks for; what to mark; what
     * words were read as; words that stand nowhere; what the query names, its words, and whether it asks who works with it.
     * Or, as *missing*, the pieces of the index that must be given first.
     * @param {string} query @returns {SearchResult}
     */
    search(query) {
      this.lists.missing.clear();
      const { tokens: written, phrases, asks } = S3.parseQuery(query, this.vocabulary);
      if (!this.reading.canRead(written, this.lists.missing)) return { missing: [...this.lists.missing] };
      const read = written.map((token) => this.reading.read(token));
      const tokens = read.flatMap((reading) => reading.tokens);
      const names = this.names.in(tokens);
      // a name and nothing else
      const isName = names.length === 1 && !names[0].started && tokens.every((token, place) => token.stop || names[0].places.includes(place));
      const tally = new Tally(this.pages.count);
      const { weights, lookedUp } = this.countWords(tally, tokens, names);
      for (const name of names) this.countName(tally, name, isName ? WEIGHT.name : WEIGHT.synonyms);
      this.countPartsOfNames(tally, tokens, names);
      this.countJoined(tally, tokens);
      const answering = this.sentences.answering(tokens.filter((token) => !token.isAside), names, (token) => this.placesFor(token));
      if (this.lists.missing.size) return { missing: [...this.lists.missing] };
      this.known = lookedUp;
      const who = asks === "who";
      const hits = this.weighed(tally, tokens, weights, answering, { who, isName });
      const strong = hits.findLastIndex(({ score }, place) => score >= hits[0].score * (place < TAIL.many ? TAIL.first : TAIL.rest)) + 1;
      const notes = read.map(({ note }) => note).filter(Boolean);
      return { missing: [], hits, strong, phrases, tokens, names, marks: tally.marks, notes, unknown: tally.unknown, who };
    }

    /** Whether *token* stands in a name or in a sentence, if on no page. @param {Token} token */
    isElsewhere(token) {
      return this.names.withPart(token).size > 0 || this.placesFor(token).some((at) => this.lists.sentencesOf(at).length);
    }

    /** The places of the words that *token* may be. @param {Token} token */
    placesFor(token) {
      const { own, others } = this.vocabulary.placesOf(token.word);
      return own === undefined ? others : [own];
    }

    /**
     * Count the pages that have the words *tokens*; how much each weighs, and what it was found to be.
     * @param {Tally} tally @param {Token[]} tokens @param {FoundName[]} names
     */
    countWords(tally, tokens, names) {
      const { count } = this.pages;
      const named = new Map(names.flatMap((name) => (name.started ? [] : name.places.map((place) => [place, name]))));
      const weights = tokens.map(() => 0);
      /** @type {Map<string, FoundWord>} */
      const lookedUp = new Map();
      tokens.forEach((token, place) => {
        if (token.stop) return;
        const result = this.known.get(token.word) || this.lookUp(token);
        lookedUp.set(token.word, result);
        const { found, many, marks } = result;
        tally.mark(marks);
        if (token.isAside) {
          tally.noteAside(found, WEIGHT.aside);
          return;
        }
        if (!many && !named.has(place) && !this.isElsewhere(token)) tally.unknown.push(token.word);
        tally.note(found, [place]);
        weights[place] = Math.log(1 + count / (1 + (many || count / 8)));
      });
      return { weights, lookedUp };
    }

    /** Count the pages that are about what a name names, with *worth*. @param {Tally} tally @param {FoundName} name @param {number} worth */
    countName(tally, { synonyms, places, started }, worth) {
      const best = this.none();
      for (const set of synonyms) {
        // a name that nearly all pages have still tells which are about it
        const rarity = Math.max(1, LEAST.rarity / this.lists.rarity(this.lists.sizes[this.lists.words + set]));
        const weight = (worth * rarity) / (started ? 2 : 1);
        addBest(best, this.lists.pagesAt(this.lists.words + set), weight);
        for (const name of this.data.synonyms[set]) if (name.length > 3 && !name.includes(" ")) tally.marks.names.add(name);
      }
      tally.note(best, places);
    }

    /** Count the pages about things with a word of the query in their name. @param {Tally} tally @param {Token[]} tokens @param {FoundName[]} names */
    countPartsOfNames(tally, tokens, names) {
      const named = new Set(names.flatMap(({ places }) => places));
      tokens.forEach((token, place) => {
        if (token.stop || token.isAside || named.has(place)) return;
        const sets = this.names.withPart(token);
        if (!sets.size) return;
        const best = this.none();
        const first = this.lists.words;
        for (const at of this.lists.inFewPieces([...sets.keys()].map((set) => first + set))) {
          addBest(best, this.lists.pagesAt(at), (WEIGHT.partOfName * sets.get(at - first)) / Math.sqrt(sets.size));
        }
        tally.note(best, [place]);
      });
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
     * The pages counted, the best first: those with more of the query, with it in their titles, or in one sentence.
     * @param {Tally} tally @param {Token[]} tokens @param {number[]} weights @param {Map<number, number>} answering
     * @param {{who: boolean, isName: boolean}} asked whether it asks who works with a thing, and whether it is a name alone
     */
    weighed({ scores, covered }, tokens, weights, answering, { who, isName }) {
      const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
      const inTitles = this.none();
      tokens.forEach((token, place) => !token.stop && !token.isAside && addTo(inTitles, this.known.get(token.word).inTitle, weights[place] / whole));
      /** @type {Map<number, number>} */
      const coverages = new Map([...new Set(covered)].map((bits) => [bits, Tally.covering(bits, weights) / whole]));
      const works = this.data.facets[0].values.map((_, kind) => (who && this.data.who.includes(kind) ? WEIGHT.who : 1));
      let most = 1;
      for (let page = 0; page < scores.length; page += 1) {
        if (!scores[page]) continue;
        const kind = (this.isAbout[page] || isName ? 1 : WEIGHT.manual) * works[this.pages.items[page].values[0][0]];
        scores[page] = scores[page] * coverages.get(covered[page]) * (1 + WEIGHT.title * inTitles[page]) * kind;
        most = Math.max(most, scores[page]);
      }
      for (const [page, share] of answering) {
        // what has none of the words but in a sentence is not more about it for its title
        if (!scores[page]) inTitles[page] = 0;
        scores[page] += WEIGHT.sentence * most * share;
      }
      /** @type {{page: number, score: number}[]} */
      const hits = [];
      // browsers differ in the last digits of a logarithm, which would part pages that are equal
      for (let page = 0; page < scores.length; page += 1) if (scores[page]) hits.push({ page, score: Math.round(scores[page] * 1e6) / 1e6 });
      return hits.sort((a, b) => b.score - a.score || inTitles[b.page] - inTitles[a.page] || a.page - b.page);
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
      const found = S3.parseQuery(query, vocabulary).tokens.flatMap(({ word }) => {
        if (word.length < 4) return [];
        const near = vocabulary.nearWords(word, word.length < 6 ? 2 : 3);
        return (near.length ? near : vocabulary.beginningWith(fold(word).slice(0, 4))).slice(0, 3);
      });
      const known = [...new Set(found)].filter((at) => !vocabulary.stop.has(vocabulary.stems[at]));
      return known.map((at) => vocabulary.leads[at]).slice(0, 5);
    }

    /** Take the part *number* of its *kind* of the index; null if it could not be read. @param {string} kind @param {number} number @param {any} part */
    give(kind, number, part) {
      if (kind === "lists") this.lists.give(`lists/${number}`, part ?? "");
      else if (kind === "records") this.pages.parts.set(number, part ?? []);
      else if (kind === "order") this.pages.giveOrder(part ?? { order: [], years: "" });
      else if (kind === "sentences") this.sentences.give(part ?? "");
      else if (kind === "rare") {
        const first = this.lists.give(`rare/${number}`, part?.lists ?? "");
        this.vocabulary.add(number, first, part?.words ?? "", part?.unmarked ?? {});
      }
    }
  }

  S3.Engine = Engine;
}
