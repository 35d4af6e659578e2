// @ts-check
/* The search page: the choices beside the hits. Choices within a facet widen, choices in different facets narrow. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.dom;

  /**
   * For each value of each facet how many pages it would show: those that fit the choices of the other facets.
   * @param {{page: number}[]} all @param {SearchIndex} data @param {Set<number>[]} chosen
   */
  const countChoices = (all, data, chosen) => {
    const counts = data.facets.map((facet) => facet.values.map(() => 0));
    const every = [...counts.keys()];
    const narrowed = every.filter((at) => chosen[at].size);
    for (const { page } of all) {
      const { values } = data.pages[page];
      const unfit = narrowed.filter((at) => !values[at].some((value) => chosen[at].has(value)));
      if (unfit.length > 1) continue;
      for (const at of unfit.length ? unfit : every) for (const value of values[at]) counts[at][value] += 1;
    }
    return counts;
  };
  /** @param {{name: string, label: string, values: [string, string][]}} facet */
  const panel = (facet) => {
    const lines = facet.values.map(([value, label]) => {
      const box = element("input", { type: "checkbox", name: facet.name, value });
      const many = element("span", { className: "s3-catalogue-count" });
      const line = element("label", {}, box, ` ${label} `, many);
      return { box, many, line };
    });
    const legend = element("legend", { className: "s3-visually-hidden", textContent: facet.label });
    const boxes = element("fieldset", {}, legend, ...lines.map(({ line }) => line));
    const details = element("details", {}, element("summary", { textContent: facet.label }), boxes);
    details.dataset.facet = facet.name;
    return { details, lines };
  };

  class Choices {
    /** @param {SearchIndex} data */
    constructor(data) {
      const { texts } = data;
      this.data = data;
      this.panels = data.facets.map(panel);
      this.sort = element("select", { id: "s3-search-sort" });
      for (const [value, text] of [["", texts.sort_relevance], ["newest", texts.sort_newest], ["oldest", texts.sort_oldest]]) {
        this.sort.append(element("option", { value, textContent: text }));
      }
      this.clear = element("button", { type: "button", className: "s3-catalogue-clear", textContent: texts.clear });
      const heading = element("h2", { id: "s3-search-choices", textContent: texts.filter });
      const label = element("label", { htmlFor: this.sort.id, textContent: texts.sort });
      this.element = element(
        "form",
        { className: "s3-catalogue s3-search-choices" },
        heading,
        element("p", { className: "s3-catalogue-control" }, label, this.sort),
        element("div", { className: "s3-catalogue-facets" }, ...this.panels.map(({ details }) => details)),
        this.clear,
      );
      this.element.setAttribute("aria-labelledby", heading.id);
    }

    /** The values chosen in each facet, by number. */
    chosen() {
      return this.panels.map(({ lines }) => new Set(lines.flatMap(({ box }, number) => (box.checked ? [number] : []))));
    }

    /** Show how many pages each value would show. @param {{page: number}[]} all @param {Set<number>[]} chosen */
    showCounts(all, chosen) {
      const counts = countChoices(all, this.data, chosen);
      this.panels.forEach(({ details, lines }, at) => {
        lines.forEach(({ box, many, line }, number) => {
          const found = counts[at][number];
          const text = `(${found})`;
          box.checked = chosen[at].has(number);
          if (many.textContent !== text) many.textContent = text;
          line.hidden = !found && !box.checked;
        });
        details.hidden = lines.every(({ line }) => line.hidden);
        if (chosen[at].size) details.open = true;
      });
    }
  }

  S3.Choices = Choices;
  S3.countChoices = countChoices;
}
