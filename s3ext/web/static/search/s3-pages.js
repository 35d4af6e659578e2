// @ts-check
/* Search: what is known of each page before its text: its values for the choices, and what a row says of it.
   Packed by s3ext/core/search/parts.py; in a large library what rows say comes in parts. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));

  /** "1 3" → places 0 and 3: the steps from one to the next, in base 36. @param {string} text */
  const unpackPlaces = (text) => {
    let place = -1;
    return (text ? text.split(" ") : []).map((step) => (place += parseInt(step, 36)));
  };
  /** "0 24 " → [[0], [2, 4], []]: equal lists are one. @param {string} text */
  const unpackColumn = (text) => {
    /** @type {Map<string, number[]>} */
    const kept = new Map();
    return text.split(" ").map((letters) => {
      let found = kept.get(letters);
      if (!found) kept.set(letters, (found = Array.from(letters, (letter) => letter.charCodeAt(0) - 48)));
      return found;
    });
  };

  class Pages {
    /** @param {SearchIndex} data */
    constructor(data) {
      this.count = data.count;
      const columns = data.values.map(unpackColumn);
      const help = new Set(unpackPlaces(data.help));
      /* for the choices: the values of each page, and whether it is about the site itself */
      this.items = Array.from({ length: data.count }, (_, page) => ({ values: columns.map((column) => column[page]), isHelp: help.has(page) }));
      /* so many pages a part has */
      this.size = data.size ?? Math.max(1, data.count);
      /**
       * The parts that are here.
       * @type {Map<number, PageRecord[]>}
       */
      this.parts = new Map();
      /**
       * All pages by the alphabet.
       * @type {number[] | undefined}
       */
      this.order = undefined;
      /** @type {string[]} */
      this.years = [];
      if (data.records) this.parts.set(0, data.records);
      if (data.order) this.giveOrder(data.order);
    }

    /** What a row says of the page *page*, if that is here. @param {number} page */
    record(page) {
      return this.parts.get(Math.floor(page / this.size))?.[page % this.size];
    }

    /** The names of the parts of the index that must come before rows can be made of *pages*. @param {number[]} pages */
    lacking(pages) {
      const parts = new Set(pages.map((page) => Math.floor(page / this.size)));
      return [...parts].filter((part) => !this.parts.has(part)).map((part) => `records/${part}`);
    }

    /** @param {{order: number[], years: string}} given */
    giveOrder({ order, years }) {
      this.order = order;
      this.years = years.split(" ");
    }
  }

  S3.Pages = Pages;
  S3.unpackPlaces = unpackPlaces;
}
