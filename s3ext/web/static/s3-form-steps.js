// @ts-check
/* The form as steps: one is shown, all are in the page. The address says which, so that back, reload and links work. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  /* what the address says of a step: no element has that id, so that the browser moves nothing */
  const PREFIX = "s3-step-";

  /* one step: its part of the page, and its place in the list of them */
  class Step {
    /**
     * @param {Record<string, string>} words @param {StepContent} content @param {number} number @param {number} many
     */
    constructor(words, { id, optional, places, parts }, number, many) {
      this.words = words;
      this.id = `${PREFIX}${id}`;
      this.name = words[`step_${id}`];
      this.optional = optional;
      this.places = places;
      this.state = element("span", { className: "s3-form-step-state" });
      const count = element("span", { className: "s3-form-step-number" }, String(number));
      const name = element("span", { className: "s3-form-step-name" }, this.name);
      this.link = element("a", { href: `#${this.id}` }, count, " ", name, " ", this.state);
      const which = element("span", { className: "s3-form-step-of" }, fill(words.step_of, { number, many }), " ");
      this.heading = element("h2", { id: `s3-panel-${id}-heading`, tabIndex: -1 }, which, this.name);
      this.turn = element("p", { className: "s3-form-actions s3-form-turn" });
      this.panel = element("section", { id: `s3-panel-${id}`, className: "s3-form-step", "aria-labelledby": this.heading.id }, this.heading, ...parts);
      this.panel.append(this.turn);
    }

    /** What is left in it, in a word or two, beside its name. */
    refresh() {
      const { words, link, state } = this;
      const places = this.places();
      const left = places.filter((place) => place.faults.length).length;
      const text = left ? fill(words.step_left, { count: left }) : this.optional ? words.step_optional : words.step_done;
      if (state.textContent !== text) state.textContent = text;
      link.classList.toggle("s3-form-step-done", !left && !this.optional);
    }
  }

  class Steps {
    /** `shown` is called with the step that is shown. @param {Record<string, string>} words @param {StepContent[]} contents @param {(id: string) => void} shown */
    constructor(words, contents, shown) {
      this.words = words;
      this.shown = shown;
      this.steps = contents.map((content, position) => new Step(words, content, position + 1, contents.length));
      const items = this.steps.map((step) => element("li", {}, step.link));
      this.nav = element("nav", { className: "s3-form-steps", "aria-label": words.steps }, element("ol", {}, ...items));
      this.panels = element("div", { className: "s3-form-panels" }, ...this.steps.map((step) => step.panel));
      this.now = this.steps[0];
      this.steps.forEach((step, position) => {
        this.listen(step);
        this.addTurn(step, this.steps[position - 1], "step_before", "");
        this.addTurn(step, this.steps[position + 1], "step_next", "s3-form-main");
      });
      window.addEventListener("popstate", () => this.follow());
      window.addEventListener("hashchange", () => this.follow());
    }

    /** @param {Step} step */
    listen(step) {
      step.link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go(step);
        this.begin();
      });
      /* the browser's own search finds words in steps that are not shown */
      step.panel.addEventListener("beforematch", () => this.go(step));
    }

    /** The button that leads from *step* to the *other*, if there is one. @param {Step} step @param {Step | undefined} other @param {string} word @param {string} className */
    addTurn(step, other, word, className) {
      if (!other) return;
      const button = element("button", { type: "button", className }, fill(this.words[word], { step: other.name }));
      button.addEventListener("click", () => {
        this.go(other);
        this.begin();
      });
      step.turn.append(button, " ");
    }

    /** The step whose id, with or without what ids begin with, is *id*. @param {string} id */
    named(id) {
      return this.steps.find((step) => step.id === id || step.id === `${PREFIX}${id}`);
    }

    /** The step that holds *control*. @param {Element} control */
    holding(control) {
      return this.steps.find(({ panel }) => panel.contains(control));
    }

    /** Show *step*, and have it in the address. @param {Step} step */
    go(step) {
      if (this.now === step) return;
      this.show(step);
      history.pushState(null, "", `#${step.id}`);
    }

    /** Begin with the step that is shown: at its heading, which is read out. */
    begin() {
      this.now.heading.focus({ preventScroll: true });
      if (this.nav.getBoundingClientRect().top < 0) this.nav.scrollIntoView({ block: "start" });
    }

    /** Show what the address says; an address that names no step changes nothing, unless there is none. */
    follow() {
      const asked = location.hash ? this.named(location.hash.slice(1)) : this.steps[0];
      if (!asked || asked === this.now) return;
      this.show(asked);
      this.begin();
    }

    /** Show the step that the address names, or the first. */
    start() {
      this.show(this.named(location.hash.slice(1)) ?? this.now);
    }

    /** @param {Step} step */
    show(step) {
      this.now = step;
      for (const other of this.steps) {
        if (other === step) {
          other.panel.removeAttribute("hidden");
          other.link.setAttribute("aria-current", "step");
        } else {
          other.panel.setAttribute("hidden", "until-found");
          other.link.removeAttribute("aria-current");
        }
      }
      this.shown(step.id.slice(PREFIX.length));
    }

    refresh() {
      for (const step of this.steps) step.refresh();
    }
  }

  S3.FormSteps = Steps;
}
