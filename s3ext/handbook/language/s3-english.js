// @ts-check
/* The stems of English words: Snowball's, by the scripts before this one, which Sphinx brings along (english.py). */
"use strict";
{
  const stemmer = new EnglishStemmer();
  const PREFIX = "inter";
  window.S3.language.stem = (word) => {
    const before = word.startsWith(PREFIX) && word.length > PREFIX.length ? PREFIX : "";
    return before + stemmer.stemWord(word.slice(before.length));
  };
}
