// @ts-check
/* Words of text and their keys: all forms of a word share one key. The same as words.py in s3ext/core/search and the
   methods of core/language.py. What is of one language comes as S3.language, and from the language's own scripts. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { folded, stem } = S3.language;

  /**
   * Of each letter that was met the same without marks: thousands of words are folded at once, of few letters.
   * @type {Map<string, string>}
   */
  const bare = new Map();
  /** @param {string} char */
  const foldLetter = (char) => {
    const found = (folded[char] ?? char).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    bare.set(char, found);
    return found;
  };
  /** @param {string} word */
  const fold = (word) => {
    // most words have nothing to fold, and finding that out is quicker
    if (/^[a-z0-9]*$/.test(word)) return word;
    let found = "";
    for (const char of word) found += bare.get(char) ?? foldLetter(char);
    return found;
  };

  // a page has the same words again and again
  /** @type {Map<string, string>} */
  const kept = new Map();
  /** @param {string} word */
  const key = (word) => {
    let found = kept.get(word);
    if (found === undefined) kept.set(word, (found = stem ? stem(word) : word));
    return found;
  };
  /** *word* with each of some spellings changed into another. @param {string} word @param {[string, string][]} spellings */
  const respelt = (word, spellings) => spellings.reduce((found, [from, to]) => found.replaceAll(from, to), word);
  /** The words of a text in small letters, each with its place. @param {string} text */
  const words = (text) =>
    [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
      word: found[0].toLowerCase(),
      start: found.index,
      end: found.index + found[0].length,
    }));

  S3.words = { words, key, fold, respelt };
}
