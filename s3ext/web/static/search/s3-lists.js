// @ts-check
/* Search: which pages have a word, and how much it says of each. MiniSearch weighs them.
   The lists of pages stand packed in the index, or in pieces that are loaded when a query needs them.
   They are unpacked when they are asked for: most words never are. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const SCALE = { word: 1.5, synonyms: 1 };
  // the weights were worked out at build time: k so large that nothing is evened out again
  const OPTIONS = {
    fields: ["text"],
    searchOptions: {
      /** @param {string} text */
      tokenize: (text) => [text],
      /** @param {string} term */
      processTerm: (term) => term,
      bm25: { k: 1e6, b: 0, d: 0 },
    },
  };

  /** How many pages are on a packed list. @param {string} list */
  const sizeOf = (list) => {
    let size = 0;
    for (let at = 0; at < list.length; at += 1) size += list.charCodeAt(at) < 91 && list.charCodeAt(at) > 64 ? 1 : 0;
    return size;
  };
  /**
   * "3KC" → page 3 at weight 11, page 4 at weight 3; the weights of words go to 16, the strengths of names to 24.
   * @param {string} text @param {number} scale
   */
  const unpack = (text, scale) => {
    /** @type {Record<number, number>} */
    const found = {};
    let [page, step] = [-1, 0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 64 && code < 91) {
        page += step || 1;
        found[page] = (code - 64) * scale;
        step = 0;
      } else step = step * 36 + code - (code < 58 ? 48 : 87);
    }
    return found;
  };
  /** What every index of these pages has alike, as MiniSearch keeps it. @param {SearchIndex} data */
  const sameFor = (data) => {
    /** @param {(page: number) => unknown} value */
    const everyPage = (value) => Object.fromEntries(data.pages.map((_, page) => [page, value(page)]));
    return {
      documentCount: data.pages.length,
      nextId: data.pages.length,
      documentIds: everyPage((page) => page),
      fieldIds: { text: 0 },
      fieldLength: everyPage(() => [1]),
      averageFieldLength: [1],
      storedFields: {},
      dirtCount: 0,
      serializationVersion: 2,
    };
  };

  class Lists {
    /** @param {SearchIndex} data */
    constructor(data) {
      this.data = data;
      const whole = data.pieces ? null : data.lists.split(" ");
      const firsts = data.pieces ? data.pieces.map(([first]) => first) : [0];
      this.pieces = firsts.map((first) => ({ first, lists: whole }));
      /**
       * The pieces that were asked for and are not here yet.
       * @type {Set<number>}
       */
      this.missing = new Set();
      this.sizes = data.sizes ? data.sizes.split(" ").map(Number) : this.pieces[0].lists.map((list) => sizeOf(list.split(";")[0]));
      this.synonymSizes = data.synonyms.map(([, list]) => sizeOf(list));
      this.same = sameFor(data);
      /**
       * What the library found is kept: the next keystroke asks for most of it again.
       * @type {Map<string, [number, number][]>}
       */
      this.kept = new Map();
    }

    /** @param {number} size */
    rarity(size) {
      return Math.log(1 + (this.data.pages.length - size + 0.5) / (size + 0.5));
    }

    /** @param {number} at */
    listAt(at) {
      let number = this.pieces.length - 1;
      while (this.pieces[number].first > at) number -= 1;
      const { first, lists } = this.pieces[number];
      if (!lists) this.missing.add(number);
      return lists ? lists[at - first] : undefined;
    }

    /** @param {[string, string, number][]} packed */
    weigh(packed) {
      if (!packed.length) return;
      const index = packed.map(([name, list, scale]) => [name, { 0: unpack(list, scale) }]);
      const mini = window.MiniSearch.loadJS({ ...this.same, index }, OPTIONS);
      for (const [name] of packed) this.kept.set(name, mini.search(name).map(({ id, score }) => [id, score]));
    }

    /** For each word its pages, each with its score; none of a word whose piece is missing. @param {number[]} places */
    ofWords(places) {
      /** @type {[string, string, number][]} */
      const fresh = places.filter((at) => !this.kept.has(`${at}`)).map((at) => [`${at}`, this.listAt(at)?.split(";")[0], SCALE.word]);
      this.weigh(fresh.filter(([, list]) => list !== undefined));
      return places.map((at) => this.kept.get(`${at}`) || []);
    }

    /** The numbers of the sentences with the word at *at*; none if its piece is missing. @param {number} at */
    sentencesOf(at) {
      return Object.keys(unpack(this.listAt(at)?.split(";")[1] || "", 1)).map(Number);
    }

    /** The same for a synonym set. @param {number} set */
    ofSynonyms(set) {
      const name = `synonyms ${set}`;
      if (!this.kept.has(name)) this.weigh([[name, this.data.synonyms[set][1], SCALE.synonyms]]);
      return this.kept.get(name);
    }

    /** Take the lists of the piece *number*, as its script gives them. @param {number} number @param {string} text */
    give(number, text) {
      this.pieces[number].lists = text.split(" ");
    }
  }

  S3.Lists = Lists;
  S3.unpackList = unpack;
}
