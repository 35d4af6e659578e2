// @ts-check
/* The form for a new case: fields, limits and texts come from the data, which are made from the schema. Nothing is
   sent: the finished files stay in the browser until they are taken. `s3ext check` has the last word on them. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;

  /** *fields*, those that say what a page is *about* first. @param {Field[]} fields @param {string[]} about */
  const inOrder = (fields, about) => {
    /** @param {Field} field */
    const place = ({ name }) => (about.includes(name) ? about.indexOf(name) : about.length);
    return [...fields].sort((a, b) => place(a) - place(b));
  };
  /** @param {string} text */
  const heading = (text) => element("h2", {}, text);
  /** The elements of the fields of *form* that must be there; its sources come by themselves. @param {PageForm} form @param {string[]} about */
  const requiredParts = (form, about) =>
    inOrder(form.spec.fields, about)
      .filter((field) => field.required && field.name !== "sources")
      .map((field) => form.items.get(field.name).element);
  /** @param {PageForm} form */
  const optionalParts = (form) =>
    form.spec.fields
      .filter((field) => !field.required)
      .map((field) => element("details", {}, element("summary", {}, field.label), form.items.get(field.name).element));
  /** @param {PageForm} form */
  const sourcesPart = (form) => form.items.get("sources").element;
  /** @param {PageForm} form */
  const textParts = (form) => form.written.map(({ control }) => control.element);
  /** Show *control*, in whatever it is folded away. @param {HTMLElement} control */
  const reveal = (control) => {
    for (let around = control.parentElement; around; around = around.parentElement)
      if (around instanceof HTMLDetailsElement) around.open = true;
    control.focus();
    control.scrollIntoView({ block: "center" });
  };

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
      this.status = element("p", { role: "status", className: "s3-form-status" });
      this.left = element("ul", { className: "s3-form-left", tabIndex: -1, id: "s3-form-left", "aria-label": words.faults_list });
      this.files = new S3.FormFiles(data, this.forms, () => this.ready(), () => this.faulty().length > 0);
      this.draft = new S3.Draft(words, () => this.save(), (kept) => this.fillIn(kept));
      /* whether anything was written */
      this.isAsked = false;
    }

    /* -- the page ------------------------------------------------------------------------------------- */

    draw() {
      const { main, root } = this;
      const words = this.data.form;
      root.append(
        element("p", {}, words.stars),
        heading(words.part_about),
        main.title.element,
        main.pageId.element,
        ...requiredParts(main, this.data.about),
        sourcesPart(main),
        heading(words.part_text),
        element("p", {}, words.part_text_hint),
        ...textParts(main),
        heading(words.part_more),
        element("p", {}, words.part_more_hint),
        ...optionalParts(main),
        heading(words.part_new),
      );
      for (const form of this.forms.slice(1)) root.append(...this.newPage(form));
      root.append(heading(words.part_file), this.status, this.left, this.files.element);
    }

    /** The box that brings a page along, and the part of the form for it. @param {PageForm} form */
    newPage(form) {
      const words = this.data.form;
      const box = element("input", { type: "checkbox", id: `s3-new-${form.kind}` });
      const legend = element("legend", {}, words[`file_${form.kind}`]);
      const part = element("fieldset", { className: "s3-form-new", hidden: true }, legend);
      const required = requiredParts(form, []);
      part.append(form.title.element, form.pageId.element, ...required, sourcesPart(form), ...textParts(form), ...optionalParts(form));
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
      this.left.focus();
      return false;
    }

    update() {
      for (const form of this.active()) form.refresh();
      for (const form of this.forms) for (const place of form.places()) place.forget();
      for (const form of this.active()) form.check();
      for (const form of this.active()) for (const place of form.places()) place.show();
      this.showProblems(this.faulty(), this.noted());
      this.files.refresh();
      // what a link filled in is no draft until somebody goes on with it
      if (this.isAsked) this.draft.keep();
    }

    /** @param {Place[]} wrong @param {Place[]} noted */
    showProblems(wrong, noted) {
      const words = this.data.form;
      const many = fill(words.faults_many, { count: wrong.length });
      const faults = !wrong.length ? words.faults_none : wrong.length === 1 ? words.faults_one : many;
      const notes = noted.length === 1 ? words.notes_one : fill(words.notes_many, { count: noted.length });
      const text = noted.length ? `${faults} ${notes}` : faults;
      if (this.status.textContent !== text) this.status.textContent = text;
      const places = [...wrong, ...noted];
      this.left.hidden = !places.length;
      this.left.replaceChildren(...places.map((place) => element("li", {}, this.linkTo(place))));
    }

    /** A link to *place* with what is wrong, or worth a look, there. @param {Place} place */
    linkTo(place) {
      const form = this.forms.find((other) => !other.isCase && other.places().includes(place));
      const row = place.control.closest(".s3-form-row")?.querySelector("legend")?.textContent.replace(/ \*$/, "");
      const around = [form && this.data.form[`file_${form.kind}`], row].filter(Boolean);
      const link = element("a", { href: `#${place.control.id}` }, around.map((part) => `${part}: `).join("") + (place.faults[0] || place.notes[0]));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        place.touch();
        reveal(place.control);
      });
      return link;
    }

    /* -- what is kept --------------------------------------------------------------------------------- */

    save() {
      return Object.fromEntries(this.forms.map((form) => [form.kind, form.save()]));
    }

    /** @param {Record<string, KeptPage>} kept */
    fillIn(kept) {
      for (const form of this.forms.slice(1)) form.choose(Boolean(kept[form.kind]?.active));
      /* twice: what can be chosen follows from what the first round fills in */
      for (let round = 0; round < 2; round++) {
        for (const form of this.forms) if (kept[form.kind]) form.load(kept[form.kind]);
        for (const form of this.forms) form.refresh();
      }
      this.update();
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
