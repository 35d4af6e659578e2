// @ts-check
/* The search page: the field, the hits, the choices beside them, and the address that reproduces all of it. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill, soon } = S3.dom;
  const { Bar, Chosen, Panels, unfold } = S3.finder;
  const STEP = 10;
  const PAUSE = 700;

  /* what is asked for, as the address has it */
  class SearchState {
    /** @param {SearchIndex} data @param {Pages} pages */
    constructor(data, pages) {
      this.pages = pages;
      this.q = "";
      this.chosen = new Chosen(data.facets);
      this.sort = "";
      this.show = STEP;
      /* whether hits are shown that the score hardly speaks for, and pages about the site itself */
      this.all = false;
      this.help = false;
    }

    /** Take what the *query* of an address says. @param {URLSearchParams} query */
    read(query) {
      this.q = query.get("q") || "";
      this.chosen.read(query);
      this.sort = ["newest", "oldest"].includes(query.get("sort")) ? query.get("sort") : "";
      this.all = query.has("all");
      this.help = query.has("help");
      const asked = Number(query.get("show"));
      this.show = Number.isInteger(asked) && asked > STEP && asked <= this.pages.count + STEP ? asked : STEP;
    }

    /** The query of an address that says this. */
    address() {
      const query = new URLSearchParams();
      if (this.q.trim()) query.set("q", this.q.trim());
      this.chosen.write(query);
      if (this.sort) query.set("sort", this.sort);
      if (this.all) query.set("all", "1");
      if (this.help) query.set("help", "1");
      if (this.show > STEP) query.set("show", `${this.show}`);
      return query.toString();
    }

    /**
     * Which of *all* the pages found, the best first, are among those to choose from; *strong* so many the score speaks for.
     * Where it speaks for none that fits what is chosen, all are shown from then on: nobody is led to an empty list.
     * @template {{page: number}} T
     * @param {T[]} all @param {number} strong
     */
    among(all, strong) {
      const { items } = this.pages;
      /** @param {T} hit */
      const isHelp = ({ page }) => items[page].isHelp;
      const isNarrowed = this.chosen.many > 0;
      /** @param {T} hit */
      const fits = ({ page }) => !isNarrowed || this.chosen.fits(items[page].values);
      const best = all.slice(0, strong);
      // help is shown unasked where there is nothing else
      const onlyHelp = best.length > 0 && best.every(isHelp);
      /** @param {T[]} hits */
      const allowed = (hits) => (this.help || onlyHelp ? hits : hits.filter((hit) => !isHelp(hit)));
      /** @param {T[]} hits */
      const fitting = (hits) => (isNarrowed ? hits.filter(fits) : hits);
      const few = allowed(best);
      // there may be thousands
      const whole = strong < all.length ? allowed(all) : few;
      if (!few.some(fits) && whole.some(fits)) this.all = true;
      const base = this.all ? whole : few;
      const help = (this.all ? all : best).filter((hit) => isHelp(hit) && fits(hit)).length;
      return { base, shown: fitting(base), many: fitting(whole).length, help, isHelp: onlyHelp && !this.help };
    }

    /** The same in the order that is asked for. @param {{page: number}[]} all @param {number} strong @returns {ChosenHits} */
    found(all, strong) {
      const among = this.among(all, strong);
      return { ...among, shown: this.ordered(among.shown) };
    }

    /** @param {{page: number}[]} hits */
    ordered(hits) {
      if (!this.sort) return hits;
      /** @param {{page: number}} hit */
      const year = (hit) => this.pages.years[hit.page];
      return [...hits].sort((a, b) => {
        if (!year(a) || !year(b)) return (year(a) ? 0 : 1) - (year(b) ? 0 : 1);
        const order = year(a) < year(b) ? -1 : year(a) > year(b) ? 1 : 0;
        return this.sort === "newest" ? -order : order;
      });
    }
  }

  class SearchPage {
    /** @param {HTMLElement} page @param {SearchIndex} data */
    constructor(page, data) {
      const root = document.documentElement.dataset.content_root || "./";
      this.page = page;
      this.data = data;
      this.engine = new S3.Engine(data);
      const scripts = new S3.Scripts(root);
      this.parts = new S3.Parts(data, this.engine, scripts);
      this.excerpts = new S3.Excerpts(this.engine, scripts, this.parts);
      this.hits = new S3.Hits(data, this.excerpts, this.engine, root, page.dataset.s3Ask);
      this.state = new SearchState(data, this.engine.pages);
      this.field = /** @type {HTMLInputElement} */ (page.querySelector("input[type=search]"));
      this.form = page.querySelector("form");
      this.turn = 0;
      this.timer = 0;
      const finder = page.querySelector(".s3-finder");
      /** @type {HTMLSelectElement} */
      this.sort = finder.querySelector("select");
      const choices = /** @type {HTMLElement} */ (finder.querySelector(".s3-finder-choices"));
      this.help = element("input", { type: "checkbox", name: "help" });
      this.helps = element("span");
      this.helpLine = element("label", { className: "s3-search-help" }, this.help, this.helps);
      this.panels = new Panels(choices, data.facets, data.texts, [this.helpLine]);
      this.bar = new Bar(finder, data.texts, () => {
        this.state.chosen.clear();
        this.show();
      });
      choices.after(this.hits.element);
    }

    /** Take what the address says. */
    read() {
      this.state.read(new URLSearchParams(location.search));
      this.field.value = this.state.q;
    }

    /** Put what is asked for into the address. */
    write() {
      clearTimeout(this.timer);
      this.timer = 0;
      const text = this.state.address();
      history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : ""));
    }

    /** Of the pages found, those that hold every phrase of the query word for word. @param {{page: number}[]} all @param {string[][]} phrases */
    async holding(all, phrases) {
      const first = all.slice(0, 60);
      await Promise.all(first.map((hit) => this.excerpts.load(hit.page)));
      return first.filter((hit) => this.excerpts.holds(hit.page, phrases));
    }

    /**
     * What the engine finds, when the pieces of the index that it needs are here; nothing if a later query has come.
     * @param {string} query @param {() => boolean} isLate
     */
    async answer(query, isLate) {
      for (;;) {
        const result = this.engine.search(query);
        if (!result.missing.length) return result;
        await this.parts.load(result.missing);
        if (isLate()) return null;
      }
    }

    async show({ typed = false } = {}) {
      this.turn += 1;
      const mine = this.turn;
      const isLate = () => mine !== this.turn;
      const query = this.state.q.trim();
      const { pages } = this.engine;
      if ((!query || this.state.sort) && !pages.order) await this.parts.load(["order/0"]);
      const result = query ? await this.answer(query, isLate) : null;
      if (isLate()) return;
      let all = result ? result.hits : pages.order.map((number) => ({ page: number }));
      if (result && result.phrases.length) all = await this.holding(all, result.phrases);
      if (isLate()) return;
      const strong = result && !result.phrases.length ? result.strong : all.length;
      const found = this.state.found(all, strong);
      const first = [...all.slice(0, STEP), ...found.shown.slice(0, this.state.show)];
      await this.parts.load(pages.lacking(first.map(({ page }) => page)));
      if (isLate()) return;
      const asked = result ? this.hits.cards.named(result) : { names: [], runs: [] };
      if (asked.names.length) {
        // the texts of the rows come meanwhile, unless another keystroke may follow
        for (const { page } of typed ? [] : all.slice(0, STEP)) this.excerpts.load(page);
        await this.hits.cards.load(asked.names);
      }
      if (isLate()) return;
      this.draw(query, result, found, { asked, typed });
      // browsers allow so many changes of the address in a while, and each takes its time
      clearTimeout(this.timer);
      if (typed) this.timer = window.setTimeout(() => this.write(), PAUSE);
      else this.write();
      this.page.dataset.s3Shown = query;
    }

    /** @param {string} query @param {SearchResult | null} result @param {ChosenHits} found @param {{asked: Asked, typed: boolean}} how */
    draw(query, result, { base, shown, many, help, isHelp }, { asked, typed }) {
      const { state, hits, bar } = this;
      const { texts } = this.data;
      hits.cards.show(asked);
      hits.show(shown.slice(0, state.show), this.excerpts.excerpts(result && result.marks), typed);
      hits.more.hidden = shown.length <= state.show;
      // what the score hardly speaks for comes after all that it speaks for
      hits.all.hidden = !hits.more.hidden || many === shown.length;
      hits.all.textContent = fill(texts.all_hits, { count: many });
      this.panels.reflect(state.chosen, base.map((hit) => this.engine.pages.items[hit.page]));
      this.help.checked = state.help;
      this.helps.textContent = fill(texts.help, { count: help });
      this.helpLine.hidden = isHelp || (!help && !state.help);
      this.sort.options[0].textContent = query ? texts.sort_relevance : texts.sort_alphabet;
      this.sort.value = state.sort;
      bar.reflect(state.chosen.chips(() => this.show()));
      bar.tell(this.countText(query, shown.length));
      const isNarrowed = state.chosen.many > 0;
      hits.explain(result, shown.length, { query: state.q, isNarrowed, isHelp, isBroken: this.parts.isBroken });
    }

    /** How many pages are shown, in words. @param {string} query @param {number} count */
    countText(query, count) {
      const { texts } = this.data;
      const found = count === 1 ? texts.found_one : count ? texts.found : texts.found_none;
      const browsed = count === 1 ? texts.browse_one : this.state.sort ? texts.browse_sorted : texts.browse;
      return fill(query ? found : browsed, { count, query });
    }

    /** A keystroke gives way to one that is already waiting. */
    showSoon() {
      this.turn += 1;
      this.hits.hold();
      const mine = this.turn;
      soon(() => mine === this.turn && this.show({ typed: true }));
    }

    /* -- what the reader does ----------------------------------------------------------------------- */

    listen() {
      this.listenToField();
      this.listenToChoices();
      this.listenToHits();
      // whoever leaves before the address is written finds it when coming back
      addEventListener("click", () => this.timer && this.write(), true);
      addEventListener("popstate", () => {
        this.read();
        this.show();
      });
    }

    listenToField() {
      this.field.addEventListener("input", () => {
        this.state.q = this.field.value;
        this.state.show = STEP;
        this.state.all = false;
        this.showSoon();
      });
      this.field.addEventListener("keydown", (event) => {
        // Esc would empty the field, and what was found would be gone
        if (event.key === "Escape") event.preventDefault();
      });
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.state.q = this.field.value;
        this.show();
      });
    }

    listenToChoices() {
      const { panels, state, sort } = this;
      const taken = () => {
        panels.take(state.chosen);
        state.sort = sort.value;
        state.help = this.help.checked;
        state.show = STEP;
        this.show();
      };
      panels.element.addEventListener("input", taken);
      sort.addEventListener("input", taken);
      unfold(this.bar, panels, this.hits.list);
    }

    listenToHits() {
      const { hits, state } = this;
      const further = async () => {
        const next = hits.list.children.length;
        state.show = next + STEP;
        await this.show();
        hits.list.children[next]?.querySelector("a").focus();
      };
      hits.more.addEventListener("click", further);
      hits.all.addEventListener("click", () => {
        state.all = true;
        return further();
      });
      // the hit that was followed has focus again when the reader comes back
      hits.list.addEventListener("click", (event) => {
        const followed = /** @type {Element} */ (event.target);
        const doc = followed.closest("li")?.dataset.doc;
        if (followed.closest("a") && doc) history.replaceState({ doc }, "");
      });
    }

    async start() {
      if (!this.turn) await this.show();
      const doc = history.state?.doc;
      const rows = /** @type {HTMLElement[]} */ ([...this.hits.list.children]);
      const left = doc && rows.find((item) => item.dataset.doc === doc);
      if (!left) return;
      await this.hits.first;
      left.querySelector("a").focus();
    }
  }

  const place = /** @type {HTMLElement | null} */ (document.querySelector(".s3-search-page"));
  /* the version of this script, which the index names too (s3ext/web/scripts.py) */
  const MADE = "s3-version";
  if (place && S3.searchIndex && (S3.searchMade !== MADE || S3.searchLanguage !== S3.languageMade)) S3.dom.renewed(place);
  else if (place && S3.searchIndex) {
    const page = new SearchPage(place, S3.searchIndex);
    const typed = page.field.value;
    page.listen();
    page.read();
    // what was typed before this script was here (s3-start.js)
    if (!location.search) page.field.value = page.state.q = typed;
    // the page stands before the first answer is looked for
    soon(() => page.start());
  }
  S3.SearchState = SearchState;
}
