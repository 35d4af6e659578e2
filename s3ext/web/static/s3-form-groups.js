// @ts-check
/* The controls of the form that hold others: the parts of a group, and rows that can be added and taken away. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { choicesOf, element, group, BoxesControl, SelectControl, TextControl } = S3.form;
  const { isReversed, mustBeFilled, repeated } = S3.formValues;
  /* up to so many choices are all shown; more are chosen from menus */
  const SHOWN_CHOICES = 20;
  const MOST_ROWS = 200;
  /* what most sources have */
  const USUAL = new Set(["url", "year"]);
  const WRITTEN = "input, select, textarea";

  /** Move to the first control within *around*, or to *instead*. @param {Element | undefined} around @param {HTMLElement} instead */
  const focusWithin = (around, instead) => {
    const first = /** @type {HTMLElement | null} */ (around?.querySelector(WRITTEN) ?? null);
    (first || instead).focus();
  };

  /** The *part* of *field*, in words for whoever writes: what a source is called by is no matter of theirs. @param {FormKit} kit @param {Field} field @param {Field} part @returns {Field} */
  const plainly = (kit, field, part) => {
    const names = field.fields.some(({ name }) => name === "publisher") && part.name === "id";
    return names ? { ...part, label: kit.data.form.source_name, hint: kit.data.form.source_name_hint } : part;
  };

  /* several values of one field, each in a row of its own */
  class RowsControl {
    /** @param {FormKit} kit @param {Field} field @param {PageForm} form */
    constructor(kit, field, form) {
      this.kit = kit;
      this.field = field;
      this.form = form;
      /** @type {FormRow[]} */
      this.rows = [];
      this.list = element("div", { className: "s3-form-rows" });
      this.isOfGroups = field.kind === "group";
      this.add = element("button", { type: "button" }, fill(kit.data.form.add, { label: field.one }));
      const { set, place } = group(kit.data, field, this.list, this.add);
      this.element = set;
      this.place = place;
      this.add.addEventListener("click", () => {
        const { box } = this.append();
        kit.update();
        focusWithin(box, this.add);
      });
      if (field.least || (field.required && !this.isOfGroups)) this.append();
    }

    /** @param {number} number */
    make(number) {
      const { field, kit, form } = this;
      const label = fill(kit.data.form.item, { label: field.one, number });
      if (this.isOfGroups) return new GroupControl(kit, { ...field, many: false, hint: "", label }, form);
      return new SelectControl(kit, { ...field, many: false, required: false, hint: "", label }, form);
    }

    append() {
      const number = this.rows.length + 1;
      const item = this.make(number);
      const remove = element("button", { type: "button", className: "s3-form-remove" });
      /** @param {number} now */
      const name = (now) => {
        remove.textContent = fill(this.kit.data.form.remove, { label: this.field.one, number: now });
      };
      name(number);
      /** @type {FormRow} */
      const row = { item, box: element("div", { className: "s3-form-row" }, item.element, remove), name };
      remove.addEventListener("click", () => this.remove(this.rows.indexOf(row)));
      this.rows.push(row);
      this.list.append(row.box);
      return row;
    }

    /** Take away the row at *position* and number the others anew. @param {number} position */
    remove(position) {
      const [gone] = this.rows.splice(position, 1);
      gone.box.remove();
      gone.gone?.();
      this.rows.forEach((row, now) => {
        row.name(now + 1);
        const caption = row.item.element.querySelector("legend, label");
        caption.textContent = caption.textContent.replace(/\d+( \*)?$/, (_, star) => now + 1 + (star || ""));
      });
      focusWithin(this.rows[Math.max(0, position - 1)]?.box, this.add);
      this.kit.update();
    }

    read() {
      const values = this.rows.map(({ item }) => item.read());
      return values.filter((value) => value && (!this.isOfGroups || Object.keys(value).length));
    }

    /** @returns {unknown} */
    save() {
      return this.rows.map(({ item }) => item.save());
    }

    /** @param {unknown} kept */
    load(kept) {
      const values = Array.isArray(kept) ? kept.slice(0, MOST_ROWS) : [];
      while (this.rows.length < values.length) this.append();
      values.forEach((value, position) => this.rows[position].item.load(value));
    }

    check() {
      const { field, place, rows } = this;
      for (const { item } of rows) item.check();
      const twice = this.isOfGroups ? undefined : repeated(rows.map(({ item }) => String(item.read())));
      if (twice) place.say("repeated-value", { value: twice });
      if (field.least && !rows.length) place.say(field.name === "sources" ? "no_source" : "missing");
    }

    refresh() {
      for (const { item } of this.rows) item.refresh?.();
    }

    /** @returns {Place[]} */
    places() {
      return [this.place, ...this.rows.flatMap(({ item }) => item.places())];
    }
  }

  /* the parts of one group */
  class GroupControl {
    /** @param {FormKit} kit @param {Field} field @param {PageForm} form */
    constructor(kit, field, form) {
      this.field = field;
      /** @type {[Field, Control][]} */
      this.inner = field.fields.map((part) => [part, make(kit, plainly(kit, field, part), form)]);
      /** @type {Record<string, Control>} */
      this.parts = Object.fromEntries(this.inner.map(([part, item]) => [part.name, item]));
      const { set, place } = group(kit.data, field, ...this.inner.map(([, item]) => item.element));
      this.element = set;
      this.place = place;
      if (this.parts.id && this.parts.publisher) this.nameSource(kit, form);
      set.addEventListener("focusout", (event) => {
        if (!set.contains(/** @type {Node | null} */ (event.relatedTarget))) place.touch();
      });
    }

    /**
     * A source is named by its publisher and year, until somebody names it or refers to it. The name is folded away.
     * @param {FormKit} kit @param {PageForm} form
     */
    nameSource(kit, form) {
      const { control: id, element: box } = /** @type {TextControl} */ (this.parts.id);
      const { control: publisher } = /** @type {TextControl} */ (this.parts.publisher);
      const year = /** @type {TextControl | undefined} */ (this.parts.year)?.control;
      let isOwn = false;
      id.addEventListener("input", () => {
        isOwn = Boolean(id.value);
      });
      for (const control of [publisher, year]) {
        control?.addEventListener("input", () => {
          const words = `${publisher.value} ${year?.value ?? ""}`;
          if (!isOwn && !form.isCited(id.value)) id.value = form.freeSource(kit.rules.slug(words), id);
        });
      }
      const details = element("details", { className: "s3-form-id" }, element("summary", {}, kit.data.form.source_name));
      box.replaceWith(details);
      details.append(box);
      this.element.insertBefore(this.seldom(kit), this.place.message);
      this.element.insertBefore(details, this.place.message);
    }

    /** What is seldom asked of a source, folded. @param {FormKit} kit */
    seldom(kit) {
      const found = this.inner.filter(([part]) => !part.required && !USUAL.has(part.name)).map(([, item]) => item.element);
      return element("details", { className: "s3-form-id" }, element("summary", {}, kit.data.form.source_more), ...found);
    }

    read() {
      /** @type {Record<string, any>} */
      const found = {};
      for (const [part, item] of this.inner) {
        const value = item.read();
        const empty = part.required && part.kind === "text" && !mustBeFilled(part);
        if (value.length || Object.keys(value).length || empty) found[part.name] = value;
      }
      return found;
    }

    /** @returns {unknown} */
    save() {
      return Object.fromEntries(this.inner.map(([part, item]) => [part.name, item.save()]));
    }

    /** @param {any} kept */
    load(kept) {
      for (const [part, item] of this.inner) item.load(kept?.[part.name]);
    }

    check() {
      const { field, place } = this;
      const value = this.read();
      const empty = !Object.keys(value).length;
      /* what is left out altogether has no faults; a row that was added has */
      if (empty && !field.required) return;
      if (empty && !field.fields.some((part) => part.required)) place.say("one_of");
      /* what a source is called comes of its publisher: without that, nothing is missing that one could write */
      const isNamed = !this.parts.id || value.id || value.publisher;
      for (const [part, item] of this.inner) if (isNamed || part.name !== "id") item.check();
      if (value.from && value.to && isReversed(value.from, value.to)) {
        this.parts.to.place.say("bad-period", { start: value.from, end: value.to });
      }
    }

    refresh() {
      for (const [, item] of this.inner) item.refresh?.();
    }

    /** @returns {Place[]} */
    places() {
      return [this.place, ...this.inner.flatMap(([, item]) => item.places())];
    }
  }

  /** The control for *field*. @param {FormKit} kit @param {Field} field @param {PageForm} form @returns {Control} */
  const make = (kit, field, form) => {
    if (field.kind === "source") return new BoxesControl(kit, field, form);
    if (field.kind === "group") return field.many ? new RowsControl(kit, field, form) : new GroupControl(kit, field, form);
    if (field.kind === "choice" || field.kind === "reference") {
      if (!field.many) return new SelectControl(kit, field, form);
      const isLong = choicesOf(kit.data, field, form).length > SHOWN_CHOICES;
      return isLong ? new RowsControl(kit, field, form) : new BoxesControl(kit, field, form);
    }
    return new TextControl(kit, field);
  };

  S3.form.make = make;
}
