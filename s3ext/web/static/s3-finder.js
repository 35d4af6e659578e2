// @ts-check
/* Choosing among pages, for the search and every list: what is chosen, the choices beside the list, and the bar above it
   that says what is shown. Choices within a facet widen, choices in different facets narrow. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill } = S3.dom;
  /* of a longer facet so many values are shown; one or two more are not worth a button */
  const SHOWN = 8;
  const SPARE = 2;
  /* so many facets are open where there is room beside the list */
  const OPEN = 2;
  const WIDE = "(min-width: 60rem)";
  /* milliseconds without a change before the number shown is read out */
  const PAUSE = 700;

  /* the values chosen in each facet, by their places */
  class Chosen {
    /** @param {FinderFacet[]} facets */
    constructor(facets) {
      this.facets = facets;
      /** @type {Set<number>[]} */
      this.sets = facets.map(() => new Set());
    }

    /** Take what the *query* of an address says, as far as it is known. @param {URLSearchParams} query */
    read(query) {
      this.sets = this.facets.map(({ name, values }) => {
        const known = new Map(values.map(([value], place) => [value, place]));
        return new Set(query.getAll(name).filter((value) => known.has(value)).map((value) => known.get(value)));
      });
    }

    /** Say it in *query*. @param {URLSearchParams} query */
    write(query) {
      this.facets.forEach(({ name, values }, at) => {
        for (const place of [...this.sets[at]].sort((a, b) => a - b)) query.append(name, values[place][0]);
      });
    }

    /** Whether what has *values* fits. @param {number[][]} values */
    fits(values) {
      return this.sets.every((set, at) => !set.size || values[at].some((value) => set.has(value)));
    }

    clear() {
      for (const set of this.sets) set.clear();
    }

    /** How many there are. */
    get many() {
      return this.sets.reduce((sum, set) => sum + set.size, 0);
    }

    /** The chips for them: `changed` is called when one was taken away. @param {() => void} changed @returns {ChipData[]} */
    chips(changed) {
      return this.facets.flatMap(({ label, values }, at) =>
        [...this.sets[at]].sort((a, b) => a - b).map((place) => ({
          text: values[place][1],
          choice: `${label}: ${values[place][1]}`,
          remove: () => {
            this.sets[at].delete(place);
            changed();
          },
        })),
      );
    }
  }

  /**
   * For each value of each facet how many of *items* it would show: those that fit the choices of the other facets.
   * @param {{values: number[][]}[]} items @param {FinderFacet[]} facets @param {Set<number>[]} sets
   */
  const countValues = (items, facets, sets) => {
    const counts = facets.map((facet) => facet.values.map(() => 0));
    const every = [...counts.keys()];
    const narrowed = every.filter((at) => sets[at].size);
    for (const { values } of items) {
      const unfit = narrowed.filter((at) => !values[at].some((value) => sets[at].has(value)));
      if (unfit.length > 1) continue;
      for (const at of unfit.length ? unfit : every) for (const value of values[at]) counts[at][value] += 1;
    }
    return counts;
  };
  /** The places of the most of *numbers*, earlier ones first among equals. @param {number[]} numbers @param {number} many */
  const largest = (numbers, many) =>
    new Set([...numbers.keys()].sort((a, b) => numbers[b] - numbers[a] || a - b).slice(0, many));

  /* -- the choices beside the list --------------------------------------------------------------------- */

  /* one facet: its values with boxes to tick */
  class Panel {
    /** @param {FinderFacet} facet @param {Record<string, string>} texts */
    constructor(facet, texts) {
      this.texts = texts;
      this.isWhole = false;
      this.lines = facet.values.map(([value, label]) => {
        const box = element("input", { type: "checkbox", name: facet.name, value });
        const many = element("span", { className: "s3-finder-many" });
        return { box, many, line: element("label", {}, box, element("span", {}, `${label} `, many)) };
      });
      this.number = element("span", { className: "s3-finder-number" });
      this.more = element("button", { type: "button", className: "s3-finder-more" });
      this.more.addEventListener("click", () => this.turn());
      const legend = element("legend", { className: "s3-visually-hidden", textContent: facet.label });
      const boxes = element("fieldset", {}, legend, ...this.lines.map(({ line }) => line), this.more);
      this.element = element("details", {}, element("summary", {}, `${facet.label} `, this.number), boxes);
      this.element.dataset.facet = facet.name;
      /** @type {number[]} */
      this.counts = [];
    }

    /** Show all values, or those of most pages. */
    turn() {
      this.isWhole = !this.isWhole;
      this.show();
    }

    /** @param {Set<number>} set @param {number[]} counts */
    reflect(set, counts) {
      this.counts = counts;
      this.lines.forEach(({ box, many }, place) => {
        const text = `(${counts[place]})`;
        box.checked = set.has(place);
        if (many.textContent !== text) many.textContent = text;
      });
      this.number.textContent = set.size ? `${set.size}` : "";
      if (set.size) this.element.open = true;
      this.show();
    }

    /** What has nothing is not shown unless it is chosen, nor is what lies under the cursor of the keyboard taken away. */
    show() {
      const { lines, counts, more, texts } = this;
      const used = lines.filter(({ box }, place) => counts[place] || box.checked).length;
      const isLong = used > SHOWN + SPARE;
      const first = isLong && !this.isWhole ? largest(counts, SHOWN) : null;
      lines.forEach(({ box, line }, place) => {
        const isFirst = counts[place] > 0 && (!first || first.has(place));
        line.hidden = !isFirst && !box.checked && box !== document.activeElement;
      });
      more.hidden = !isLong;
      more.textContent = this.isWhole ? texts.fewer : fill(texts.more, { count: used });
      more.setAttribute("aria-expanded", `${this.isWhole}`);
      this.element.hidden = !used;
    }
  }

  /* all facets, beside the list or unfolded above it */
  class Panels {
    /**
     * @param {HTMLElement} place @param {FinderFacet[]} facets @param {Record<string, string>} texts
     * @param {HTMLElement[]} more choices of another kind
     */
    constructor(place, facets, texts, more) {
      this.element = place;
      this.panels = facets.map((facet) => new Panel(facet, texts));
      const heading = element("h2", { textContent: texts.filter });
      this.skip = element("button", { type: "button", className: "s3-finder-skip", textContent: texts.to_list });
      this.done = element("button", { type: "button", className: "s3-finder-done", textContent: texts.show });
      place.append(this.skip, heading, ...this.panels.map(({ element: part }) => part), ...more, this.done);
      if (matchMedia(WIDE).matches) {
        const filled = this.panels.filter(({ lines }) => lines.length).slice(0, OPEN);
        for (const panel of filled) panel.element.open = true;
      }
    }

    /** Put into *chosen* what is ticked. @param {Chosen} chosen */
    take(chosen) {
      chosen.sets = this.panels.map(
        ({ lines }) => new Set(lines.flatMap(({ box }, place) => (box.checked ? [place] : []))),
      );
    }

    /** Show what is *chosen*, and beside each value how many of *items* it would show. @param {Chosen} chosen @param {{values: number[][]}[]} items */
    reflect(chosen, items) {
      const counts = countValues(items, chosen.facets, chosen.sets);
      this.panels.forEach((panel, at) => panel.reflect(chosen.sets[at], counts[at]));
    }
  }

  /* -- the bar, which stays in sight ------------------------------------------------------------------- */

  class Bar {
    /** @param {Element} finder @param {Record<string, string>} texts @param {() => void} clear */
    constructor(finder, texts, clear) {
      this.texts = texts;
      this.element = /** @type {HTMLElement} */ (finder.querySelector(".s3-finder-bar"));
      this.status = this.element.querySelector(".s3-count");
      this.toggle = /** @type {HTMLButtonElement} */ (this.element.querySelector(".s3-finder-toggle"));
      this.spoken = element("p", { className: "s3-visually-hidden" });
      this.spoken.setAttribute("role", "status");
      this.chips = element("ul", { className: "s3-finder-chips" });
      this.chips.setAttribute("aria-label", texts.chosen);
      this.clear = element("button", { type: "button", className: "s3-finder-clear", textContent: texts.clear });
      this.status.after(this.spoken, this.chips, this.clear);
      this.clear.addEventListener("click", () => {
        clear();
        this.focus();
      });
      this.timer = 0;
      this.follow();
    }

    /** The style knows how high the bar is: nothing that has focus, or is led to, may lie beneath it. */
    follow() {
      const root = document.documentElement;
      new ResizeObserver(() => {
        root.style.setProperty("--s3-bar", `${Math.ceil(this.element.getBoundingClientRect().height)}px`);
      }).observe(this.element);
    }

    /** Where one can go on when what had the focus is gone. */
    focus() {
      const next = this.chips.querySelector("button");
      if (next) next.focus();
      else if (this.toggle.checkVisibility()) this.toggle.focus();
      else /** @type {HTMLElement} */ (this.element.parentElement.querySelector(".s3-finder-choices summary"))?.focus();
    }

    /** @param {string} text */
    tell(text) {
      clearTimeout(this.timer);
      if (this.status.textContent !== text) this.status.textContent = text;
      this.timer = window.setTimeout(() => {
        this.spoken.textContent = text;
      }, PAUSE);
    }

    /** @param {ChipData[]} chips */
    reflect(chips) {
      const { texts } = this;
      this.chips.replaceChildren(
        ...chips.map(({ text, choice, remove }) => {
          const chip = element("button", { type: "button", textContent: text });
          chip.setAttribute("aria-label", fill(texts.remove, { choice }));
          chip.addEventListener("click", () => {
            remove();
            this.focus();
          });
          return element("li", {}, chip);
        }),
      );
      this.chips.hidden = !chips.length;
      this.clear.hidden = !chips.length;
      this.toggle.textContent = chips.length ? fill(texts.toggle_chosen, { count: chips.length }) : texts.toggle;
    }
  }

  /** Let the button of *bar* unfold *panels* on narrow screens, and their buttons lead to *list*. @param {Bar} bar @param {Panels} panels @param {HTMLElement} list */
  const unfold = (bar, panels, list) => {
    /** @param {boolean} isOpen */
    const turn = (isOpen) => {
      bar.toggle.setAttribute("aria-expanded", `${isOpen}`);
      panels.element.classList.toggle("s3-is-open", isOpen);
    };
    const toList = () => {
      turn(false);
      list.focus({ preventScroll: true });
      list.scrollIntoView();
    };
    list.tabIndex = -1;
    bar.toggle.addEventListener("click", () => turn(bar.toggle.getAttribute("aria-expanded") !== "true"));
    panels.skip.addEventListener("click", toList);
    panels.done.addEventListener("click", toList);
    panels.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !bar.toggle.checkVisibility()) return;
      turn(false);
      bar.toggle.focus();
    });
  };

  S3.finder = { Bar, Chosen, Panels, countValues, largest, unfold };
}
