// @ts-check
/* Search: what is found for one query, page by page: scores, and which of its words each page has. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));

  /* scores stand by the number of their page, 0 for none: a common word is on thousands of pages */
  /** @param {Scores} all @param {Scores} found @param {number} [weight] */
  const addTo = (all, found, weight = 1) => {
    for (let page = 0; page < all.length; page += 1) all[page] += weight * found[page];
    return all;
  };
  /** Count in *all* the pages on a list. @param {Scores} all @param {WeighedPages} list @param {number} weight */
  const addList = (all, { pages, scores }, weight) => {
    for (let place = 0; place < pages.length; place += 1) all[pages[place]] += weight * scores[place];
    return all;
  };
  /** Count in *all* the pages on a list where they have most. @param {Scores} all @param {WeighedPages} list @param {number} weight */
  const addBest = (all, { pages, scores }, weight) => {
    for (let place = 0; place < pages.length; place += 1) {
      const score = weight * scores[place];
      if (score > all[pages[place]]) all[pages[place]] = score;
    }
    return all;
  };
  /** How many pages *found* has. @param {Scores} found */
  const manyIn = (found) => {
    let many = 0;
    for (let page = 0; page < found.length; page += 1) if (found[page]) many += 1;
    return many;
  };
  /** @param {Scores} found */
  const mostIn = (found) => found.reduce((most, score) => Math.max(most, score), 0);

  /* places of a query are bits of a number; those after so many share the last */
  const LAST = 30;

  /* what is found for one query, page by page */
  class Tally {
    /** @param {number} count how many pages there are */
    constructor(count) {
      /** @type {Scores} */
      this.scores = new Float64Array(count);
      /* the places of the query that each page has, as bits */
      this.covered = new Uint32Array(count);
      /** @type {Marks} */
      this.marks = { stems: new Set(), starts: [], inside: [], names: new Set() };
      /** @type {string[]} */
      this.unknown = [];
    }

    /** Count what is *found* for the words of the query at *places*. @param {Scores} found @param {number[]} places */
    note(found, places) {
      const bits = places.reduce((sum, place) => sum | (1 << Math.min(place, LAST)), 0);
      const { scores, covered } = this;
      for (let page = 0; page < found.length; page += 1) {
        if (!found[page]) continue;
        scores[page] += found[page];
        covered[page] |= bits;
      }
    }

    /** How much the places weigh that *bits* are. @param {number} bits @param {number[]} weights */
    static covering(bits, weights) {
      return weights.reduce((sum, weight, place) => (bits & (1 << Math.min(place, LAST)) ? sum + weight : sum), 0);
    }

    /** Count what is *found* for a word that tells little: it only moves what the others found. @param {Scores} found @param {number} weight */
    noteAside(found, weight) {
      this.scores.forEach((score, page) => score && (this.scores[page] += weight * found[page]));
    }

    /** Mark in texts what *marks* says. @param {WordMarks} marks */
    mark(marks) {
      for (const stem of marks.stems) this.marks.stems.add(stem);
      this.marks.starts.push(...marks.starts);
      this.marks.inside.push(...marks.inside);
    }
  }

  S3.scores = { addTo, addList, addBest, manyIn, mostIn };
  S3.Tally = Tally;
}
