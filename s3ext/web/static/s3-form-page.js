// @ts-check
/* One page that the form writes: its controls, what is wrong with them together, and the text of its file. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element, make, TextControl } = S3.form;
  const { dayOf, fieldLines, pageText } = S3.formYaml;
  /* the field of a text in a page's own words: longer than any that is one line */
  const BODY = { kind: "body", required: true, max_length: 301, rows: 6 };

  /** The sources that the *values* of a header name. @param {unknown} value @param {string} name @returns {string[]} */
  const sourcesIn = (value, name = "") => {
    if (name === "source") return /** @type {string[]} */ (value);
    if (!value || typeof value !== "object") return [];
    return Object.entries(value).flatMap(([inner, part]) => sourcesIn(part, inner));
  };
  /**
   * What is wrong with the *values* of a header together: the field, the code of the check, and what its message needs.
   * @param {Record<string, any>} values @param {Joined[]} joined @returns {[string, string, Record<string, unknown>][]}
   */
  const ruleProblems = (values, joined) =>
    joined
      .filter(([name, value]) => values[name] === value)
      .map(([, , asked, least]) => ({ asked, least, count: (values[asked] ?? []).length }))
      .filter(({ count, least }) => count < least)
      .map(({ asked, count, least }) => [asked, least > 1 ? "too-few" : "missing", { count, least }]);
  /**
   * What is wrong with sources named *ids* of which *used* are cited: the position of each, its code, its id.
   * @param {string[]} ids @param {Set<string>} used @param {(id: string) => boolean} isId @returns {[number, string, string][]}
   */
  const sourceProblems = (ids, used, isId) => {
    const seen = new Set();
    return ids.flatMap((id, position) => {
      if (!isId(id)) return [];
      const code = seen.has(id) ? "repeated-value" : used.has(id) ? "" : "unused-source";
      seen.add(id);
      return code ? [/** @type {[number, string, string]} */ ([position, code, id])] : [];
    });
  };

  /* a section of the page: written by somebody, or fixed */
  class Section {
    /** @param {FormKit} kit @param {PageForm} form @param {{heading: string, text: string}} outline */
    constructor(kit, form, { heading, text }) {
      this.kit = kit;
      this.form = form;
      this.heading = heading;
      this.fixed = text.startsWith(":::") ? text : "";
      if (this.fixed) return;
      this.control = new TextControl(kit, { ...BODY, name: heading, label: heading, hint: text });
      this.place = this.control.place;
      this.notes = element("p", { className: "s3-form-notes" });
      const { source_new: words } = kit.data.form;
      this.newSource = element("button", { type: "button", "aria-expanded": "false", "aria-label": `${words} (${heading})` }, words);
      this.newSource.addEventListener("click", () => this.addSource());
      /** @type {HTMLElement | null} */
      this.beside = null;
      this.control.element.insertBefore(this.notes, this.place.message);
      this.control.element.append(S3.pasteInto(/** @type {HTMLTextAreaElement} */ (this.control.control), heading, form, kit.data));
      this.control.element.append(form.attached.adder(/** @type {HTMLTextAreaElement} */ (this.control.control), heading));
    }

    text() {
      return this.fixed || this.form.attached.written(this.kit.rules.section(this.control.control.value));
    }

    look() {
      return this.kit.rules.text.look(this.text());
    }

    check() {
      if (!this.text()) {
        this.place.say("missing");
        return;
      }
      const { faults, cited } = this.look();
      this.place.sayAll(faults);
      const ids = this.form.sources().map((source) => source.id);
      for (const id of cited) if (!ids.includes(id)) this.place.say("unknown-source", { value: id });
    }

    /** Offer the notes on *sources* that can be put into the text, and a source that is new. @param {Choice[]} sources */
    offerNotes(sources) {
      const now = JSON.stringify(sources);
      if (this.notes.dataset.sources === now) return;
      this.notes.dataset.sources = now;
      const words = this.kit.data.form;
      const buttons = sources.map((source) => this.noteButton(source));
      const lead = sources.length ? [element("span", { className: "s3-form-notes-lead", "aria-hidden": "true" }, words.insert_lead)] : [];
      const inFocus = document.activeElement === this.newSource;
      this.notes.replaceChildren(...lead, ...buttons, this.newSource);
      if (inFocus) this.newSource.focus();
    }

    /** Write a note on the source *id* where the cursor is. @param {string} id */
    cite(id) {
      const area = /** @type {HTMLTextAreaElement} */ (this.control.control);
      area.setRangeText(`[^${id}]`, area.selectionEnd, area.selectionEnd, "end");
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }

    /** @param {Choice} source */
    noteButton({ id, label }) {
      const name = `${fill(this.kit.data.form.insert, { source: label })} (${this.place.label})`;
      const button = element("button", { type: "button", "aria-label": name, title: label }, label);
      button.addEventListener("click", () => this.cite(id));
      return button;
    }

    /** Have a new source written here, beside the text that it is for; it then stands among the others. */
    addSource() {
      if (this.beside) return;
      const words = this.kit.data.form;
      const { list, row } = this.form.newSource();
      const done = element("button", { type: "button", className: "s3-form-main" }, words.source_done);
      const later = element("button", { type: "button" }, words.source_later);
      const actions = element("p", { className: "s3-form-actions" }, done, " ", later);
      this.beside = element("div", { className: "s3-form-beside" }, row.box, actions);
      this.notes.after(this.beside);
      this.newSource.setAttribute("aria-expanded", "true");
      const close = () => {
        if (this.beside?.contains(row.box)) list.append(row.box);
        this.beside?.remove();
        this.beside = null;
        this.newSource.setAttribute("aria-expanded", "false");
      };
      done.addEventListener("click", () => {
        const id = String(row.item.parts.id.read());
        if (!id) return row.item.parts.publisher.element.querySelector("input").focus();
        close();
        this.cite(id);
      });
      later.addEventListener("click", () => {
        close();
        this.control.control.focus();
      });
      row.gone = close;
      this.kit.update();
      row.box.querySelector("input").focus();
    }
  }

  class WrittenPage {
    /** @param {FormKit} kit @param {string} kind @param {PageForm[]} forms all forms, the case first */
    constructor(kit, kind, forms) {
      const words = kit.data.form;
      this.kit = kit;
      this.kind = kind;
      this.forms = forms;
      this.spec = kit.data.forms[kind];
      this.isCase = !forms.length;
      this.active = this.isCase;
      const titleHint = this.isCase ? words.page_title_hint : "";
      this.title = new TextControl(kit, { name: "title", label: words.page_title, hint: titleHint, required: true, kind: "text", max_length: 200 });
      this.pageId = new TextControl(kit, { name: "id", label: words.page_id, hint: words.page_id_hint, required: true, kind: "id" });
      this.address = element("code");
      this.idElement = element("details", { className: "s3-form-id" }, element("summary", {}, `${words.page_id}: `, this.address), this.pageId.element);
      this.isOwnId = false;
      this.pageId.control.addEventListener("input", () => {
        this.isOwnId = true;
      });
      this.title.control.addEventListener("input", () => {
        if (!this.isOwnId) this.pageId.control.value = kit.rules.slug(this.title.control.value);
      });
      /** @type {Map<string, Control>} */
      this.items = new Map();
      for (const field of this.spec.fields) this.items.set(field.name, make(kit, field, this));
      this.attached = new S3.Attached(kit, this);
      /** @type {Section[]} */
      this.sections = this.spec.sections.map((outline) => new Section(kit, this, outline));
      this.written = this.sections.filter((section) => !section.fixed);
      /** @type {{places(): Place[]}[]} */
      this.controls = [this.title, this.pageId, ...this.items.values(), ...this.written.map((section) => section.control), this.attached];
    }

    /** Whether the page is to be written; the form gives this another meaning for pages that can be left out. @param {boolean} chosen */
    choose(chosen) {
      this.active = chosen;
    }

    /** The pages that the case brings along. */
    brought() {
      return this.isCase ? this.forms.filter((other) => other.active && !other.isCase).map((other) => other.item()) : [];
    }

    item() {
      return { kind: this.kind, id: this.pageId.text(), label: this.title.text() || this.pageId.text() };
    }

    /** The rows of sources; none while the controls are still being made. */
    sourceRows() {
      const control = /** @type {RowsControl | undefined} */ (this.items?.get("sources"));
      return (control?.rows || []).map(({ item }) => /** @type {GroupControl} */ (item));
    }

    sources() {
      return this.sourceRows()
        .map((row) => row.read())
        .filter((source) => source.id)
        .map((source) => ({ id: source.id, label: [source.publisher, source.title].filter(Boolean).join(": ") || source.id }));
    }

    /** A new source: its row, and the list that it stands in. */
    newSource() {
      const control = /** @type {RowsControl} */ (this.items.get("sources"));
      return { list: control.list, row: /** @type {SourceRow} */ (control.append()) };
    }

    /** Whether anything refers to the source *id*. @param {string} id */
    isCited(id) {
      return this.cited().has(id);
    }

    /** The sources that texts or fields refer to. */
    cited() {
      return new Set([...this.written.flatMap((section) => section.look().cited), ...sourcesIn(this.values())]);
    }

    /** The sections of the text in order, each with what is written, or the field that it shows. */
    shownSections() {
      const { data } = this.kit;
      const values = this.values();
      return this.sections.map((section, position) => {
        const shown = Object.keys(data.in_text).filter((name) => this.isCase && data.in_text[name] === position && values[name]);
        return { heading: section.heading, text: shown.map((name) => `:::{${name}}\n:::\n\n`).join("") + section.text() };
      });
    }

    /** *wanted*, numbered if a source other than that of the control *own* has it. @param {string} wanted @param {FormControl} own */
    freeSource(wanted, own) {
      const controls = this.sourceRows().map((row) => /** @type {TextControl} */ (row.parts.id).control);
      const taken = controls.filter((other) => other !== own).map((other) => other.value);
      let name = wanted;
      for (let number = 2; wanted && taken.includes(name); number++) name = `${wanted}-${number}`;
      return name;
    }

    places() {
      return this.controls.flatMap((control) => control.places());
    }

    values() {
      /** @type {Record<string, any>} */
      const values = {};
      for (const field of this.spec.fields) {
        let value = /** @type {any} */ (this.items.get(field.name).read());
        /* what the case brings along is one of those that it names */
        if (field.many && field.target) value = [...new Set([...value, ...this.broughtIds(field.target)])];
        if (value.length || Object.keys(value).length || (field.required && field.many)) values[field.name] = value;
      }
      return values;
    }

    /** @param {string} kind */
    broughtIds(kind) {
      return this.brought().filter((item) => item.kind === kind).map((item) => item.id).filter(Boolean);
    }

    /* -- what is wrong -------------------------------------------------------------------------------- */

    check() {
      for (const control of [this.title, ...this.items.values()]) control.check();
      /* it comes of the title: without that, nothing is missing that one could write */
      if (this.pageId.text() || this.title.text()) this.pageId.check();
      for (const section of this.written) section.check();
      this.attached.check();
      this.checkId();
      const values = this.values();
      for (const [name, code, details] of ruleProblems(values, this.kit.data.value_rules.joined)) this.items.get(name)?.place.say(code, details);
      this.checkSources();
    }

    checkId() {
      const id = this.pageId.text();
      for (const records of Object.values(this.kit.data.records))
        for (const record of records) if (record.id === id) this.pageId.place.say("duplicate-id", { value: id, other: record.label });
      for (const other of this.forms)
        if (other !== this && other.active && id && other.item().id === id && !this.isCase)
          this.pageId.place.say("duplicate-id", { value: id, other: other.item().label });
    }

    checkSources() {
      const rows = this.sourceRows();
      const ids = rows.map((row) => String(row.parts.id.read()));
      const used = this.cited();
      for (const [position, code, id] of sourceProblems(ids, used, (text) => this.kit.rules.isId(text))) {
        const place = code === "unused-source" ? rows[position].place : rows[position].parts.id.place;
        place.say(code, { value: id });
      }
    }

    refresh() {
      for (const item of this.items.values()) item.refresh?.();
      this.address.textContent = this.pageId.text() || "…";
      const sources = this.sources();
      for (const section of this.written) section.offerNotes(sources);
    }

    /* -- the file ------------------------------------------------------------------------------------- */

    path() {
      const { folder: home, folder_field: field } = this.spec;
      const folder = field ? `${home}/${this.values()[field][0] || this.kit.data.national}` : home;
      return { folder, name: `${this.pageId.text() || this.kind}.md` };
    }

    text() {
      const { data } = this.kit;
      const values = this.values();
      const head = this.spec.fields
        .filter(({ name }) => name in values)
        .flatMap((field) => fieldLines(field, values[field.name], data.value_rules.reserved));
      /* who wrote a page that the case brings along wrote the case; that anybody has reviewed it, no form can say */
      const ofCase = this.isCase ? {} : this.forms[0].values();
      for (const name of data.of_case) if (name in ofCase) head.push(`${name}: ${ofCase[name]}`);
      head.push(`added_on: ${dayOf(new Date())}`);
      return pageText(head, this.title.text(), this.shownSections());
    }

    /* -- what is kept of it --------------------------------------------------------------------------- */

    save() {
      return {
        active: this.active,
        title: this.title.save(),
        id: this.isOwnId ? this.pageId.save() : "",
        items: Object.fromEntries([...this.items].map(([name, item]) => [name, item.save()])),
        texts: this.written.map(({ control }) => control.save()),
        files: this.attached.save(),
      };
    }

    /** @param {KeptPage} kept */
    load(kept) {
      this.title.load(kept.title);
      if (kept.id) {
        this.isOwnId = true;
        this.pageId.load(kept.id);
      }
      for (const [name, item] of this.items) item.load(kept.items?.[name]);
      this.written.forEach(({ control }, position) => control.load(kept.texts?.[position]));
      this.attached.load(kept.files);
    }
  }

  S3.PageForm = WrittenPage;
  S3.formChecks = { ruleProblems, sourceProblems, sourcesIn };
}
