// @ts-check
/* Words of Swedish text and their keys: all forms of a word share one key. The same as s3ext/core/search/words.py, which
   explains it; a test holds the two equal on the forms of a whole dictionary. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const VOWELS = "aeiouyäåö";
  const ENDINGS = (
    "heterna hetens anden andes andet arens arnas ernas heten heter ornas ades ande aren arna arne aste " +
    "erna erns orna ade are ast ens ern het ad ar as at en er es et or a e s"
  ).split(" ");
  const NOT_BEFORE_ET = (
    "fab h pak rak stak kom iet cit dit alit ilit mit nit pit rit sit tit uit ivit kvit xit"
  ).split(" ");
  const PAIRS = ["dd", "gd", "nn", "dt", "gt", "kt", "tt"];
  const GENITIVES = ["ets", "ens", "ers", "ors", "ars", "nas"];
  const LIQUID_STUMPS = ["tn", "pn", "kn", "dn"];
  /** @type {Record<string, string>} */
  const FOLDED = { ø: "o", æ: "a", ð: "d", þ: "t", ł: "l", ß: "s", đ: "d" };
  // ending, the least length of a word it is taken from, what must not stand before, what takes its place
  /** @type {[string, number, string, string][]} */
  const RULES = [
    ["orn", 6, "", "or"],
    ["ins", 5, VOWELS, "i"],
    ["in", 5, VOWELS, "i"],
    ["is", 6, VOWELS, "i"],
    ["an", 5, VOWELS, "a"],
    ["iet", 5, "", "i"],
    ["ium", 6, "", "i"],
    ["io", 7, "", "i"],
    ["ån", 5, VOWELS, "å"],
    ["ås", 5, VOWELS, "å"],
    ["ön", 6, VOWELS, "ö"],
    ["én", 4, VOWELS, "é"],
    ["és", 4, VOWELS, "é"],
    ["mm", 3, "", "m"],
  ];

  /** @param {string} char */
  const isVowel = (char) => VOWELS.includes(char);
  /** @param {string} word @param {string[]} endings */
  const endsWithAny = (word, endings) => endings.some((ending) => word.endsWith(ending));

  /** @param {string} word */
  const fold = (word) =>
    // most words have nothing to fold, and finding that out is quicker
    /^[a-z0-9]*$/.test(word)
      ? word
      : word
          .replace(/[øæðþłßđ]/g, (char) => FOLDED[char])
          .normalize("NFD")
          .replace(/[\u0300-\u036f]/g, "");

  /** Where Snowball's R1 begins. @param {string} word */
  const region = (word) => {
    if (word.length < 3) return word.length;
    let place = 0;
    while (place < word.length && !isVowel(word[place])) place += 1;
    if (place === word.length) return word.length;
    place += 1;
    while (place < word.length && isVowel(word[place])) place += 1;
    return place === word.length ? word.length : Math.max(place + 1, 3);
  };
  /** @param {string} before */
  const isEndingEt = (before) =>
    before.length >= 3 &&
    !isVowel(before[before.length - 1]) &&
    isVowel(before[before.length - 2]) &&
    !endsWithAny(before, NOT_BEFORE_ET);

  /** @param {string} word @param {number} start */
  const withoutEnding = (word, start) => {
    for (const ending of ENDINGS) {
      if (!word.endsWith(ending) || word.length - ending.length < start) continue;
      const before = word.slice(0, -ending.length);
      if (ending === "s") {
        if (before.endsWith("et") && isEndingEt(before.slice(0, -2))) return before.slice(0, -2);
        return before && "bcdfghjklmnoprtvy".includes(before[before.length - 1]) ? before : word;
      }
      if (ending === "et") return isEndingEt(before) ? before : word;
      return before;
    }
    return word;
  };
  /** @param {string} whole */
  const snowball = (whole) => {
    const start = region(whole);
    let word = withoutEnding(whole, start);
    if (word.length - 2 >= start && endsWithAny(word, PAIRS)) word = word.slice(0, -1);
    for (const ending of ["fullt", "lig", "els", "öst", "ig"]) {
      if (!word.endsWith(ending) || word.length - ending.length < start) continue;
      if (ending === "fullt") return word.slice(0, -1);
      if (ending === "öst") return word.length > 3 && "iklnprtuv".includes(word[word.length - 4]) ? word.slice(0, -1) : word;
      return word.slice(0, -ending.length);
    }
    return word;
  };
  /** @param {string} whole */
  const ownRules = (whole) => {
    let word = whole;
    for (const [ending, length, notBefore, instead] of RULES) {
      if (word.length >= length && word.endsWith(ending) && !notBefore.includes(word[word.length - ending.length - 1])) {
        word = word.slice(0, -ending.length) + instead;
        break;
      }
    }
    const [third, second, last] = [word[word.length - 3], word[word.length - 2], word[word.length - 1]];
    if (word.length >= 6 && word.endsWith("et") && third !== "h" && !isVowel(third)) return word.slice(0, -2);
    if (word.length >= 5 && "rl".includes(last) && !isVowel(second) && !"rl".includes(second)) return word.slice(0, -1);
    if (word.length >= 5 && endsWithAny(word, LIQUID_STUMPS)) return word.slice(0, -1);
    if (word.length >= 5 && word.endsWith("el") && !isVowel(third)) return word.slice(0, -2);
    if (word.length >= 6 && word.endsWith("eln")) return word.slice(0, -1);
    return word;
  };
  /** @param {string} word */
  const keyOf = (word) => {
    let stem = word.length > 5 && endsWithAny(word, GENITIVES) ? word.slice(0, -1) : word;
    for (;;) {
      let shorter = snowball(stem);
      if (shorter === stem) {
        shorter = ownRules(stem);
        if (shorter === stem) return fold(stem);
      }
      stem = shorter;
    }
  };
  // a page has the same words again and again
  /** @type {Map<string, string>} */
  const kept = new Map();
  /** @param {string} word */
  const key = (word) => {
    let found = kept.get(word);
    if (found === undefined) kept.set(word, (found = keyOf(word)));
    return found;
  };
  /** The words of a text in small letters, each with its place. @param {string} text */
  const words = (text) =>
    [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
      word: found[0].toLowerCase(),
      start: found.index,
      end: found.index + found[0].length,
    }));

  S3.words = { words, key, fold };
}
