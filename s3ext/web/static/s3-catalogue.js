// @ts-check
/* The catalogue: choose among the cases by facets. The list itself is in the page and is whole without this script.
   Choices within a facet widen, choices in different facets narrow. The address reproduces the view. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.dom;
  const [YEARS, SORTS] = [/** @type {const} */ (["from", "to"]), ["newest", "oldest"]];

  /** *text* if it is a year, else nothing. @param {string | null} text */
  const year = (text) => (/^\d{4}$/.test(text || "") ? text : "");
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
    /** @param {CatalogueFacet[]} facets */
    constructor(facets) {
      this.facets = facets;
      /** @type {Map<string, Set<string>>} */
      this.chosen = new Map(facets.map(({ name }) => [name, new Set()]));
      this.from = "";
      this.to = "";
      this.sort = "";
    }

    /** Take what the *query* of an address says. @param {URLSearchParams} query */
    read(query) {
      for (const facet of this.facets) {
        const known = new Set(facet.values.map(([value]) => value));
        this.chosen.set(facet.name, new Set(query.getAll(facet.name).filter((value) => known.has(value))));
      }
      for (const name of YEARS) this[name] = year(query.get(name));
      this.sort = SORTS.includes(query.get("sort")) ? query.get("sort") : "";
    }

    /** The query of an address that says this. */
    address() {
      const query = new URLSearchParams();
      for (const { name } of this.facets) for (const value of this.chosen.get(name)) query.append(name, value);
      for (const name of /** @type {const} */ (["from", "to", "sort"])) if (this[name]) query.set(name, this[name]);
      return query.toString();
    }

    /** Whether *item* fits all choices but those of the facet *skip*. @param {CatalogueItem} item @param {string | null} skip */
    fits(item, skip) {
      return (
        inPeriod(item, this) &&
        [...this.chosen].every(([name, chosen]) => name === skip || !chosen.size || item.values[name].some((value) => chosen.has(value)))
      );
    }

    /** Which of two items comes first. @param {CatalogueItem & {order: number}} a @param {CatalogueItem & {order: number}} b */
    compare(a, b) {
      if (!this.sort) return a.order - b.order;
      if (a.from === null || b.from === null) return Number(a.from === null) - Number(b.from === null) || a.order - b.order;
      return (this.sort === "newest" ? b.from - a.from : a.from - b.from) || a.order - b.order;
    }

    get isNarrowed() {
      return Boolean([...this.chosen.values()].some((chosen) => chosen.size) || this.from || this.to || this.sort);
    }
  }

  /* -- the choices on the page ---------------------------------------------------------------------- */

  /** @param {HTMLElement} control @param {string} text */
  const labelled = (control, text) =>
    element("p", { className: "s3-catalogue-control" }, element("label", { htmlFor: control.id, textContent: text }), control);
  /** @param {string} name */
  const yearField = (name) =>
    element("input", { id: "s3-" + name, type: "text", inputMode: "numeric", maxLength: 4, autocomplete: "off" });

  class CatalogueForm {
    /** @param {CatalogueData} data */
    constructor({ facets, texts }) {
      /** @type {{box: HTMLInputElement, number: HTMLElement, facet: string, value: string}[]} */
      this.boxes = [];
      this.clear = element("button", { type: "button", className: "s3-catalogue-clear", textContent: texts.clear });
      this.sort = element("select", { id: "s3-sort" });
      for (const [value, text] of [["", texts.sort_title], ["newest", texts.sort_newest], ["oldest", texts.sort_oldest]]) {
        this.sort.append(element("option", { value, textContent: text }));
      }
      this.years = { from: yearField("from"), to: yearField("to") };
      const periods = [labelled(this.years.from, texts.from), labelled(this.years.to, texts.to)];
      this.period = element("details", {}, element("summary", { textContent: texts.period }), ...periods);
      const panels = facets.filter((facet) => facet.values.length).map((facet) => this.panel(facet));
      const heading = element("h2", { textContent: texts.filter, id: "s3-catalogue-heading" });
      this.element = element("form", { className: "s3-catalogue" }, heading);
      this.element.setAttribute("aria-labelledby", heading.id);
      const all = element("div", { className: "s3-catalogue-facets" }, ...panels, this.period);
      this.element.append(all, labelled(this.sort, texts.sort), this.clear);
    }

    /** @param {CatalogueFacet} facet */
    panel(facet) {
      const inputs = facet.values.map(([value, label]) => {
        const box = element("input", { type: "checkbox", name: facet.name, value });
        const number = element("span", { className: "s3-catalogue-count" });
        this.boxes.push({ box, number, facet: facet.name, value });
        return element("label", {}, box, " " + label + " ", number);
      });
      const summary = element("summary", { textContent: facet.label });
      const legend = element("legend", { className: "s3-visually-hidden", textContent: facet.label });
      const details = element("details", {}, summary, element("fieldset", {}, legend, ...inputs));
      details.dataset.facet = facet.name;
      return details;
    }

    /** Show what *state* says. @param {CatalogueState} state */
    reflect(state) {
      for (const { box, facet, value } of this.boxes) box.checked = state.chosen.get(facet).has(value);
      for (const details of this.element.querySelectorAll("details")) {
        const { facet } = details.dataset;
        if (facet) details.open = details.open || state.chosen.get(facet).size > 0;
      }
      for (const name of YEARS) this.years[name].value = state[name];
      this.period.open = this.period.open || Boolean(state.from || state.to);
      this.sort.value = state.sort;
    }

    /** Put into *state* what is chosen. @param {CatalogueState} state */
    take(state) {
      for (const { name } of state.facets) state.chosen.set(name, new Set());
      for (const { box, facet, value } of this.boxes) if (box.checked) state.chosen.get(facet).add(value);
      for (const name of YEARS) state[name] = year(this.years[name].value);
      state.sort = this.sort.value;
    }

    empty() {
      for (const { box } of this.boxes) box.checked = false;
      this.years.from.value = this.years.to.value = this.sort.value = "";
    }

    /** Beside each value how many of *items* fit it and the other choices. @param {CatalogueItem[]} items @param {CatalogueState} state */
    showCounts(items, state) {
      for (const { name } of state.facets) {
        /** @type {Map<string, number>} */
        const counts = new Map();
        for (const item of items.filter((each) => state.fits(each, name)))
          for (const value of item.values[name]) counts.set(value, (counts.get(value) || 0) + 1);
        for (const { facet, number, value } of this.boxes) if (facet === name) number.textContent = `(${counts.get(value) || 0})`;
      }
    }
  }

  /* -- the page ------------------------------------------------------------------------------------- */

  /** The items of *data* with their rows of *list*, those that have one. @param {CatalogueData} data @param {Element} list */
  const withRows = (data, list) => {
    const root = document.documentElement.dataset.content_root || "./";
    /** @type {Map<string, HTMLElement>} */
    const rows = new Map();
    for (const row of /** @type {Iterable<HTMLElement>} */ (list.children)) {
      const link = row.querySelector("a[href]");
      if (link) rows.set(new URL(link.getAttribute("href"), location.href).pathname, row);
    }
    return data.items
      .map((item, order) => ({ ...item, order, row: rows.get(new URL(root + item.url, location.href).pathname) }))
      .filter((item) => item.row);
  };
  /** Put *form* above the list, and *status* in the place of its number of rows. @param {Element} list @param {Element} form @param {Element} status */
  const place = (list, form, status) => {
    const before = list.previousElementSibling;
    if (before?.classList.contains("s3-count")) {
      before.before(form);
      before.replaceWith(status);
    } else list.before(form, status);
  };

  class Catalogue {
    /** @param {Element} list @param {CatalogueData} data */
    constructor(list, data) {
      this.list = list;
      this.data = data;
      this.items = withRows(data, list);
      this.state = new CatalogueState(data.facets);
      this.form = new CatalogueForm(data);
      this.status = element("p", { className: "s3-catalogue-status" });
      this.status.setAttribute("role", "status");
    }

    show() {
      const { items, state, data } = this;
      const shown = new Set(items.filter((item) => state.fits(item, null)));
      for (const item of [...items].sort((a, b) => state.compare(a, b))) {
        item.row.hidden = !shown.has(item);
        this.list.append(item.row);
      }
      this.form.showCounts(items, state);
      const text = data.texts.shown.replace("{shown}", `${shown.size}`).replace("{all}", `${items.length}`);
      this.status.textContent = shown.size ? text : data.texts.none;
      this.form.clear.hidden = !state.isNarrowed;
    }

    /** Show what the address says. */
    follow() {
      this.state.read(new URLSearchParams(location.search));
      this.form.reflect(this.state);
      this.show();
    }

    /** Show what is chosen, and put it into the address. */
    changed() {
      this.form.take(this.state);
      const text = this.state.address();
      history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
      this.show();
    }

    start() {
      const { form } = this;
      form.element.addEventListener("input", () => this.changed());
      form.element.addEventListener("submit", (event) => event.preventDefault());
      form.clear.addEventListener("click", () => {
        form.empty();
        this.changed();
        form.element.querySelector("summary").focus();
      });
      addEventListener("popstate", () => this.follow());
      place(this.list, form.element, this.status);
      this.follow();
    }
  }

  const list = document.querySelector("ul.s3-records-catalogue");
  if (list && S3.catalogueData) new Catalogue(list, S3.catalogueData).start();
  S3.catalogue = { inPeriod, CatalogueState };
}
