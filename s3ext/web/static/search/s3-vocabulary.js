// @ts-check
/* Search: the words of the library, and which of them a typed word may mean: those that begin with it or hold it,
   those near it, and the parts it is made of. A word is known by its place in the index. Packed by s3ext/core/search/packing.py. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { key, fold } = S3.words;
  const { compounds, endings } = S3.language;
  const LEAST = { near: 4, part: 4, beginning: 5, mistyped: 7 };
  /* so many letters a first part may lack of the word it is */
  const STUMP = 2;
  /* so many letters say in which piece of the rare words one is */
  const HEAD = 3;
  /* a word is read with marks that were not typed if it is so many times as common with them */
  const MORE = 8;

  /**
   * "AenergiE,1" → a word; another that begins with the same four letters, whose stem is one letter shorter.
   * @param {string} packed
   */
  const unpack = (packed) => {
    /** @type {[string[], string[], string[]]} */
    const [leads, folded, stems] = [[], [], []];
    let before = "";
    for (const [, same, rest, cut, instead = ""] of packed.matchAll(/([A-Z])([^A-Z,]*)(?:,(\d+)\.?([^A-Z]*))?/g)) {
      before = before.slice(0, same.charCodeAt(0) - 65) + rest;
      leads.push(before);
      folded.push(fold(before));
      stems.push(cut ? before.slice(0, before.length - Number(cut)) + instead : before);
    }
    return { leads, folded, stems };
  };

  /* -- words near another ----------------------------------------------------------------------------- */

  const rows = [new Uint8Array(256), new Uint8Array(256), new Uint8Array(256)];
  /**
   * Changes, with letters that changed places as one; more than *most* is as good as infinite.
   * @param {string} a @param {string} b @param {number} most
   */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most || b.length > 200) return Infinity;
    let [row, last, beforeLast] = rows;
    for (let j = 0; j <= b.length; j += 1) last[j] = j;
    for (let i = 1; i <= a.length; i += 1) {
      // what is further from the middle than *most* cannot come back
      const [first, end] = [Math.max(1, i - most), Math.min(b.length, i + most)];
      row[first - 1] = first === 1 ? i : most + 1;
      let least = row[first - 1];
      for (let j = first; j <= end; j += 1) {
        const above = j === i + most ? most + 1 : last[j] + 1;
        let value = Math.min(above, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, beforeLast[j - 2] + 1);
        row[j] = value;
        least = Math.min(least, value);
      }
      if (least > most) return Infinity;
      [row, last, beforeLast] = [beforeLast, row, last];
    }
    return last[b.length];
  };
  /** The letters of a word as bits: a change of one letter changes two of them at most. @param {string} word */
  const lettersOf = (word) => {
    let bits = 0;
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  };
  /** @param {number} one @param {number} other @param {number} most */
  const mayBeNear = (one, other, most) => {
    let left = 2 * most;
    for (let differ = one ^ other; differ && left >= 0; differ &= differ - 1) left -= 1;
    return left >= 0;
  };

  /** *part* without each of what may link it to the next. @param {string} part */
  const unlinked = (part) => compounds.linking.map((link) => (part.endsWith(link) ? part.slice(0, -link.length) : part));
  /** *part* with the last letter that it has when it stands alone. @param {string} part */
  const whole = (part) => {
    const last = compounds.changed[part.slice(-1)];
    return last ? part.slice(0, -1) + last : part;
  };

  /* words as one text, in which those that begin with a text, or hold it, are looked for; *first* is the place of the first */
  class WordText {
    /** @param {string[]} folded @param {number} first */
    constructor(folded, first) {
      this.first = first;
      this.many = folded.length;
      this.every = `\n${folded.join("\n")}\n`;
      this.begins = new Uint32Array(folded.length + 1);
      folded.forEach((word, at) => {
        this.begins[at + 1] = this.begins[at] + word.length + 1;
      });
    }

    /** Which word the letter at *offset* belongs to, counted from the first word's first letter. @param {number} offset */
    wordAt(offset) {
      const { begins } = this;
      let [low, high] = [0, this.many - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (begins[middle] <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    /** The places of the words that begin with *text*. @param {string} text */
    beginningWith(text) {
      const { every, first } = this;
      const found = [];
      for (let from = every.indexOf(`\n${text}`); from >= 0; from = every.indexOf(`\n${text}`, from + 1)) found.push(first + this.wordAt(from));
      return found;
    }

    /** The places of the words with *text* somewhere after their first letter. @param {string} text */
    holding(text) {
      const { every, begins, first } = this;
      const found = [];
      let from = every.indexOf(text, 1);
      while (from >= 0) {
        const at = this.wordAt(from - 1);
        const inside = from - 1 > begins[at];
        if (inside) found.push(first + at);
        from = every.indexOf(text, inside ? begins[at + 1] : from + 1);
      }
      return found;
    }
  }

  class Vocabulary {
    /**
     * @param {{words: string, stop: string[], unmarked?: Record<string, string>, proper?: string, rare?: [string, number][]}} data
     * @param {number[]} [sizes] how many pages each word has
     */
    constructor(data, sizes = []) {
      this.sizes = sizes;
      this.stop = new Set(data.stop);
      this.bareStop = new Set(data.stop.map(fold));
      /* the first letters of each piece of the rare words */
      this.heads = (data.rare ?? []).map(([head]) => head);
      /**
       * Of each word the form shown, the same without marks, and its key.
       * @type {string[]}
       */
      this.leads = [];
      /** @type {string[]} */
      this.folded = [];
      /** @type {string[]} */
      this.stems = [];
      /**
       * The letters of each word and of its key, of those that were held against another: most never are.
       * @type {[number[], number[]]}
       */
      this.letters = [[], []];
      /** @type {Map<string, number>} */
      this.placeOf = new Map();
      /**
       * The places of what a key without marks may mean.
       * @type {Map<string, number[]>}
       */
      this.unmarked = new Map();
      /**
       * The common words, and by the number of their piece the rare ones that are here.
       * @type {Map<number, WordText>}
       */
      this.texts = new Map();
      this.add(-1, 0, data.words, data.unmarked || {});
      /* so many are common */
      this.common = this.stems.length;
      /* the places of words that names hold with a capital */
      this.proper = new Set(S3.unpackPlaces(data.proper || ""));
    }

    /**
     * Take the packed *words* of a *piece*, the first of which is at the place *first*.
     * @param {number} piece @param {number} first @param {string} words
     * @param {Record<string, string>} unmarked keys that without marks are cut otherwise, each with the keys it may mean
     */
    add(piece, first, words, unmarked) {
      const { leads, folded, stems } = unpack(words);
      this.texts.set(piece, new WordText(folded, first));
      /** @param {string} bare @param {number | undefined} at */
      const addUnmarked = (bare, at) => {
        if (at === undefined) return;
        const before = this.unmarked.get(bare);
        if (before) before.push(at);
        else this.unmarked.set(bare, [at]);
      };
      stems.forEach((stem, step) => {
        const at = first + step;
        [this.leads[at], this.folded[at], this.stems[at]] = [leads[step], folded[step], stem];
        this.placeOf.set(stem, at);
        const bare = fold(stem);
        if (bare !== stem) addUnmarked(bare, at);
      });
      for (const [bare, keys] of Object.entries(unmarked)) for (const stem of keys.split(" ")) addUnmarked(bare, this.placeOf.get(stem));
    }

    /** The number of the piece with the rare words that begin as *bare* does, if there are any. @param {string} bare */
    pieceFor(bare) {
      const head = bare.slice(0, HEAD);
      return this.heads.length && head.length === HEAD ? Math.max(0, this.heads.findLastIndex((first) => first <= head)) : undefined;
    }

    /** Whether the word at *at* is found by words that begin otherwise: a rare one is not, whatever pieces are here. @param {number} at */
    isCommon(at) {
      return at < this.common;
    }

    /**
     * Where *word* stands as it is typed, if anywhere; and where else, if its marks were left out or are others.
     * @param {string} word
     */
    placesOf(word) {
      const own = this.placeOf.get(key(word));
      const bare = fold(word);
      if (own !== undefined && bare !== word) return { own, others: [] };
      // letters without their marks may have been cut otherwise
      const keys = [...new Set(bare === word ? [key(bare), fold(key(word))] : [fold(key(word))])];
      const others = new Set(keys.flatMap((other) => [...(this.unmarked.get(other) || []), this.placeOf.get(other)]));
      others.delete(undefined);
      others.delete(own);
      const found = [...others].sort((a, b) => this.sizes[b] - this.sizes[a] || a - b);
      // a word that is hardly ever there is not meant
      const isOther = own !== undefined && found.length && this.sizes[found[0]] > MORE * this.sizes[own];
      return isOther ? { own: undefined, others: [...found, own] } : { own, others: found };
    }

    /** The common words, and the rare ones that begin as *text* does. @param {string} text */
    textsFor(text) {
      return [this.texts.get(-1), this.texts.get(this.pieceFor(text))].filter(Boolean);
    }

    /** The words that begin with *text*; of two letters or fewer the common ones. @param {string} text */
    beginningWith(text) {
      return this.textsFor(text).flatMap((words) => words.beginningWith(text));
    }

    /** The common words with *text* somewhere after their first letter. @param {string} text */
    holding(text) {
      return this.texts.get(-1).holding(text);
    }

    /** Whether *word* is too common to tell pages apart; its marks may be left out. @param {string} word */
    isStop(word) {
      return this.stop.has(key(word)) || (fold(word) === word && this.bareStop.has(key(word)));
    }

    /** @param {string} word */
    has(word) {
      return this.textsFor(word).some(({ every }) => every.includes(`\n${word}\n`));
    }

    /** The words at most *most* changes away, the nearest first; with the same first letter if there are any. @param {string} word @param {number} most */
    nearWords(word, most) {
      const { folded, stems, letters } = this;
      const [bare, stem] = [fold(word), key(word)];
      const bits = [lettersOf(bare), lettersOf(stem)];
      const near = [];
      for (const { first, many } of this.textsFor(bare)) {
        for (let at = first; at < first + many; at += 1) {
          if (folded[at].length < LEAST.near) continue;
          // a whole word that is near counts more than a near stem
          const asWord = mayBeNear(bits[0], (letters[0][at] ??= lettersOf(folded[at])), most) ? distance(bare, folded[at], most) : Infinity;
          const asStem = stem.length > 3 * most && mayBeNear(bits[1], (letters[1][at] ??= lettersOf(stems[at])), most) ? distance(stem, stems[at], most) + 0.5 : Infinity;
          const away = Math.min(asWord, asStem);
          if (away <= most + 0.5) near.push({ at, away });
        }
      }
      const same = near.filter(({ at }) => folded[at][0] === bare[0]);
      const chosen = same.length ? same : near.length ? near : this.nearForms(bare, most);
      const least = Math.min(...chosen.map(({ away }) => away));
      return chosen.filter(({ away }) => away === least).map(({ at }) => at);
    }

    /**
     * The words with another form than the known one at most *most* changes from *bare*: a stem with an ending of the language.
     * @param {string} bare @param {number} most
     */
    nearForms(bare, most) {
      const found = [];
      /* where *bare* may be cut, and how far what is behind is from an ending */
      const cuts = [];
      for (let cut = LEAST.near; cut < bare.length; cut += 1) {
        const away = Math.min(...endings.map((ending) => distance(ending, bare.slice(cut), most)));
        if (away <= most) cuts.push({ cut, away });
      }
      for (let at = 0; at < this.common; at += 1) {
        const stem = this.stems[at];
        if (stem[0] !== bare[0] || stem.length < LEAST.near) continue;
        for (const { cut, away } of cuts) {
          const whole = away + (Math.abs(stem.length - cut) > most - away ? Infinity : distance(fold(stem), bare.slice(0, cut), most - away));
          if (whole <= most) found.push({ at, away: whole + 1 });
        }
      }
      return found;
    }

    /* -- words that a word is made of ----------------------------------------------------------------- */

    /** @param {number | undefined} at */
    isPart(at) {
      return at !== undefined && !this.stop.has(this.stems[at]);
    }

    /** The place of the word that *part* may be; its marks may be left out, but it is no stump. @param {string} part */
    partAt(part) {
      if (part.length < LEAST.part) return undefined;
      const { own, others } = this.placesOf(part);
      return [own, ...others].find((at) => this.isPart(at) && this.isCommon(at) && part.length >= this.leads[at].length - STUMP);
    }

    /** The place of the word that *part* is in front of another. @param {string} part */
    firstAt(part) {
      for (const head of [part, ...unlinked(part), whole(part)]) {
        const at = this.partAt(head);
        // it is no other form of the word
        if (at !== undefined && head.length <= this.leads[at].length) return { at, size: head.length };
      }
      return null;
    }

    /**
     * The two known words that *word* is made of: where both are longest; *near* is asked for a part that is mistyped.
     * @param {string} word @param {(part: string) => number | undefined} [near]
     */
    partsOf(word, near) {
      let best = null;
      if (!compounds) return best;
      for (let cut = LEAST.part; cut <= word.length - LEAST.part; cut += 1) {
        const tail = this.partAt(word.slice(cut));
        const first = tail === undefined ? null : this.firstAt(word.slice(0, cut));
        const size = first && Math.min(first.size, word.length - cut);
        if (first && (!best || size > best.size)) best = { size, first: first.at, tail };
      }
      return best || !near ? best : this.mistypedParts(word, near);
    }

    /**
     * The same with one part mistyped: the longest part that is known, and a word near the other.
     * @param {string} word @param {(part: string) => number | undefined} near
     */
    mistypedParts(word, near) {
      for (let cut = word.length - LEAST.mistyped; cut >= LEAST.part; cut -= 1) {
        const first = this.firstAt(word.slice(0, cut));
        const tail = first && near(word.slice(cut));
        if (this.isPart(tail ?? undefined)) return { size: first.size, first: first.at, tail };
      }
      for (let cut = LEAST.mistyped; cut <= word.length - LEAST.part; cut += 1) {
        const tail = this.partAt(word.slice(cut));
        const part = word.slice(0, cut);
        const first = tail === undefined ? undefined : [part, ...unlinked(part)].map(near).find((at) => this.isPart(at));
        if (first !== undefined) return { size: cut, first, tail };
      }
      return null;
    }

    /** The known word that the compound *word* begins with: the longest. @param {string} word */
    beginningOf(word) {
      if (!compounds) return undefined;
      for (let cut = word.length - 2; cut >= LEAST.beginning; cut -= 1) {
        const first = this.firstAt(word.slice(0, cut));
        if (first && first.size >= LEAST.beginning) return first.at;
      }
      return undefined;
    }

    /** The known word that the compound *word* ends in: the longest. @param {string} word */
    endOf(word) {
      if (!compounds) return undefined;
      for (let cut = LEAST.part - 1; cut <= word.length - LEAST.beginning; cut += 1) {
        const at = this.partAt(word.slice(cut));
        if (at !== undefined) return at;
      }
      return undefined;
    }
  }

  S3.Vocabulary = Vocabulary;
  S3.distance = distance;
}
