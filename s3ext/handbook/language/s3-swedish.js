// @ts-check
/* The stems of Swedish words. The same as stems.py beside it, which explains it and gives the tables; a test holds the
   two equal on the forms of a whole dictionary. */
"use strict";
{
  const { language } = window.S3;
  const { vowels, endings, beforeS, beforeOst, notBeforeEt, pairs, genitives, stumps, last: lastEndings, rules } = language.data;

  /** @param {string} char */
  const isVowel = (char) => vowels.includes(char);
  /** @param {string} word @param {string[]} endingsOf */
  const endsWithAny = (word, endingsOf) => endingsOf.some((ending) => word.endsWith(ending));

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
    !endsWithAny(before, notBeforeEt);

  /** @param {string} word @param {number} start */
  const withoutEnding = (word, start) => {
    for (const ending of endings) {
      if (!word.endsWith(ending) || word.length - ending.length < start) continue;
      const before = word.slice(0, -ending.length);
      if (ending === "s") {
        if (before.endsWith("et") && isEndingEt(before.slice(0, -2))) return before.slice(0, -2);
        return before && beforeS.includes(before[before.length - 1]) ? before : word;
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
    if (word.length - 2 >= start && endsWithAny(word, pairs)) word = word.slice(0, -1);
    for (const ending of lastEndings) {
      if (!word.endsWith(ending) || word.length - ending.length < start) continue;
      if (ending === "fullt") return word.slice(0, -1);
      if (ending === "öst") return word.length > 3 && beforeOst.includes(word[word.length - 4]) ? word.slice(0, -1) : word;
      return word.slice(0, -ending.length);
    }
    return word;
  };
  /** @param {string} whole */
  const ownRules = (whole) => {
    let word = whole;
    for (const [ending, length, notBefore, instead] of rules) {
      if (word.length >= length && word.endsWith(ending) && !notBefore.includes(word[word.length - ending.length - 1])) {
        word = word.slice(0, -ending.length) + instead;
        break;
      }
    }
    const [third, second, last] = [word[word.length - 3], word[word.length - 2], word[word.length - 1]];
    if (word.length >= 6 && word.endsWith("et") && third !== "h" && !isVowel(third)) return word.slice(0, -2);
    if (word.length >= 5 && "rl".includes(last) && !isVowel(second) && !"rl".includes(second) && !word.endsWith("dl")) return word.slice(0, -1);
    if (word.length >= 5 && endsWithAny(word, stumps)) return word.slice(0, -1);
    if (word.length >= 5 && word.endsWith("el") && !isVowel(third) && !"dl".includes(third)) return word.slice(0, -2);
    if (word.length >= 6 && word.endsWith("eln")) return word.slice(0, -1);
    return word;
  };
  language.stem = (word) => {
    let stem = word.length > 5 && endsWithAny(word, genitives) ? word.slice(0, -1) : word;
    for (;;) {
      let shorter = snowball(stem);
      if (shorter === stem) {
        shorter = ownRules(stem);
        if (shorter === stem) return stem;
      }
      stem = shorter;
    }
  };
}
