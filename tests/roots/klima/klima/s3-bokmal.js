// @ts-check
/* The stems of Norwegian words, as language.py beside it makes them, by the stemmer that Sphinx has. */
"use strict";
{
  const { language } = window.S3;
  const stemmer = new NorwegianStemmer();
  language.stem = (word) => {
    const stem = stemmer.stemWord(word);
    return stem.endsWith(language.data.doubled) ? stem.slice(0, -1) : stem;
  };
}
