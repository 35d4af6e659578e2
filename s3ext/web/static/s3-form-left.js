// @ts-check
/* What is left to do, always in sight: how many things, which, whether the draft is saved, and the page as it will be. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;

  /** Show *control*, in whatever it is folded away. @param {HTMLElement} control */
  const reveal = (control) => {
    for (let around = control.parentElement; around; around = around.parentElement)
      if (around instanceof HTMLDetailsElement) around.open = true;
    control.focus();
    control.scrollIntoView({ block: "center" });
  };
  /** What stands over *place*: the new page, and the rows that it is in, outermost first. @param {Place} place */
  const around = ({ control }) => {
    /** @type {string[]} */
    const found = [];
    for (let box = control.parentElement?.closest(".s3-form-row, .s3-form-new"); box; box = box.parentElement?.closest(".s3-form-row, .s3-form-new"))
      if (!box.matches(".s3-form-row") || box.querySelector("legend")) found.unshift(box.querySelector("legend")?.textContent.replace(/ \*$/, "") ?? "");
    return found;
  };
  /** What people call *place*: "Source 2: Title". @param {Place} place */
  const nameOf = (place) => {
    const outer = around(place);
    const name = outer.at(-1) === place.label ? outer : [...outer, place.label];
    return name.filter(Boolean).join(": ");
  };

  class FormLeft {
    /** @param {Record<string, string>} words @param {FormSteps} steps */
    constructor(words, steps) {
      this.words = words;
      this.steps = steps;
      this.status = element("p", { role: "status", className: "s3-form-status" });
      this.list = element("ul", { className: "s3-form-left", tabIndex: -1, id: "s3-form-left", "aria-label": words.faults_list });
      this.box = element("details", { className: "s3-form-todo" }, element("summary", {}, words.faults_show), this.list);
      this.saved = element("p", { className: "s3-form-saved" });
      this.element = element("aside", { className: "s3-form-side", "aria-label": words.faults_list }, this.status, this.box, this.saved);
    }

    /** Open the list and move there. */
    open() {
      this.box.open = true;
      this.list.focus();
    }

    /** @param {Place[]} wrong @param {Place[]} noted */
    show(wrong, noted) {
      const { words, status, list } = this;
      const many = fill(words.faults_many, { count: wrong.length });
      const faults = !wrong.length ? words.faults_none : wrong.length === 1 ? words.faults_one : many;
      const notes = noted.length === 1 ? words.notes_one : fill(words.notes_many, { count: noted.length });
      const text = noted.length ? `${faults} ${notes}` : faults;
      if (status.textContent !== text) status.textContent = text;
      const places = [...wrong, ...noted];
      this.box.hidden = !places.length;
      const groups = this.steps.steps.map((step) => ({ step, found: places.filter((place) => step.panel.contains(place.control)) }));
      const items = groups.filter(({ found }) => found.length).map(({ step, found }) => this.group(step.name, found));
      const now = items.map((item) => item.textContent).join("\n");
      if (list.dataset.now === now) return;
      list.dataset.now = now;
      list.replaceChildren(...items);
    }

    /** @param {string} name @param {Place[]} places */
    group(name, places) {
      return element("li", {}, name, element("ul", {}, ...places.map((place) => element("li", {}, this.linkTo(place)))));
    }

    /** A link to *place* with what is wrong, or worth a look, there. @param {Place} place */
    linkTo(place) {
      const link = element("a", { href: `#${place.control.id}` }, `${nameOf(place)}: ${place.faults[0] || place.notes[0]}`);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        place.touch();
        this.lead(place.control);
      });
      return link;
    }

    /** Move to *control*, in whichever step it is. @param {HTMLElement} control */
    lead(control) {
      const step = this.steps.holding(control);
      if (step) this.steps.go(step);
      if (getComputedStyle(this.element).position === "fixed") this.box.open = false;
      reveal(control);
    }

    /** When the draft was saved; that it could not be, if there is no time. @param {Date | null} when */
    showSaved(when) {
      const time = when?.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      this.saved.textContent = time ? fill(this.words.draft_saved, { time }) : this.words.draft_unsaved;
    }
  }

  S3.FormLeft = FormLeft;
}
