/* Norske ord for skriptene til Sphinx. Flertall regnes ikke ut av tekst, for det slipper ikke en streng nettleser til. */
"use strict";

Object.assign(Documentation.TRANSLATIONS, {
  "Hide Search Matches": "Skjul treffene",
  "Search Results": "Treff",
  "Searching": "Søker",
});
Documentation.PLURAL_EXPR = (n) => (n === 1 ? 0 : 1);
Documentation.LOCALE = "nb";
