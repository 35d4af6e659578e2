// @ts-check
/* A list to choose from. It is in the page and is whole without this script; its facets, and what is known of each row,
   stand there too. The address reproduces the view. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill } = S3.dom;
  const { Bar, Chosen, Panels, unfold } = S3.finder;
  const { Selection } = S3.selection;
  const [YEARS, SORTS] = [/** @type {const} */ (["from", "to"]), ["newest", "oldest"]];
  /* milliseconds: browsers allow so many changes of the address in a while */
  const PAUSE = 300;

  /** *text* if it is a year, else nothing. @param {string | null} text */
  const year = (text) => (/^\d{4}$/.test(text || "") ? text : "");
  /** *text* in small letters without marks: few type them all. @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  /**
   * Whether *item* goes on at some time in the years *from* to *to*, either of which may be empty.
   * @param {{from: number | null, to: number | null}} item @param {{from: string, to: string}} years
   */
  const inPeriod = (item, years) => {
    const from = Number(years.from) || -Infinity;
    const to = Number(years.to) || Infinity;
    if (from === -Infinity && to === Infinity) return true;
    if (item.from === null && item.to === null) return false;
    return (item.from ?? item.to) <= to && (item.to ?? Infinity) >= from;
  };

  /* what is chosen, as the address has it */
  class CatalogueState {
    /** @param {FinderFacet[]} facets */
    constructor(facets) {
      this.chosen = new Chosen(facets);
      this.q = "";
      this.from = "";
      this.to = "";
      this.sort = "";
    }

    /** Take what the *query* of an address says. @param {URLSearchParams} query */
    read(query) {
      this.chosen.read(query);
      this.q = query.get("q") || "";
      for (const name of YEARS) this[name] = year(query.get(name));
      this.sort = SORTS.includes(query.get("sort")) ? query.get("sort") : "";
    }

    /** The query of an address that says this. */
    address() {
      const query = new URLSearchParams();
      if (this.q.trim()) query.set("q", this.q.trim());
      this.chosen.write(query);
      for (const name of /** @type {const} */ (["from", "to", "sort"])) if (this[name]) query.set(name, this[name]);
      return query.toString();
    }

    /** What narrows the list. @returns {S3Choice} */
    choice() {
      const { facets, sets } = this.chosen;
      const chosen = facets.map(({ name, values }, at) => ({ name, values: [...sets[at]].sort((a, b) => a - b).map((place) => values[place][0]) }));
      return { facets: chosen.filter(({ values }) => values.length), from: this.from, to: this.to, words: this.q.trim() };
    }

    clear() {
      this.chosen.clear();
      this.q = this.from = this.to = "";
    }

    /** Whether *item* fits the years and the words; the facets are counted by themselves. @param {CatalogueItem} item */
    fits(item) {
      const words = fold(this.q).split(/\s+/).filter(Boolean);
      return inPeriod(item, this) && words.every((word) => item.text.includes(word));
    }

    /** Which of two items comes first. @param {CatalogueItem} a @param {CatalogueItem} b */
    compare(a, b) {
      if (!this.sort) return a.rank === b.rank ? a.order - b.order : a.rank - b.rank;
      if (a.from === null || b.from === null) return Number(a.from === null) - Number(b.from === null) || a.order - b.order;
      return (this.sort === "newest" ? b.from - a.from : a.from - b.from) || a.order - b.order;
    }
  }

  /** The id of the page that *item* leads to: what its file is called. @param {CatalogueItem} item */
  const idOf = ({ row }) => /([^/]+)\.html$/.exec(row.querySelector("a").pathname)?.[1] ?? "";

  /** What the page says of the row *row*. @param {HTMLElement} row @param {number} order @returns {CatalogueItem} */
  const readRow = (row, order) => {
    const { s3Values, s3Years = "", s3Words = "" } = row.dataset;
    const [from, to] = s3Years.split("-").map((text) => (text ? Number(text) : null));
    const values = s3Values.split(";").map((part) => (part ? part.split(",").map(Number) : []));
    return { row, order, rank: Infinity, values, from: from ?? null, to: to ?? null, text: fold(`${row.textContent} ${s3Words}`) };
  };

  /* tables with the same rows, in which those columns that are chosen stand beside each other */
  class Columns {
    /** @param {HTMLElement} place @param {number[][][]} values what is known of each column */
    constructor(place, values) {
      this.parts = /** @type {HTMLElement[]} */ ([...place.children]);
      this.tables = [...place.querySelectorAll("table")];
      const heads = this.tables.flatMap((table) => [...table.rows[0].cells].slice(1));
      /** @type {ColumnItem[]} */
      this.items = heads.map((head, order) => {
        const cells = [...head.closest("table").rows].map((row) => row.cells[head.cellIndex]);
        const text = fold(cells.map((cell) => cell.textContent).join(" "));
        return /** @type {ColumnItem} */ ({ row: head, cells, order, rank: Infinity, values: values[order], from: null, to: null, text });
      });
      this.whole = element("div", { className: "s3-columns-chosen", hidden: true });
      place.append(this.whole);
    }

    /** Show the columns *shown* in one table, or all where they were. @param {Set<CatalogueItem>} shown @param {boolean} isChosen */
    show(shown, isChosen) {
      for (const part of this.parts) part.hidden = isChosen;
      this.whole.hidden = !isChosen;
      const items = this.items.filter((item) => shown.has(item));
      this.whole.replaceChildren(...(isChosen && items.length ? [this.join(items)] : []));
    }

    /** One table of *items*. @param {ColumnItem[]} items */
    join(items) {
      const [first] = this.tables;
      const table = element("table", { className: first.className });
      const caption = items.map(({ row }) => row.textContent.trim()).join(", ");
      table.append(element("caption", { textContent: caption }));
      let number = 0;
      for (const part of [first.tHead, ...first.tBodies]) {
        const lines = [...part.rows].map((row) => {
          const line = /** @type {HTMLElement} */ (row.cloneNode(false));
          line.append(...[row.cells[0], ...items.map(({ cells }) => cells[number])].map((cell) => cell.cloneNode(true)));
          number += 1;
          return line;
        });
        const copy = /** @type {HTMLElement} */ (part.cloneNode(false));
        copy.append(...lines);
        table.append(copy);
      }
      return table;
    }
  }

  /** @param {string} id @param {string} text */
  const yearField = (id, text) => {
    const input = element("input", { id, type: "text", inputMode: "numeric", maxLength: 4, autocomplete: "off" });
    return { input, line: element("p", {}, element("label", { htmlFor: id, textContent: text }), input) };
  };

  class Catalogue {
    /** @param {HTMLElement} finder */
    constructor(finder) {
      const { facets, texts, count, columns, command } = JSON.parse(finder.dataset.s3Finder);
      this.finder = finder;
      this.texts = texts;
      this.count = count;
      /** @type {HTMLElement} */
      this.list = finder.querySelector(columns ? ".s3-columns" : ".s3-records");
      this.columns = columns ? new Columns(this.list, columns) : null;
      this.items =
        this.columns?.items ?? [...this.list.children].map((row, order) => readRow(/** @type {HTMLElement} */ (row), order));
      this.state = new CatalogueState(facets);
      /** @type {HTMLElement} */
      this.head = finder.querySelector(".s3-finder-head");
      /** @type {HTMLInputElement} */
      this.field = this.head.querySelector("input[type=search]");
      /** @type {HTMLSelectElement | null} */
      this.sort = this.head.querySelector("select");
      this.from = yearField(`${finder.id}-from`, texts.from);
      this.to = yearField(`${finder.id}-to`, texts.to);
      const summary = element("summary", { textContent: texts.period });
      this.period = element("details", {}, summary, this.from.line, this.to.line);
      const choices = /** @type {HTMLElement} */ (finder.querySelector(".s3-finder-choices"));
      this.panels = new Panels(choices, facets, texts, this.sort ? [this.period] : []);
      this.bar = new Bar(finder, texts, () => {
        this.state.clear();
        this.changed();
      });
      this.selection = command ? new Selection(finder, texts, command) : null;
      /** @type {string | null} */
      this.sorted = "";
      this.timer = 0;
    }

    /** Show what the state says. */
    show() {
      const { items, state, panels } = this;
      const fitting = items.filter((item) => state.fits(item));
      const shown = new Set(fitting.filter((item) => state.chosen.fits(item.values)));
      if (this.sorted !== state.sort) {
        this.list.append(...[...items].sort((a, b) => state.compare(a, b)).map(({ row }) => row));
        this.sorted = state.sort;
      }
      const chips = this.chips();
      if (this.columns) this.columns.show(shown, chips.length > 0);
      else for (const item of items) item.row.hidden = !shown.has(item);
      panels.reflect(state.chosen, fitting);
      this.bar.reflect(chips);
      const some = chips.length ? fill(this.texts.shown, { shown: shown.size, all: this.count }) : this.count;
      this.bar.tell(shown.size ? some : this.texts.none);
      this.selection?.reflect(state.choice(), items.filter((item) => shown.has(item)).map(idOf), chips);
      this.reflect();
    }

    /** What is like the reader's own record comes first, and says why, where one is chosen (s3-own.js). */
    rank() {
      if (this.columns) return;
      for (const item of this.items) item.rank = S3.likeness?.mark(item.row) ?? Infinity;
      const first = S3.ownData?.texts.first;
      if (this.sort && first) this.sort.options[0].textContent = this.items.some(({ rank }) => rank < Infinity) ? first : this.texts.sort_title;
      this.sorted = null;
      this.show();
    }

    /** The fields of the page say what the state says. */
    reflect() {
      const { state, field, period } = this;
      if (field.value.trim() !== state.q.trim()) field.value = state.q;
      for (const name of YEARS) {
        // half a year stays while it is being typed
        const { input } = this[name];
        if (input !== document.activeElement || state[name]) input.value = state[name];
      }
      period.open ||= Boolean(state.from || state.to);
      if (this.sort) this.sort.value = state.sort;
    }

    /** All that narrows the list. @returns {ChipData[]} */
    chips() {
      const { state, texts } = this;
      const changed = () => this.changed();
      /** @param {"q" | "from" | "to"} name @param {string} facet */
      const other = (name, facet) => ({
        text: name === "q" ? state.q.trim() : `${facet} ${state[name]}`,
        choice: `${facet} ${state[name].trim()}`,
        remove: () => {
          state[name] = "";
          changed();
        },
      });
      return [
        ...(state.q.trim() ? [other("q", texts.typed)] : []),
        ...state.chosen.chips(changed),
        ...YEARS.filter((name) => state[name]).map((name) => other(name, texts[name])),
      ];
    }

    /** Show what the address says. */
    follow() {
      this.state.read(new URLSearchParams(location.search));
      this.show();
      this.finder.dataset.s3Ready = "";
    }

    /** Show what is chosen now, and put it into the address. */
    changed() {
      this.show();
      clearTimeout(this.timer);
      if (this.field === document.activeElement) this.timer = window.setTimeout(() => this.write(), PAUSE);
      else this.write();
    }

    write() {
      clearTimeout(this.timer);
      this.timer = 0;
      const text = this.state.address();
      history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    }

    /** Take what the fields of the page say. */
    take() {
      const { state } = this;
      this.panels.take(state.chosen);
      state.q = this.field.value;
      for (const name of YEARS) state[name] = year(this[name].input.value);
      if (this.sort) state.sort = this.sort.value;
      this.changed();
    }

    start() {
      for (const part of [this.head, this.panels.element]) part.addEventListener("input", () => this.take());
      unfold(this.bar, this.panels, this.list);
      // whoever leaves before the address is written finds it when coming back
      addEventListener("click", () => this.timer && this.write(), true);
      addEventListener("popstate", () => this.follow());
      document.addEventListener("s3-own", () => this.rank());
      this.follow();
    }
  }

  for (const finder of document.querySelectorAll("[data-s3-finder]")) new Catalogue(/** @type {HTMLElement} */ (finder)).start();
  S3.catalogue = { inPeriod, fold, CatalogueState };
}
