// @ts-check
/* Search: which pages have a word, and how much it says of each; the same for the synonym sets, which stand behind the
   common words, and for the rare words behind those. The lists of pages stand packed in the index, or in pieces that are
   loaded when a query needs them. They are unpacked when they are asked for: most words never are. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const SCALE = { word: 1.5, synonyms: 1 };

  /** How many pages are on a packed list. @param {string} list */
  const sizeOf = (list) => {
    let size = 0;
    for (let at = 0; at < list.length; at += 1) size += list.charCodeAt(at) < 91 && list.charCodeAt(at) > 64 ? 1 : 0;
    return size;
  };
  /**
   * "3KC" → page 3 at weight 11, page 4 at weight 3; the weights of words go to 16, the strengths of names to 24.
   * Numbers from *end* on are left out.
   * @param {string} text @param {number} scale
   */
  const unpack = (text, scale, end = Infinity) => {
    /** @type {WeighedPages} */
    const found = { pages: [], scores: [] };
    let [page, step] = [-1, 0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 64 && code < 91) {
        page += step || 1;
        if (page >= end) break;
        found.pages.push(page);
        found.scores.push((code - 64) * scale);
        step = 0;
      } else step = step * 36 + code - (code < 58 ? 48 : 87);
    }
    return found;
  };
  /** @type {WeighedPages} */
  const NONE = { pages: [], scores: [] };

  class Lists {
    /** @param {SearchIndex} data */
    constructor(data) {
      this.count = data.count;
      this.sizes = data.sizes.split(" ").map(Number);
      /* where the synonym sets begin */
      this.words = this.sizes.length - data.synonyms.length;
      /* where the rare words begin */
      this.known = this.sizes.length;
      /* where the words are, if anywhere but in one piece, that begin with others: each is a file to load */
      this.spread = data.spread ?? Infinity;
      /** @type {{name: string, first: number, lists: string[] | null}[]} */
      this.pieces = data.lists === undefined ? [] : [{ name: "", first: 0, lists: data.lists.split(" ") }];
      for (const [number, first] of (data.firsts ?? []).entries()) this.pieces.push({ name: `lists/${number}`, first, lists: null });
      if (data.sets !== undefined) this.pieces.push({ name: "", first: this.words, lists: data.sets.split(" ") });
      let first = this.known;
      for (const [number, [, many]] of (data.rare ?? []).entries()) {
        this.pieces.push({ name: `rare/${number}`, first, lists: null });
        first += many;
      }
      /**
       * The parts of the index that were asked for and are not here yet.
       * @type {Set<string>}
       */
      this.missing = new Set();
      /**
       * What was unpacked is kept: the next keystroke asks for most of it again.
       * @type {Map<number, WeighedPages>}
       */
      this.kept = new Map();
    }

    /** @param {number} size */
    rarity(size) {
      return Math.log(1 + (this.count - size + 0.5) / (size + 0.5));
    }

    /** The number of the piece with the list at *at*. @param {number} at */
    pieceOf(at) {
      let [low, high] = [0, this.pieces.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.pieces[middle].first <= at) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    /** The list at *at*; nothing when a piece is missing: what is found without it is not asked for. @param {number} at */
    listAt(at) {
      const { name, first, lists } = this.pieces[this.pieceOf(at)];
      if (!lists) this.missing.add(name);
      return this.missing.size ? undefined : lists[at - first];
    }

    /** The pages on the list at *at*, each with its score; none when a piece is missing. @param {number} at */
    pagesAt(at) {
      const before = this.kept.get(at);
      if (before) return this.missing.size ? NONE : before;
      const list = this.listAt(at);
      if (list === undefined) return NONE;
      const scale = at >= this.words && at < this.known ? SCALE.synonyms : SCALE.word;
      const found = unpack(list.split(";")[0], scale * this.rarity(this.sizes[at]));
      this.kept.set(at, found);
      return found;
    }

    /** The numbers of the sentences with the word at *at*; none when a piece is missing. @param {number} at */
    sentencesOf(at) {
      return unpack(this.listAt(at)?.split(";")[1] || "", 1).pages;
    }

    /** The pages with the word at *at* in their titles, which are the first of all sentences. @param {number} at */
    titlesOf(at) {
      return unpack(this.listAt(at)?.split(";")[1] || "", 1, this.count).pages;
    }

    /**
     * Those of *places* that are in few pieces: those with most on their lists.
     * @param {number[]} places
     */
    inFewPieces(places) {
      /** @type {Map<number, number>} */
      const weights = new Map();
      for (const at of places) weights.set(this.pieceOf(at), (weights.get(this.pieceOf(at)) || 0) + this.sizes[at]);
      if (weights.size <= this.spread) return places;
      const most = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, this.spread);
      const chosen = new Set(most.map(([piece]) => piece));
      return places.filter((at) => chosen.has(this.pieceOf(at)));
    }

    /** Take the lists of the part called *name*, as its script gives them. @param {string} name @param {string} text */
    give(name, text) {
      const piece = this.pieces.find((one) => one.name === name);
      piece.lists = text.split(" ");
      if (name.startsWith("rare/")) piece.lists.forEach((list, at) => (this.sizes[piece.first + at] = sizeOf(list.split(";")[0])));
      return piece.first;
    }
  }

  S3.Lists = Lists;
  S3.unpackList = unpack;
}
