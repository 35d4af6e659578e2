// @ts-check
/* Search: the sentences that a whole question is held against: titles, summaries, and what people ask or say.
   From s3ext/core/search/sentences.py. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  /* a sentence answers if it has so much of what the question weighs; a word of it that is not asked for tells so little */
  const LEAST = { words: 2, coverage: 0.4 };
  const UNASKED = 0.4;
  /* so much of what it weighs a small word weighs */
  const SMALL = 0.2;

  class Sentences {
    /** @param {SearchIndex} data @param {Vocabulary} vocabulary @param {Lists} lists */
    constructor(data, vocabulary, lists) {
      this.vocabulary = vocabulary;
      this.lists = lists;
      /** @type {number[]} */
      this.pageOf = [];
      /** @type {number[]} */
      this.lengths = [];
      if (data.sentences !== undefined) this.give(data.sentences);
    }

    /** Take the lengths of all sentences: those of titles have the first numbers. @param {string} lengths */
    give(lengths) {
      const byPage = lengths.split(" ");
      for (const first of [true, false]) {
        byPage.forEach((ofPage, page) => {
          for (let at = first ? 0 : 1; at < (first ? 1 : ofPage.length); at += 1) {
            this.pageOf.push(page);
            this.lengths.push(ofPage.charCodeAt(at) - 64);
          }
        });
      }
    }

    /** How much a word tells that stands in *many* sentences. @param {number} many */
    weight(many) {
      return Math.log(1 + this.pageOf.length / (1 + many));
    }

    /**
     * For each page how well one of its sentences answers *tokens*, from 0 to 1; *placesFor* are the words that one may be.
     * A query that is one of the *names* is no question.
     * @param {Token[]} tokens @param {FoundName[]} names @param {(token: Token) => number[]} placesFor @returns {Map<number, number>}
     */
    answering(tokens, names, placesFor) {
      /** @type {Map<number, number>} */
      const found = new Map();
      const inNames = names.reduce((sum, { places }) => sum + places.length - 1, 0);
      if (tokens.length - inNames < LEAST.words) return found;
      if (!this.pageOf.length) this.lists.missing.add("sentences/0");
      /** @type {Map<number, {weight: number, many: number}>} */
      const matched = new Map();
      let whole = 0;
      for (const token of tokens) {
        const numbers = new Set(placesFor(token).flatMap((at) => this.lists.sentencesOf(at)));
        const weight = this.weight(numbers.size) * (token.stop ? SMALL : 1);
        whole += weight;
        for (const number of numbers) {
          const before = matched.get(number) || { weight: 0, many: 0 };
          matched.set(number, { weight: before.weight + weight, many: before.many + 1 });
        }
      }
      for (const [number, { weight, many }] of matched) {
        const coverage = weight / whole;
        if (many < LEAST.words || coverage < LEAST.coverage) continue;
        const precision = many / (many + UNASKED * Math.max(0, this.lengths[number] - many));
        const page = this.pageOf[number];
        found.set(page, Math.max(found.get(page) || 0, coverage * coverage * precision));
      }
      return found;
    }
  }

  S3.Sentences = Sentences;
}
