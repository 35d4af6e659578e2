// @ts-check
/* What the form is made of: elements, and the places that can be at fault, each with its label, hint and message. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { mustBeFilled } = S3.formValues;

  let counter = 0;
  /** An id that no other control has. */
  const newId = () => `s3-${++counter}`;
  /** An element with these properties; what is named with a hyphen is an attribute, as are `for` and `role`. @type {S3["form"]["element"]} */
  const element = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "for" || name === "role") made.setAttribute(name, String(value));
      else Reflect.set(made, name, value);
    }
    made.append(...children);
    return made;
  };

  /* one place that can be at fault: its message stands beside it and in the list at the end */
  class Place {
    /** @param {FormInput} data @param {FormControl} control @param {string} label */
    constructor(data, control, label) {
      this.data = data;
      this.control = control;
      this.label = label;
      this.message = element("p", { className: "s3-form-fault", id: `${control.id}-fault`, hidden: true });
      this.touched = false;
      /** @type {string[]} */
      this.faults = [];
      /** @type {string[]} */
      this.notes = [];
    }

    forget() {
      this.faults = [];
      this.notes = [];
    }

    /** Add a fault, or a note, by its code and what its message needs. @param {string} code @param {Record<string, unknown>} details */
    say(code, details = {}) {
      const text = this.data.problems[code] || this.data.form[code];
      const message = fill(text, { field: this.label, suggestion: "", allowed: "", ...details });
      if (this.data.notes.includes(code)) this.notes.push(fill(this.data.form.note, { message }));
      else this.faults.push(message);
    }

    /** @param {Problem[]} problems */
    sayAll(problems) {
      for (const [code, details] of problems) this.say(code, details);
    }

    show() {
      const { control, message } = this;
      const text = this.touched ? this.faults[0] || this.notes[0] || "" : "";
      if (message.textContent !== text) message.textContent = text;
      message.hidden = !text;
      message.classList.toggle("s3-form-noted", !this.faults.length);
      if (control.tagName === "FIELDSET") return;
      if (text && this.faults.length) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }

    /** Somebody has been here: from now on its faults are shown beside it. */
    touch() {
      this.touched = true;
      this.show();
    }
  }

  /* what is written or chosen in a word or two stands two in a line where there is room */
  const SHORT = new Set(["date", "partial_date", "number", "code", "choice"]);

  /** *control* with its label, hint and message. @param {FormInput} data @param {Field} field @param {FormControl} control @param {string[]} extra */
  const labelled = (data, field, control, extra = []) => {
    const id = control.id;
    const place = new Place(data, control, field.label);
    const hint = element("p", { className: "s3-form-hint", id: `${id}-hint` }, field.hint || "", ...extra);
    control.setAttribute("aria-describedby", `${id}-hint ${id}-fault`);
    if (mustBeFilled(field)) control.setAttribute("aria-required", "true");
    const star = mustBeFilled(field) ? " *" : "";
    const label = element("label", { for: id }, field.label + star);
    const box = element("div", { className: SHORT.has(field.kind) ? "s3-form-field s3-form-short" : "s3-form-field" }, label, hint, control, place.message);
    control.addEventListener("blur", () => place.touch());
    return { box, place, hint };
  };
  /** *children* as a group with a label, hint and message. @param {FormInput} data @param {Field} field @param {HTMLElement[]} children */
  const group = (data, field, ...children) => {
    const set = element("fieldset", { className: "s3-form-group", id: newId(), tabIndex: -1 });
    const place = new Place(data, set, field.label);
    const hint = element("p", { className: "s3-form-hint", id: `${set.id}-hint` }, field.hint || "");
    set.setAttribute("aria-describedby", `${set.id}-hint ${set.id}-fault`);
    const star = field.required && !(field.many && !field.least) ? " *" : "";
    set.append(element("legend", {}, field.label + star), hint, ...children, place.message);
    return { set, place };
  };

  S3.form = Object.assign(/** @type {S3["form"]} */ ({}), { element, newId, Place, labelled, group });
}
