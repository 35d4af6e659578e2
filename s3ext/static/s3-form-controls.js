/* The controls of the form for a new case: one for each kind of field, with the limits and texts of the check. */
"use strict";
/* `update` is called when something has changed by other means than writing */
window.s3FormControls = (data, update) => {
  const words = data.form;
  /* what nobody sees and the check refuses */
  const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d/gu;
  const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const URL_TEXT = /^https?:\/\/[^\s<>"\\]+$/;
  const DATE = /^((?:1[4-9]|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?$/;
  /* up to so many choices are all shown; more are chosen from menus */
  const SHOWN_CHOICES = 20;
  const MOST_ROWS = 200;

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
  /* a tab or an odd line end is a blank; what has no width vanishes, also in the middle of a word */
  const clean = (text) => text.replace(/[\t\u000b\u000c\u0085\u2028\u2029]|\r\n?/g, (found) => (found[0] === "\r" ? "\n" : " ")).replace(HIDDEN, "").normalize("NFC");
  const line = (text) => clean(text).replace(/\s+/g, " ").trim();
  const LONGEST_SLUG = 60;
  const slug = (text) => {
    const plain = clean(text).toLowerCase().replace(/ø/g, "o").replace(/æ/g, "ae").normalize("NFKD").replace(/\p{M}/gu, "");
    const parts = plain.match(/[a-z0-9]+/g) || [];
    let made = (parts[0] || "").slice(0, LONGEST_SLUG);
    for (const part of parts.slice(1)) {
      if (made.length + 1 + part.length > LONGEST_SLUG) break;
      made += `-${part}`;
    }
    return made;
  };
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
    place.faults.push(fill(text, { field: place.label, suggestion: "", allowed: "", ...details }));
  };
  const show = (place) => {
    const text = place.touched ? place.faults[0] || "" : "";
    if (place.message.textContent !== text) place.message.textContent = text;
    place.message.hidden = !text;
    if (place.control.tagName === "FIELDSET") return;
    if (text) place.control.setAttribute("aria-invalid", "true");
    else place.control.removeAttribute("aria-invalid");
  };

  const touch = (place) => {
    place.touched = true;
    show(place);
  };

  /* -- values --------------------------------------------------------------------------- */

  const { look, odd } = window.s3FormText(data.text_rules);
  const checkText = (place, field, text) => {
    for (const [code, details] of odd(text)) say(place, code, details);
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
        if (!/^[0-9]+$/.test(value) || value < field.minimum || value > field.maximum)
          say(place, "bad-value", { value, allowed: fill(words.number_allowed, { min: field.minimum, max: field.maximum }) });
        break;
      case "code":
      case "mail":
        if (!new RegExp(field.pattern).test(value)) say(place, "bad-value", { value, allowed: field.hint || "" });
        break;
      case "text":
        checkText(place, field, value);
    }
  };
  const choicesOf = (field, form) => {
    if (field.kind === "choice") return data.lists[field.choices];
    if (field.kind !== "reference") return [];
    const terms = field.choices ? data.lists[field.choices] : [];
    const more = form.brought().filter((item) => item.kind === field.target);
    return [...terms, ...data.records[field.target], ...more];
  };

  /* a list that must be there may be empty, unless so many are wanted */
  const mustBeFilled = (field) => Boolean(field.required) && !(field.many && !field.least && field.kind !== "source");

  /* -- controls: each has an element, says its value, and reports what is wrong with it --------------------- */

  const labelled = (field, control, extra = []) => {
    const id = control.id;
    const place = spot(control, field.label);
    const hint = element("p", { className: "s3-form-hint", id: `${id}-hint` }, field.hint || "", ...extra);
    control.setAttribute("aria-describedby", `${id}-hint ${id}-fault`);
    if (mustBeFilled(field)) control.setAttribute("aria-required", "true");
    const star = mustBeFilled(field) ? " *" : "";
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
      save: () => control.value,
      load: (kept) => {
        control.value = String(kept ?? "");
        control.dispatchEvent(new Event("input"));
      },
      check: () => {
        const value = values();
        if (!value.length) {
          if (mustBeFilled(field)) say(place, "missing");
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
      save: () => select.value,
      load: (kept) => (select.value = String(kept ?? "")),
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
      save: read,
      load: (kept) => {
        refresh();
        for (const box of list.querySelectorAll("input")) box.checked = Array.isArray(kept) && kept.includes(box.value);
      },
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
      save: () => rows.map(({ item }) => item.save()),
      load: (kept) => {
        const values = Array.isArray(kept) ? kept.slice(0, MOST_ROWS) : [];
        while (rows.length < values.length) append();
        values.forEach((value, position) => rows[position].item.load(value));
      },
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
        const empty = part.required && part.kind === "text" && !mustBeFilled(part);
        if (value.length || Object.keys(value).length || empty) found[part.name] = value;
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
      save: () => Object.fromEntries(inner.map(([part, item]) => [part.name, item.save()])),
      load: (kept) => inner.forEach(([part, item]) => item.load(kept?.[part.name])),
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

  return { SLUG, clean, element, fill, make, say, show, slug, textControl, look, touch };
};
