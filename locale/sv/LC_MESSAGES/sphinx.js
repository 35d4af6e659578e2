/*
 * Swedish strings for the scripts. Sphinx copies this file to _static/translations.js in place of its own,
 * so every string that the scripts look up must be here.
 *
 * Documentation.addTranslations is not used: it builds the plural rule from text, which a strict content security
 * policy forbids, and the rule in Sphinx's own file answers true or false where an index is needed.
 */
"use strict";

Object.assign(Documentation.TRANSLATIONS, {
  ", in ": ", i ",
  "Collapse sidebar": "Dölj sidomenyn",
  "Expand sidebar": "Visa sidomenyn",
  "Hide Search Matches": "Dölj sökträffarna",
  "Preparing search...": "Förbereder sökningen …",
  "Search Results": "Sökresultat",
  "Search finished, found one page matching the search query.": [
    "Sökningen är klar, hittade en sida som matchar sökningen.",
    "Sökningen är klar, hittade ${resultCount} sidor som matchar sökningen."
  ],
  "Searching": "Söker",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.": "Inga sidor matchar sökningen. Kontrollera stavningen eller prova andra ord."
});
Documentation.PLURAL_EXPR = (n) => (n === 1 ? 0 : 1);
Documentation.LOCALE = "sv";
