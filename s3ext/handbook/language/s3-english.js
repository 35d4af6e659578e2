// @ts-check
/* The stems of English words: Snowball's, by the scripts before this one, which Sphinx brings along (english.py). */
"use strict";
{
  const stemmer = new EnglishStemmer();
  window.S3.language.stem = (word) => stemmer.stemWord(word);
}
