// @ts-check
/* The controls of the form: one for each kind of field. Each has an element, gives its value (`read`), what is to be kept
   of it (`save`, `load`), and reports what is wrong with it (`check`). */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element, group, labelled, newId } = S3.form;
  const { characters } = S3.formValues;

  /** What a field is chosen from. @param {FormInput} data @param {Field} field @param {PageForm} form @returns {Choice[]} */
  const choicesOf = (data, field, form) => {
    if (field.kind === "choice") return data.lists[field.choices];
    if (field.kind !== "reference") return [];
    const terms = field.choices ? data.lists[field.choices] : [];
    const more = form.brought().filter((item) => item.kind === field.target);
    return [...terms, ...data.records[field.target], ...more];
  };

  /* one line of text, or several; a list of texts has one on each line */
  class TextControl {
    /** @param {FormKit} kit @param {Field} field */
    constructor(kit, field) {
      this.rules = kit.rules;
      this.field = field;
      const { form: words } = kit.data;
      const prose = field.kind === "text" || field.kind === "body";
      const long = field.many || (prose && (field.max_length > 300 || field.min_length > 1));
      this.control = long
        ? element("textarea", { id: newId(), rows: field.rows || 3 })
        : element("input", { id: newId(), type: "text" });
      if (field.kind === "url") this.control.inputMode = "url";
      if (field.kind === "number") this.control.inputMode = "numeric";
      const about = field.kind === "date" ? words.day : field.kind === "partial_date" ? words.part_day : field.many ? words.lines : "";
      const { box, place, hint } = labelled(kit.data, field, this.control, about ? [` ${about}`] : []);
      this.element = box;
      this.place = place;
      if (field.max_length && !field.many && field.kind === "text") this.count(hint, words.characters);
    }

    /** Show in *hint* how many characters are written. @param {HTMLElement} hint @param {string} text */
    count(hint, text) {
      const { control, field, rules } = this;
      const count = element("span", { className: "s3-form-count" });
      const tell = () => {
        count.textContent = fill(text, { count: characters(rules.line(control.value)), max: field.max_length });
      };
      control.addEventListener("input", tell);
      tell();
      hint.append(count);
    }

    /** @returns {string | string[]} */
    read() {
      const { control, field, rules } = this;
      if (!field.many) return rules.line(control.value);
      return control.value.split("\n").map((row) => rules.line(row)).filter(Boolean);
    }

    /** The value of a field that holds one. */
    text() {
      return String(this.read());
    }

    save() {
      return this.control.value;
    }

    /** @param {unknown} kept */
    load(kept) {
      this.control.value = String(kept ?? "");
      this.control.dispatchEvent(new Event("input"));
    }

    check() {
      this.place.sayAll(this.rules.problems(this.field, this.read()));
    }

    places() {
      return [this.place];
    }
  }

  /* one of several choices, from a menu */
  class SelectControl {
    /** @param {FormKit} kit @param {Field} field @param {PageForm} form */
    constructor(kit, field, form) {
      this.data = kit.data;
      this.field = field;
      this.form = form;
      this.control = element("select", { id: newId() });
      this.offer(choicesOf(kit.data, field, form));
      const { box, place } = labelled(kit.data, field, this.control);
      this.element = box;
      this.place = place;
    }

    /** @param {Choice[]} choices */
    offer(choices) {
      const kept = this.control.value;
      this.control.replaceChildren(
        element("option", { value: "" }, this.data.form.choose),
        ...choices.map(({ id, label }) => element("option", { value: id }, label)),
      );
      if (choices.some(({ id }) => id === kept)) this.control.value = kept;
    }

    read() {
      return this.control.value;
    }

    save() {
      return this.control.value;
    }

    /** @param {unknown} kept */
    load(kept) {
      this.control.value = String(kept ?? "");
    }

    check() {
      if (this.field.required && !this.control.value) this.place.say("missing");
    }

    refresh() {
      const choices = choicesOf(this.data, this.field, this.form);
      const now = choices.map(({ id, label }) => id + label).join();
      if (now === this.control.dataset.offered) return;
      this.control.dataset.offered = now;
      this.offer(choices);
    }

    places() {
      return [this.place];
    }
  }

  /* any of several choices, each with a box to tick */
  class BoxesControl {
    /** @param {FormKit} kit @param {Field} field @param {PageForm} form */
    constructor(kit, field, form) {
      this.data = kit.data;
      this.field = field;
      this.form = form;
      this.list = element("div", { className: "s3-form-boxes" });
      const { set, place } = group(kit.data, field, this.list);
      this.element = set;
      this.place = place;
      /** @type {string | null} */
      this.offered = null;
      /* the order in which a file or a draft had them */
      /** @type {string[]} */
      this.order = [];
      set.addEventListener("focusout", (event) => {
        if (!set.contains(/** @type {Node | null} */ (event.relatedTarget))) place.touch();
      });
      this.refresh();
    }

    boxes() {
      return [...this.list.querySelectorAll("input")];
    }

    read() {
      const chosen = this.boxes().filter((box) => box.checked).map((box) => box.value);
      const known = this.order.filter((id) => chosen.includes(id));
      return [...known, ...chosen.filter((id) => !known.includes(id))];
    }

    save() {
      return this.read();
    }

    /** @param {unknown} kept */
    load(kept) {
      this.refresh();
      this.order = Array.isArray(kept) ? kept.map(String) : [];
      for (const box of this.boxes()) box.checked = Array.isArray(kept) && kept.includes(box.value);
    }

    refresh() {
      const choices = this.field.kind === "source" ? this.form.sources() : choicesOf(this.data, this.field, this.form);
      const now = JSON.stringify(choices);
      if (now === this.offered) return;
      this.offered = now;
      const chosen = new Set(this.read());
      this.list.replaceChildren(
        ...choices.map(({ id, label }) =>
          element("label", {}, element("input", { type: "checkbox", value: id, checked: chosen.has(id) }), ` ${label}`),
        ),
        ...(choices.length ? [] : [element("p", {}, this.data.form.no_sources)]),
      );
    }

    check() {
      const { field } = this;
      if (field.required && (field.least || field.kind === "source") && !this.read().length) this.place.say("missing");
    }

    places() {
      return [this.place];
    }
  }

  Object.assign(S3.form, { choicesOf, TextControl, SelectControl, BoxesControl });
}
