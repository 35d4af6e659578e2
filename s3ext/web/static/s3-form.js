// @ts-check
/* The form for a new case: fields, limits and texts come from the data, which are made from the schema. Nothing is
   sent: the finished files stay in the browser until they are taken. `s3ext check` has the last word on them. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.form;

  /** *fields*, those that say what a page is *about* first. @param {Field[]} fields @param {string[]} about */
  const inOrder = (fields, about) => {
    /** @param {Field} field */
    const place = ({ name }) => (about.includes(name) ? about.indexOf(name) : about.length);
    return [...fields].sort((a, b) => place(a) - place(b));
  };
  /** The fields of *form* that must be there, each followed by those that one of its values asks for; sources have a part of their own. @param {PageForm} form @param {FormInput} data @param {string[]} about */
  const requiredParts = (form, data, about) =>
    inOrder(form.spec.fields, about)
      .filter((field) => field.required && field.name !== "sources")
      .flatMap((field) => [form.items.get(field.name).element, ...askedBy(form, data, field.name)]);
  /** Those that a value of the field *name* asks for, once each. @param {PageForm} form @param {FormInput} data @param {string} name */
  const asked = (form, data, name) => {
    const optional = form.spec.fields.filter((field) => !field.required).map((field) => field.name);
    const found = data.value_rules.joined.filter(([asking, , other]) => asking === name && optional.includes(other));
    return [...new Set(found.map(([, , other]) => other))];
  };
  /** Their elements, hidden until the value is chosen. @param {PageForm} form @param {FormInput} data @param {string} name */
  const askedBy = (form, data, name) =>
    asked(form, data, name).map((other) => {
      const { element: box } = form.items.get(other);
      box.classList.add("s3-form-asked");
      box.hidden = true;
      return box;
    });
  /** @param {PageForm} form @param {Field} field */
  const folded = (form, field) => {
    const summary = element("summary", {}, field.label, " ", element("span", { className: "s3-form-filled" }));
    return element("details", { "data-form": form.kind, "data-field": field.name }, summary, form.items.get(field.name).element);
  };
  /** The fields of *form* that may be left out, under the names of their groups if they have any. @param {PageForm} form @param {FormInput} data */
  const optionalParts = (form, data) => {
    const { fields, groups } = form.spec;
    const required = fields.filter((field) => field.required);
    const elsewhere = new Set(required.flatMap((field) => asked(form, data, field.name)));
    const optional = fields.filter((field) => !field.required && !elsewhere.has(field.name));
    return [...new Set([...Object.values(groups), ""])].flatMap((name) => {
      const found = optional.filter((field) => (groups[field.name] ?? "") === name).map((field) => folded(form, field));
      return found.length && form.isCase ? [element("h3", {}, data.form[`group_${name || "other"}`]), ...found] : found;
    });
  };
  /** @param {PageForm} form */
  const sourcesPart = (form) => form.items.get("sources").element;
  /** @param {PageForm} form */
  const textParts = (form) => form.written.map(({ control }) => control.element);

  class FormPage {
    /** @param {HTMLElement} root @param {FormInput} data */
    constructor(root, data) {
      this.root = root;
      this.data = data;
      /** @type {FormKit} */
      this.kit = { data, rules: new S3.FormRules(data), update: () => this.update() };
      /** @type {PageForm[]} */
      this.forms = [];
      for (const kind of Object.keys(data.forms)) this.forms.push(new S3.PageForm(this.kit, kind, this.forms));
      this.main = this.forms[0];
      const words = data.form;
      this.files = new S3.FormFiles(data, this.forms, () => this.ready(), () => this.faulty().length > 0);
      this.steps = new S3.FormSteps(words, this.contents(), (step) => this.turned(step));
      this.left = new S3.FormLeft(words, this.steps);
      this.preview = new S3.FormPreview(data, this.main);
      this.draft = new S3.Draft(words, () => this.save(), (kept, step) => this.fillIn(kept, step), (when) => this.left.showSaved(when));
      /* whether anything was written */
      this.isAsked = false;
    }

    /* -- the page ------------------------------------------------------------------------------------- */

    /** The steps, each with its part of the page and the places that can be at fault there. @returns {StepContent[]} */
    contents() {
      const { main, forms, data } = this;
      const words = data.form;
      /** @param {string} text */
      const hint = (text) => element("p", { className: "s3-form-hint" }, text);
      const others = forms.slice(1);
      const own = {
        about: [main.title.element, main.idElement, ...requiredParts(main, data, data.about)],
        text: [hint(words.part_text_hint), ...textParts(main)],
        sources: [hint(words.part_sources_hint), sourcesPart(main)],
        more: [hint(words.part_more_hint), ...optionalParts(main, data)],
        new: others.length ? [hint(words.part_new_hint), ...others.flatMap((form) => this.newPage(form))] : [],
        file: [this.files.element],
      };
      const optional = ["more", "new"];
      return Object.entries(own)
        .filter(([, parts]) => parts.length)
        .map(([id, parts]) => ({ id, parts, optional: optional.includes(id), places: () => (id === "file" ? this.faulty() : this.within(parts)) }));
    }

    /** The places in these *parts* of the page. @param {HTMLElement[]} parts */
    within(parts) {
      return this.active().flatMap((form) => form.places()).filter(({ control }) => parts.some((part) => part.contains(control)));
    }

    draw() {
      const { root, steps, left, preview, data } = this;
      preview.place(left.element);
      const stars = element("p", { className: "s3-form-hint" }, data.form.stars);
      root.append(steps.nav, stars, element("div", { className: "s3-form-body" }, steps.panels, left.element));
    }

    /** The step *id* is shown. @param {string} id */
    turned(id) {
      this.step = id;
      const last = id === "file";
      this.preview?.place(last ? this.steps.now.heading : this.left.element, last);
      this.draft?.turn(id);
    }

    /** The box that brings a page along, and the part of the form for it. @param {PageForm} form */
    newPage(form) {
      const words = this.data.form;
      const box = element("input", { type: "checkbox", id: `s3-new-${form.kind}` });
      const legend = element("legend", {}, words[`file_${form.kind}`]);
      const part = element("fieldset", { className: "s3-form-new", hidden: true }, legend);
      const required = requiredParts(form, this.data, []);
      part.append(form.title.element, form.idElement, ...required, ...textParts(form), sourcesPart(form), ...optionalParts(form, this.data));
      form.choose = (chosen) => {
        box.checked = form.active = chosen;
        part.hidden = !chosen;
      };
      box.addEventListener("change", () => {
        form.choose(box.checked);
        this.update();
      });
      return [element("label", { className: "s3-form-switch" }, box, ` ${words[`new_${form.kind}`]}`), part];
    }

    /** Show the fields that something chosen asks for, and which of those that are folded hold something. */
    unfold() {
      const { data, forms, root } = this;
      for (const form of forms) {
        const values = form.values();
        for (const asked of new Set(data.value_rules.joined.map(([, , name]) => name))) {
          const control = form.items.get(asked);
          const asks = data.value_rules.joined.some(([name, value, other]) => other === asked && values[name] === value);
          if (control?.element.matches(".s3-form-asked")) control.element.hidden = !asks && !values[asked];
        }
        for (const box of root.querySelectorAll(`details[data-form="${form.kind}"]`)) {
          const isFilled = /** @type {HTMLElement} */ (box).dataset.field in values;
          box.querySelector(".s3-form-filled").textContent = isFilled ? data.form.filled : "";
        }
      }
    }

    /* -- what is left to fix -------------------------------------------------------------------------- */

    active() {
      return this.forms.filter((form) => form.active);
    }

    faulty() {
      return this.active().flatMap((form) => form.places().filter((place) => place.faults.length));
    }

    /** Places where all is right but one should look again. */
    noted() {
      return this.active().flatMap((form) => form.places().filter((place) => place.notes.length && !place.faults.length));
    }

    /** Whether nothing is left to fix; leads to it if something is. */
    ready() {
      if (!this.faulty().length) return true;
      for (const form of this.active()) for (const place of form.places()) place.touch();
      this.update();
      this.left.open();
      return false;
    }

    update() {
      for (const form of this.active()) form.refresh();
      this.unfold();
      for (const form of this.forms) for (const place of form.places()) place.forget();
      for (const form of this.active()) form.check();
      for (const form of this.active()) for (const place of form.places()) place.show();
      this.left.show(this.faulty(), this.noted());
      this.steps.refresh();
      this.files.refresh();
      this.preview.refresh();
      // what a link filled in is no draft until somebody goes on with it
      if (this.isAsked) this.draft.keep();
    }

    /* -- what is kept --------------------------------------------------------------------------------- */

    save() {
      return Object.fromEntries(this.forms.map((form) => [form.kind, form.save()]));
    }

    /** @param {Record<string, KeptPage>} kept @param {string} [step] */
    fillIn(kept, step) {
      for (const form of this.forms.slice(1)) form.choose(Boolean(kept[form.kind]?.active));
      /* twice: what can be chosen follows from what the first round fills in */
      for (let round = 0; round < 2; round++) {
        for (const form of this.forms) if (kept[form.kind]) form.load(kept[form.kind]);
        for (const form of this.forms) form.refresh();
      }
      this.update();
      const shown = step && this.steps.named(step);
      if (shown) this.steps.go(shown);
    }

    start() {
      const { root, draft, files, main } = this;
      this.draw();
      root.addEventListener("input", () => {
        this.isAsked = true;
        files.isTaken = false;
        this.update();
      });
      root.addEventListener("change", () => this.update());
      root.addEventListener("submit", (event) => event.preventDefault());
      /* a browser that keeps no draft has what was written only here */
      window.addEventListener("beforeunload", (event) => {
        if (this.isAsked && !files.isTaken && !(draft.now() && this.forms.every(({ attached }) => attached.store.isKept))) event.preventDefault();
      });
      const notice = draft.notice();
      const open = S3.formOpen.openButton(this.data, main, (values) => {
        const before = this.save();
        draft.release();
        this.isAsked = true;
        this.fillIn({ [main.kind]: values });
        return () => this.fillIn(before);
      });
      root.prepend(...(notice ? [notice] : []), element("p", { className: "s3-form-hint" }, this.data.form.draft_kept), open);
      this.followLink();
      this.update();
      this.steps.start();
    }

    /** Fill in what the address says, and tell of it. */
    followLink() {
      const { data, main, root } = this;
      const { items, told } = S3.formLink.readLink(new URLSearchParams(location.search), data, main);
      if (!told.length) return;
      main.load({ items });
      root.prepend(S3.formLink.linkNotice(data.form, told));
    }
  }

  const root = document.getElementById("s3-form");
  /* the version of this script, which its data name too (s3ext/web/scripts.py) */
  const MADE = "s3-version";
  if (root && S3.formData) {
    if (S3.formMade === MADE) new FormPage(root, S3.formData).start();
    else S3.dom.renewed(root);
  }
}
