// @ts-check
/* Search: what a typed word that stands nowhere is read as: spelt otherwise, mistyped, or made of words that are known.
   A word is searched as the one that it is read as, with all that belongs to that; the reader is told. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fold, respelt } = S3.words;
  const { typed } = S3.language;
  /* so many letters a word has at least, if one or two of them may be wrong; and a name, which is never guessed sooner */
  const LEAST = { near: 5, far: 8, name: 8, longName: 10, inside: 4, prefix: 2, stem: 4 };

  class Reading {
    /** @param {Vocabulary} vocabulary @param {Names} names @param {number[]} sizes how many pages each word has */
    constructor(vocabulary, names, sizes) {
      this.vocabulary = vocabulary;
      this.names = names;
      this.sizes = sizes;
    }

    /** Whether *token* stands anywhere: as it is, without its marks, in a name, or in a longer word. @param {Token} token */
    isKnown(token) {
      const { vocabulary } = this;
      const { own, others } = vocabulary.placesOf(token.word);
      if (own !== undefined || others.length || this.names.has(token)) return true;
      if (token.bare.length >= LEAST.prefix && vocabulary.beginningWith(token.bare).length) return true;
      return token.bare.length >= LEAST.inside && vocabulary.holding(token.bare).length > 0;
    }

    /**
     * Whether *tokens* will be read the same when the rare words are here that begin as they do, which are added to what is *missing*.
     * @param {Token[]} tokens @param {Set<string>} missing
     */
    canRead(tokens, missing) {
      const lacking = tokens.filter(({ bare }) => {
        const piece = this.vocabulary.pieceFor(bare);
        if (piece === undefined || this.vocabulary.texts.has(piece)) return false;
        missing.add(`rare/${piece}`);
        return true;
      });
      return lacking.every((token) => this.isKnown(token));
    }

    /** *token* as another word. @param {Token} token @param {number} at @returns {Token} */
    as(token, at) {
      const word = this.vocabulary.leads[at];
      return { ...token, word, bare: fold(word), key: this.vocabulary.stems[at], begins: this.beginning(at, fold(word)) };
    }

    /**
     * What *token* is read as: one word or the parts of one, the last of which tells little, and how; itself if it is known.
     * @param {Token} token @returns {{tokens: Token[], note: SearchNote | null}}
     */
    read(token) {
      const apart = this.apart(token);
      if (apart || token.stop || this.isKnown(token)) return { tokens: apart || [this.whole(token)], note: null };
      const itself = { tokens: [token], note: /** @type {SearchNote | null} */ (null) };
      const found = this.mistyped(token, 1) || this.otherSpelling(token) || (this.beginsSo(token) && itself);
      if (found) return found;
      if (token.hasCapital) return this.mistyped(token, 2) || itself;
      return this.parts(token) || this.mistyped(token, 2) || this.onePart(token) || itself;
    }

    /** Whether known words begin with what all forms of *token* have in common. @param {Token} token */
    beginsSo(token) {
      const stem = fold(token.key);
      return stem.length >= LEAST.stem && this.vocabulary.beginningWith(stem).length > 0;
    }

    /** The known word *token* with its key, whatever marks were left out, and with what all its forms begin with. @param {Token} token @returns {Token} */
    whole(token) {
      const { own, others } = this.vocabulary.placesOf(token.word);
      const at = own ?? others[0];
      return at === undefined ? token : { ...token, key: this.vocabulary.stems[at], begins: this.beginning(at, token.bare) };
    }

    /** What the forms of the word at *at* begin with, if it is long enough to tell; else *bare*. @param {number} at @param {string} bare */
    beginning(at, bare) {
      const stem = fold(this.vocabulary.stems[at]);
      return stem.length < LEAST.stem ? bare : stem;
    }

    /** The words of a name of several that *token* is, written as one. @param {Token} token */
    apart(token) {
      const { vocabulary, names } = this;
      if (vocabulary.placeOf.has(token.key)) return null;
      const name = names.keysOf(token).map((bare) => names.joined.get(bare)).find(Boolean);
      return name ? name.split(" ").map((stem) => this.as(token, vocabulary.placeOf.get(stem))) : null;
    }

    /** *token* with letters that keyboards lack written as two. @param {Token} token */
    otherSpelling(token) {
      const other = respelt(token.bare, typed);
      if (other === token.bare) return null;
      const { own, others } = this.vocabulary.placesOf(other);
      const at = own ?? others[0];
      return at === undefined ? null : this.noted("near", token, [at]);
    }

    /** The known word that is at most *most* changes away. @param {Token} token @param {number} most */
    mistyped(token, most) {
      if (token.word.length < (most === 1 ? LEAST.near : LEAST.far)) return null;
      const near = this.nearest(token.word, most).filter((at) => !token.hasCapital || this.isNameOf(token, at, most));
      return near.length ? this.noted("near", token, near) : null;
    }

    /**
     * Whether *token*, which may be a name, is a mistyped form of the word at *at*: it has no other letter in place of one,
     * as Holland for Halland has, unless both are long and names.
     * @param {Token} token @param {number} at @param {number} most
     */
    isNameOf(token, at, most) {
      const lead = this.vocabulary.folded[at];
      const hasOtherLetter = lead.length === token.bare.length && [...lead].sort().join("") !== [...token.bare].sort().join("");
      if (most > 1) return this.vocabulary.proper.has(at) && token.bare.length >= LEAST.longName;
      return this.vocabulary.proper.has(at) ? !hasOtherLetter || token.bare.length >= LEAST.name : !hasOtherLetter && token.bare.length > LEAST.near;
    }

    /** The words near *word*, the likeliest first: a name sooner than others, a common word sooner than a rare one. @param {string} word @param {number} most */
    nearest(word, most) {
      const { vocabulary, sizes } = this;
      const near = vocabulary.nearWords(word, most).filter((at) => !vocabulary.stop.has(vocabulary.stems[at]));
      /** @param {number} at */
      const isName = (at) => Number(this.names.synonymsOf.has(fold(vocabulary.stems[at])));
      return near.sort((a, b) => isName(b) - isName(a) || sizes[b] - sizes[a] || a - b);
    }

    /** @param {string} kind @param {Token} token @param {number[]} places @returns {{tokens: Token[], note: SearchNote}} */
    noted(kind, token, places) {
      return {
        tokens: [this.as(token, places[0])],
        note: { kind, word: token.word, as: places.slice(0, 3).map((at) => this.vocabulary.leads[at]) },
      };
    }

    /** The known words that *token* is made of; one of them may be mistyped. @param {Token} token */
    parts(token) {
      const found = this.vocabulary.partsOf(token.word, (word) => this.nearest(word, 1)[0]);
      if (!found) return null;
      const [first, tail] = [this.as(token, found.first), this.as(token, found.tail)];
      // a name of two words, written as one
      if (this.names.synonymsFor([this.names.keysOf(first), this.names.keysOf(tail)])) return { tokens: [first, tail], note: null };
      /** @type {SearchNote} */
      const note = { kind: "compound", word: token.word, as: [this.vocabulary.leads[found.first]] };
      return { tokens: [first, { ...tail, isAside: true }], note };
    }

    /** The known word that *token* begins with, or else ends in. @param {Token} token */
    onePart(token) {
      const at = this.vocabulary.beginningOf(token.word) ?? this.vocabulary.endOf(token.word);
      return at === undefined ? null : this.noted("part", token, [at]);
    }
  }

  S3.Reading = Reading;
}
