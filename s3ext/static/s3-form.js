/* The form for a new case: fields, limits and texts come from the data, which are made from the schema. Nothing is
   sent: the finished files stay in the browser until they are taken. `s3ext check` has the last word on them. */
"use strict";
(() => {
  const data = window.S3_FORM;
  const root = document.getElementById("s3-form");
  if (!data || !root) return;
  const words = data.form;
  /* what nobody sees and the check refuses */
  const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
  const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const URL_TEXT = /^https?:\/\/[^\s<>"\\]+$/;
  const DATE = /^((?:1[4-9]|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?$/;
  /* up to so many choices are all shown; more are chosen from menus */
  const SHOWN_CHOICES = 20;
  /* hosts refuse longer addresses */
  const MAX_ADDRESS = 6000;

  let counter = 0;
  const element = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "for" || name === "role") made.setAttribute(name, value);
      else made[name] = value;
    }
    made.append(...children);
    return made;
  };
  const fill = (text, details) =>
    text.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) => (name ? (details[name] ?? "") : found[0]));
  const clean = (text) => text.replace(HIDDEN, " ").normalize("NFC");
  const line = (text) => clean(text).replace(/\s+/g, " ").trim();
  const slug = (text) =>
    text
      .toLowerCase()
      .replace(/ø/g, "o")
      .replace(/æ/g, "ae")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .match(/[a-z0-9]+/g)
      ?.join("-")
      .slice(0, 60)
      .replace(/-$/, "") || "";
  const characters = (text) => [...text].length;

  /* -- faults --------------------------------------------------------------------------- */

  /* one place that can be at fault: its message stands beside it and in the list at the end */
  const spot = (control, label) => {
    const id = control.id;
    const message = element("p", { className: "s3-form-fault", id: `${id}-fault`, hidden: true });
    return { control, label, message, touched: false, faults: [] };
  };
  const say = (place, code, details = {}) => {
    const text = data.problems[code] || words[code];
    place.faults.push(fill(text, { field: place.label, suggestion: "", ...details }));
  };
  const show = (place) => {
    const text = place.touched ? place.faults[0] || "" : "";
    if (place.message.textContent !== text) place.message.textContent = text;
    place.message.hidden = !text;
    if (place.control.tagName === "FIELDSET") return;
    if (text) place.control.setAttribute("aria-invalid", "true");
    else place.control.removeAttribute("aria-invalid");
  };

  /* -- values --------------------------------------------------------------------------- */

  const checkText = (place, field, text) => {
    const length = characters(text);
    if (field.min_length && length < field.min_length) say(place, "too-short", { length, limit: field.min_length });
    if (field.max_length && length > field.max_length) say(place, "too-long", { length, limit: field.max_length });
  };
  const isDate = (text) => {
    const found = DATE.exec(text);
    if (!found) return false;
    const [year, month, day] = [found[1], found[2] || "01", found[3] || "01"].map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  };
  const checkValue = (place, field, value) => {
    switch (field.kind) {
      case "date":
        if (value.length !== 10 || !isDate(value)) say(place, "bad-date", { value, expected: data.words.date_full });
        break;
      case "partial_date":
        if (!isDate(value)) say(place, "bad-date", { value, expected: data.words.date_partial });
        break;
      case "url":
        if (!URL_TEXT.test(value)) say(place, "bad-url", { value });
        else checkText(place, field, value);
        break;
      case "id":
        if (!SLUG.test(value)) say(place, "bad-id", { value });
        break;
      case "number":
        if (!/^\d+$/.test(value) || value < field.minimum || value > field.maximum) say(place, "bad-value", { value });
        break;
      case "code":
      case "mail":
        if (!new RegExp(field.pattern).test(value)) say(place, "bad-value", { value });
        break;
      case "text":
        checkText(place, field, value);
    }
  };
  const choicesOf = (field, form) => {
    if (field.kind === "choice") return data.lists[field.choices];
    if (field.kind !== "reference") return [];
    const more = form.brought().filter((item) => item.kind === field.target);
    return [...data.records[field.target], ...more];
  };

  /* -- controls: each has an element, says its value, and reports what is wrong with it --------------------- */

  const labelled = (field, control, extra = []) => {
    const id = control.id;
    const place = spot(control, field.label);
    const hint = element("p", { className: "s3-form-hint", id: `${id}-hint` }, field.hint || "", ...extra);
    control.setAttribute("aria-describedby", `${id}-hint ${id}-fault`);
    if (field.required) control.setAttribute("aria-required", "true");
    const star = field.required ? " *" : "";
    const label = element("label", { for: id }, field.label + star);
    const box = element("div", { className: "s3-form-field" }, label, hint, control, place.message);
    control.addEventListener("blur", () => touch(place));
    return { box, place, hint };
  };
  const group = (field, ...children) => {
    const set = element("fieldset", { className: "s3-form-group", id: `s3-${++counter}`, tabIndex: -1 });
    const place = spot(set, field.label);
    const hint = element("p", { className: "s3-form-hint", id: `${set.id}-hint` }, field.hint || "");
    set.setAttribute("aria-describedby", `${set.id}-hint ${set.id}-fault`);
    const star = field.required && !(field.many && !field.least) ? " *" : "";
    set.append(element("legend", {}, field.label + star), hint, ...children, place.message);
    return { set, place };
  };

  const textControl = (field) => {
    const prose = field.kind === "text" || field.kind === "body";
    const long = field.many || (prose && (field.max_length > 300 || field.min_length > 1));
    const control = element(long ? "textarea" : "input", { id: `s3-${++counter}` });
    if (long) control.rows = field.rows || 3;
    else control.type = "text";
    if (field.kind === "url") control.inputMode = "url";
    if (field.kind === "number") control.inputMode = "numeric";
    const about = { date: words.day, partial_date: words.part_day }[field.kind] || (field.many ? words.lines : "");
    const { box, place, hint } = labelled(field, control, about ? [` ${about}`] : []);
    if (field.max_length && !field.many && field.kind === "text") {
      const count = element("span", { className: "s3-form-count" });
      const tell = () =>
        (count.textContent = `${fill(words.characters, { count: characters(line(control.value)), max: field.max_length })}`);
      control.addEventListener("input", tell);
      tell();
      hint.append(count);
    }
    const values = () => (field.many ? control.value.split("\n").map(line).filter(Boolean) : line(control.value));
    return {
      element: box,
      place,
      control,
      read: () => values(),
      check: () => {
        const value = values();
        if (!value.length) {
          if (field.required) say(place, "missing");
        } else if (field.many) {
          const twice = value.find((text, position) => value.indexOf(text) < position);
          if (twice) say(place, "repeated-value", { value: twice });
          if (field.most && value.length > field.most) say(place, "too-many", { length: value.length, limit: field.most });
          value.forEach((text) => checkValue(place, { ...field, kind: "text", max_length: field.max_length }, text));
        } else checkValue(place, field, value);
      },
      places: () => [place],
    };
  };

  const options = (select, choices) => {
    const kept = select.value;
    select.replaceChildren(
      element("option", { value: "" }, words.choose),
      ...choices.map(({ id, label }) => element("option", { value: id }, label)),
    );
    if (choices.some(({ id }) => id === kept)) select.value = kept;
  };
  const selectControl = (field, form) => {
    const select = element("select", { id: `s3-${++counter}` });
    options(select, choicesOf(field, form));
    const { box, place } = labelled(field, select);
    return {
      element: box,
      place,
      read: () => select.value,
      check: () => {
        if (field.required && !select.value) say(place, "missing");
      },
      refresh: () => {
        const choices = choicesOf(field, form);
        if (choices.map(({ id, label }) => id + label).join() !== select.dataset.offered) {
          select.dataset.offered = choices.map(({ id, label }) => id + label).join();
          options(select, choices);
        }
      },
      places: () => [place],
    };
  };

  const boxesControl = (field, form) => {
    const list = element("div", { className: "s3-form-boxes" });
    const { set, place } = group(field, list);
    let offered = null;
    const refresh = () => {
      const choices = field.kind === "source" ? form.sources() : choicesOf(field, form);
      const now = JSON.stringify(choices);
      if (now === offered) return;
      offered = now;
      const chosen = new Set(read());
      list.replaceChildren(
        ...choices.map(({ id, label }) =>
          element("label", {}, element("input", { type: "checkbox", value: id, checked: chosen.has(id) }), ` ${label}`),
        ),
        ...(choices.length ? [] : [element("p", {}, words.no_sources)]),
      );
    };
    const read = () => [...list.querySelectorAll("input:checked")].map((box) => box.value);
    set.addEventListener("focusout", (event) => set.contains(event.relatedTarget) || touch(place));
    refresh();
    return {
      element: set,
      place,
      read,
      refresh,
      check: () => {
        if (field.required && (field.least || field.kind === "source") && !read().length) say(place, "missing");
      },
      places: () => [place],
    };
  };

  const rowsControl = (field, form) => {
    const rows = [];
    const list = element("div", { className: "s3-form-rows" });
    const single = field.kind === "group";
    const make = single
      ? (number) => groupControl({ ...field, many: false, hint: "", label: numbered(number) }, form)
      : (number) => selectControl({ ...field, many: false, required: false, hint: "", label: numbered(number) }, form);
    const numbered = (number) => fill(words.item, { label: field.one, number });
    const add = element("button", { type: "button" }, fill(words.add, { label: field.one }));
    const { set, place } = group(field, list, add);
    const append = () => {
      const number = rows.length + 1;
      const item = make(number);
      const remove = element("button", { type: "button", className: "s3-form-remove" });
      const name = (now) => (remove.textContent = fill(words.remove, { label: field.one, number: now }));
      name(number);
      const row = { item, box: element("div", { className: "s3-form-row" }, item.element, remove), name };
      remove.addEventListener("click", () => {
        const position = rows.indexOf(row);
        rows.splice(position, 1);
        row.box.remove();
        rows.forEach((other, now) => {
          other.name(now + 1);
          const caption = other.item.element.querySelector("legend, label");
          caption.textContent = caption.textContent.replace(/\d+( \*)?$/, (found, star) => now + 1 + (star || ""));
        });
        (rows[Math.max(0, position - 1)]?.box.querySelector("input, select, textarea") || add).focus();
        update();
      });
      rows.push(row);
      list.append(row.box);
      return row;
    };
    add.addEventListener("click", () => {
      const row = append();
      update();
      row.box.querySelector("input, select, textarea")?.focus();
    });
    if (field.least || field.name === "regions") append();
    return {
      element: set,
      place,
      rows,
      read: () => rows.map(({ item }) => item.read()).filter((value) => value && (!single || Object.keys(value).length)),
      check: () => {
        rows.forEach(({ item }) => item.check());
        const values = rows.map(({ item }) => item.read());
        const twice = single ? null : values.find((value, position) => value && values.indexOf(value) < position);
        if (twice) say(place, "repeated-value", { value: twice });
        if (field.least && !rows.length) say(place, field.name === "sources" ? "no_source" : "missing");
      },
      refresh: () => rows.forEach(({ item }) => item.refresh?.()),
      places: () => [place, ...rows.flatMap(({ item }) => item.places())],
    };
  };

  const groupControl = (field, form) => {
    const inner = field.fields.map((part) => [part, make(part, form)]);
    const { set, place } = group(field, ...inner.map(([, item]) => item.element));
    const read = () => {
      const found = {};
      for (const [part, item] of inner) {
        const value = item.read();
        if (value.length || Object.keys(value).length) found[part.name] = value;
      }
      return found;
    };
    const sourceId = inner.find(([part]) => part.name === "id")?.[1];
    const publisher = inner.find(([part]) => part.name === "publisher")?.[1];
    if (sourceId && publisher) {
      let own = false;
      sourceId.control.addEventListener("input", () => (own = true));
      publisher.control.addEventListener("input", () => {
        if (!own) sourceId.control.value = form.freeSource(slug(publisher.control.value), sourceId.control);
      });
    }
    return {
      element: set,
      place,
      parts: Object.fromEntries(inner.map(([part, item]) => [part.name, item])),
      read,
      check: (must = field.required) => {
        const value = read();
        const empty = !Object.keys(value).length;
        /* what is left out altogether has no faults; a row that was added has */
        if (empty && !must) return;
        if (empty && !field.fields.some((part) => part.required)) say(place, "one_of");
        inner.forEach(([, item]) => item.check());
        if (value.from && value.to) {
          const shared = Math.min(value.from.length, value.to.length);
          if (value.to.slice(0, shared) < value.from.slice(0, shared))
            say(inner.find(([part]) => part.name === "to")[1].place, "bad-period", { start: value.from, end: value.to });
        }
      },
      refresh: () => inner.forEach(([, item]) => item.refresh?.()),
      places: () => [place, ...inner.flatMap(([, item]) => item.places())],
    };
  };

  const make = (field, form) => {
    if (field.kind === "source") return boxesControl(field, form);
    if (field.kind === "group") {
      if (!field.many) return groupControl(field, form);
      return rowsControl(field, form);
    }
    if (field.kind === "choice" || field.kind === "reference") {
      if (!field.many) return selectControl(field, form);
      return choicesOf(field, form).length > SHOWN_CHOICES ? rowsControl(field, form) : boxesControl(field, form);
    }
    return textControl(field);
  };

  /* -- a form: one page to be written ------------------------------------------------------------------- */

  const pageForm = (kind) => {
    const spec = data.forms[kind];
    const isCase = kind === "case";
    const form = { kind, spec, active: isCase };
    form.brought = () => (isCase ? forms.filter((other) => other.active && !other.isCase).map((other) => other.item()) : []);
    form.isCase = isCase;
    form.item = () => ({ kind, id: pageId.read(), label: title.read() || pageId.read() });
    form.sources = () => {
      const rows = items.get("sources")?.rows || [];
      return rows
        .map(({ item }) => item.read())
        .filter((source) => source.id)
        .map((source) => ({ id: source.id, label: [source.publisher, source.title].filter(Boolean).join(": ") || source.id }));
    };
    form.freeSource = (wanted, own) => {
      const rows = items.get("sources")?.rows || [];
      const taken = rows.map(({ item }) => item.parts.id.control).filter((other) => other !== own).map((other) => other.value);
      let name = wanted;
      for (let number = 2; wanted && taken.includes(name); number++) name = `${wanted}-${number}`;
      return name;
    };

    const title = textControl({ label: words.page_title, hint: isCase ? words.page_title_hint : "", required: true, kind: "text", max_length: 200 });
    const pageId = textControl({ label: words.page_id, hint: words.page_id_hint, required: true, kind: "id" });
    let ownId = false;
    pageId.control.addEventListener("input", () => (ownId = true));
    title.control.addEventListener("input", () => {
      if (!ownId) pageId.control.value = slug(title.control.value);
    });
    const items = new Map();
    for (const field of spec.fields) items.set(field.name, make(field, form));
    const sections = spec.sections.map(({ heading, text }) => {
      if (text.startsWith(":::")) return { heading, fixed: text };
      const control = textControl({ label: heading, hint: text, required: true, kind: "body", max_length: 301, rows: 6 });
      const notes = element("p", { className: "s3-form-notes" });
      control.element.insertBefore(notes, control.place.message);
      control.read = () =>
        clean(control.control.value)
          .split("\n")
          .map((row) => row.trimEnd())
          .join("\n")
          .replace(/\n{3,}/g, "\n\n")
          .trim();
      control.check = () => checkBody(control, form);
      return { heading, control, notes };
    });
    const written = sections.filter((section) => section.control);

    form.controls = [title, pageId, ...items.values(), ...written.map((section) => section.control)];
    form.places = () => form.controls.flatMap((control) => control.places());
    form.values = () => {
      const values = {};
      for (const field of spec.fields) {
        let value = items.get(field.name).read();
        if (field.name === "pilots") value = [...value, ...form.brought().filter((item) => item.kind === "pilot").map((item) => item.id).filter(Boolean)];
        if (value.length || Object.keys(value).length || (field.required && field.many)) values[field.name] = value;
      }
      return values;
    };
    form.cited = () =>
      written.flatMap(({ control }) => [...control.read().matchAll(/\[\^([^[\]\s]+)\]/g)].map((match) => [match[1], control.place]));
    form.check = () => {
      for (const control of form.controls) control.check();
      const values = form.values();
      const id = pageId.read();
      for (const records of Object.values(data.records))
        for (const record of records) if (record.id === id) say(pageId.place, "duplicate-id", { value: id, other: record.label });
      for (const other of forms)
        if (other !== form && other.active && id && other.item().id === id && !form.isCase)
          say(pageId.place, "duplicate-id", { value: id, other: other.item().label });
      if (values.stage === "stopped" && items.has("instead") && !values.instead) say(items.get("instead").place, "missing");
      if (values.level === "between_regions" && values.regions.length < 2)
        say(items.get("regions").place, "too-few-regions", { count: values.regions.length });
      checkSources(form, items.get("sources"), values);
    };
    form.refresh = () => {
      for (const item of items.values()) item.refresh?.();
      const sources = form.sources();
      for (const { control, notes } of written) {
        const now = sources.map((source) => source.id).join();
        if (notes.dataset.sources === now) continue;
        notes.dataset.sources = now;
        notes.replaceChildren(
          ...sources.map((source) => {
            const button = element("button", { type: "button", "aria-label": `${fill(words.insert, { source: source.label })} (${control.place.label})` }, `[^${source.id}]`);
            button.addEventListener("click", () => {
              const area = control.control;
              area.setRangeText(`[^${source.id}]`, area.selectionEnd, area.selectionEnd, "end");
              area.focus();
              update();
            });
            return button;
          }),
        );
      }
    };
    form.path = () => {
      const values = form.values();
      const folder = isCase ? `${spec.folder}/${values.regions[0] || data.national}` : spec.folder;
      return { folder, name: `${pageId.read() || kind}.md` };
    };
    form.text = () => {
      const values = form.values();
      const head = [];
      const today = new Date();
      const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
      for (const field of spec.fields) if (field.name in values) head.push(...yaml(field, values[field.name], ""));
      head.push(`added_on: ${day}`, `reviewed_on: ${day}`);
      const body = sections.flatMap(({ heading, fixed, control }, position) => {
        const results = isCase && position === data.results_section && values.results ? [":::{results}", ":::", ""] : [];
        return [`## ${heading}`, "", ...results, fixed || control.read(), ""];
      });
      return ["---", ...head, "---", "", `# ${title.read()}`, "", ...body].join("\n").trimEnd() + "\n";
    };
    form.parts = { title, pageId, items, sections: written.map((section) => section.control) };
    return form;
  };

  const checkBody = (control, form) => {
    const { place } = control;
    const text = control.read();
    if (!text) return say(place, "missing");
    if (/^# +\S/m.test(text)) say(place, "title-repeated");
    const ids = form.sources().map((source) => source.id);
    for (const [, id, colon] of text.matchAll(/^ *\[\^([^[\]\s]+)\](:)/gm)) if (colon) say(place, "footnote-in-body", { value: id });
    for (const [, id] of text.matchAll(/\[\^([^[\]\s]+)\]/g)) if (!ids.includes(id)) say(place, "unknown-source", { value: id });
  };
  const checkSources = (form, item, values) => {
    const used = new Set(form.cited().map(([id]) => id));
    const collect = (value, name) => {
      if (name === "source") value.forEach((id) => used.add(id));
      else if (value && typeof value === "object") for (const [inner, part] of Object.entries(value)) collect(part, inner);
    };
    collect(values, "");
    const seen = new Set();
    for (const { item: row } of item.rows) {
      const id = row.parts.id.read();
      if (!SLUG.test(id)) continue;
      if (seen.has(id)) say(row.parts.id.place, "repeated-value", { value: id });
      else if (!used.has(id)) say(row.parts.id.place, "unused-source", { value: id });
      seen.add(id);
    }
  };

  /* -- the file ------------------------------------------------------------------------------------- */

  const PLAIN = new Set(["date", "partial_date", "id", "reference", "source", "number", "choice"]);
  const RESERVED = new Set(["yes", "no"]);
  const scalar = (field, value) => (PLAIN.has(field.kind) && !RESERVED.has(value) ? value : JSON.stringify(value));
  const yaml = (field, value, indent) => {
    if (field.kind === "group") {
      const rows = (values) => field.fields.flatMap((part) => (part.name in values ? yaml(part, values[part.name], "") : []));
      if (!field.many) return [`${indent}${field.name}:`, ...rows(value).map((row) => `${indent}  ${row}`)];
      return [
        `${indent}${field.name}:`,
        ...value.flatMap((item) => rows(item).map((row, position) => `${indent}  ${position ? "  " : "- "}${row}`)),
      ];
    }
    if (Array.isArray(value)) return [`${indent}${field.name}: [${value.map((item) => scalar(field, item)).join(", ")}]`];
    return [`${indent}${field.name}: ${scalar(field, value)}`];
  };

  /* -- the page ------------------------------------------------------------------------------------- */

  const forms = [];
  forms.push(...Object.keys(data.forms).map(pageForm));
  const [main] = forms;

  const heading = (text) => element("h2", {}, text);
  const required = main.spec.fields.filter((field) => field.required);
  const optional = main.spec.fields.filter((field) => !field.required);
  const about = ["summary", "regions", "themes", "process", "period", "stage", "s3_link"];
  const order = (fields) => [...fields].sort((a, b) => (about.indexOf(a.name) + 99) % 99 - (about.indexOf(b.name) + 99) % 99);
  const elements = (form, fields) => fields.map((field) => form.parts.items.get(field.name).element);
  const sources = (form) => form.parts.items.get("sources").element;
  const texts = (form) => form.parts.sections.map((control) => control.element);
  const withoutSources = (fields) => fields.filter((field) => field.name !== "sources");

  root.append(
    element("p", {}, words.stars),
    heading(words.part_about),
    main.parts.title.element,
    main.parts.pageId.element,
    ...elements(main, withoutSources(order(required))),
    sources(main),
    heading(words.part_text),
    element("p", {}, words.part_text_hint),
    ...texts(main),
    heading(words.part_more),
    element("p", {}, words.part_more_hint),
    ...optional.map((field) =>
      element("details", {}, element("summary", {}, field.label), main.parts.items.get(field.name).element),
    ),
    heading(words.part_new),
  );
  for (const form of forms.slice(1)) {
    const box = element("input", { type: "checkbox", id: `s3-new-${form.kind}` });
    const part = element("fieldset", { className: "s3-form-new", hidden: true }, element("legend", {}, words[`file_${form.kind}`]));
    part.append(
      form.parts.title.element,
      form.parts.pageId.element,
      ...elements(form, withoutSources(form.spec.fields.filter((field) => field.required))),
      sources(form),
      ...texts(form),
      ...form.spec.fields
        .filter((field) => !field.required)
        .map((field) => element("details", {}, element("summary", {}, field.label), form.parts.items.get(field.name).element)),
    );
    box.addEventListener("change", () => {
      form.active = box.checked;
      part.hidden = !box.checked;
      update();
    });
    root.append(element("label", { className: "s3-form-switch" }, box, ` ${words[`new_${form.kind}`]}`), part);
  }

  const status = element("p", { role: "status", className: "s3-form-status" });
  const left = element("ul", { className: "s3-form-left", tabIndex: -1, id: "s3-form-left", "aria-label": words.faults_list });
  const files = element("div", { className: "s3-form-files" });
  root.append(heading(words.part_file), status, left, files);

  const outputs = forms.map((form) => {
    const name = element("code");
    const text = element("textarea", { readOnly: true, rows: 14, id: `s3-file-${form.kind}`, spellcheck: false });
    const download = element("button", { type: "button", className: "s3-form-main" });
    const copy = element("button", { type: "button" }, words.copy);
    const told = element("span", { role: "status" });
    const host = element("a", { target: "_blank", rel: "noopener" }, words.host);
    const hint = element("p", { className: "s3-form-hint" });
    const label = element("label", { for: text.id }, `${words.text_label}: `, name);
    const box = element(
      "section",
      { hidden: true, "aria-label": words[`file_${form.kind}`] },
      element("h3", {}, words[`file_${form.kind}`]),
      label,
      text,
      element("p", { className: "s3-form-actions" }, download, " ", copy, " ", host, " ", told),
      hint,
    );
    download.addEventListener("click", () => {
      if (!ready()) return;
      const address = URL.createObjectURL(new Blob([form.text()], { type: "text/markdown;charset=utf-8" }));
      const link = element("a", { href: address, download: form.path().name, hidden: true });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    });
    copy.addEventListener("click", () => {
      text.select();
      const done = () => (told.textContent = words.copied);
      if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, () => document.execCommand("copy") && done());
      else if (document.execCommand("copy")) done();
    });
    files.append(box);
    const address = (folder, file, content) => {
      if (!data.host.new) return "";
      const named = `${data.host.new.replace("{folder}", folder)}?${data.host.name}=${encodeURIComponent(file)}`;
      const filled = data.host.text ? `${named}&${data.host.text}=${encodeURIComponent(content)}` : named;
      return filled.length <= MAX_ADDRESS ? filled : named;
    };
    return () => {
      box.hidden = !form.active;
      if (!form.active) return;
      const { folder, name: file } = form.path();
      const content = form.text();
      name.textContent = `${folder}/${file}`;
      if (text.value !== content) text.value = content;
      download.textContent = fill(words.download, { name: file });
      told.textContent = "";
      host.hidden = !data.host.new;
      if (data.host.new) host.href = address(folder, file, content);
      const how = data.host.new ? words.host_hint : data.host.mailbox ? words.send : words.place;
      hint.textContent = fill(how, { folder, mailbox: data.host.mailbox });
    };
  });

  const active = () => forms.filter((form) => form.active);
  const faulty = () => active().flatMap((form) => form.places().filter((place) => place.faults.length));
  const whose = (place) => forms.find((form) => !form.isCase && form.places().includes(place));
  const touch = (place) => {
    place.touched = true;
    show(place);
  };
  const ready = () => {
    const wrong = faulty();
    if (!wrong.length) return true;
    for (const form of active()) form.places().forEach(touch);
    update();
    left.focus();
    return false;
  };
  const reveal = (control) => {
    for (let around = control.parentElement; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
    control.focus();
    control.scrollIntoView({ block: "center" });
  };

  let asked = false;
  const update = () => {
    for (const form of active()) form.refresh();
    for (const form of forms) for (const place of form.places()) place.faults = [];
    for (const form of active()) form.check();
    for (const form of active()) form.places().forEach(show);
    const wrong = faulty();
    const text = !wrong.length ? words.faults_none : wrong.length === 1 ? words.faults_one : fill(words.faults_many, { count: wrong.length });
    if (status.textContent !== text) status.textContent = text;
    left.hidden = !wrong.length;
    left.replaceChildren(
      ...wrong.map((place) => {
        const form = whose(place);
        const before = form ? `${words[`file_${form.kind}`]}: ` : "";
        const link = element("a", { href: `#${place.control.id}` }, before + place.faults[0]);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          touch(place);
          reveal(place.control);
        });
        return element("li", {}, link);
      }),
    );
    outputs.forEach((output) => output());
  };
  root.addEventListener("input", update);
  root.addEventListener("change", update);
  root.addEventListener("submit", (event) => event.preventDefault());
  /* what has been written is only here */
  root.addEventListener("input", () => (asked = true), { once: true });
  window.addEventListener("beforeunload", (event) => asked && event.preventDefault());
  update();
})();
