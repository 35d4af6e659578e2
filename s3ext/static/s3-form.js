/* The form for a new case: fields, limits and texts come from the data, which are made from the schema. Nothing is
   sent: the finished files stay in the browser until they are taken. `s3ext check` has the last word on them. */
"use strict";
(() => {
  const data = window.S3_FORM;
  const root = document.getElementById("s3-form");
  if (!data || !root) return;
  const words = data.form;
  const controls = window.s3FormControls(data, () => update());
  const { SLUG, clean, element, fill, make, say, show, slug, textControl, look, touch } = controls;

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
          /* blanks before the first line may be those of a list or of code */
          .replace(/^\n+/, "")
          .trimEnd();
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
    form.cited = () => written.flatMap(({ control }) => look(control.read()).cited);
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
      /* who wrote a page that the case brings along wrote the case; that anybody has reviewed it, no form can say */
      if (!isCase) for (const name of data.of_case) if (name in main.values()) head.push(`${name}: ${main.values()[name]}`);
      head.push(`added_on: ${day}`);
      const body = sections.flatMap(({ heading, fixed, control }, position) => {
        const results = isCase && position === data.results_section && values.results ? [":::{results}", ":::", ""] : [];
        return [`## ${heading}`, "", ...results, fixed || control.read(), ""];
      });
      return ["---", ...head, "---", "", `# ${title.read()}`, "", ...body].join("\n").trimEnd() + "\n";
    };
    form.save = () => ({
      active: form.active,
      title: title.save(),
      id: ownId ? pageId.save() : "",
      items: Object.fromEntries([...items].map(([name, item]) => [name, item.save()])),
      texts: written.map(({ control }) => control.save()),
    });
    form.load = (kept) => {
      title.load(kept.title);
      if (kept.id) {
        ownId = true;
        pageId.load(kept.id);
      }
      for (const [name, item] of items) item.load(kept.items?.[name]);
      written.forEach(({ control }, position) => control.load(kept.texts?.[position]));
    };
    form.parts = { title, pageId, items, sections: written.map((section) => section.control) };
    return form;
  };

  const checkBody = (control, form) => {
    const { place } = control;
    const text = control.read();
    if (!text) return say(place, "missing");
    const { faults, cited } = look(text);
    for (const [code, details] of faults) say(place, code, details);
    const ids = form.sources().map((source) => source.id);
    for (const id of cited) if (!ids.includes(id)) say(place, "unknown-source", { value: id });
  };
  const checkSources = (form, item, values) => {
    const used = new Set(form.cited());
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
  const about = ["summary", "written_by", "regions", "themes", "process", "period", "stage", "s3_link"];
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
    form.choose = (chosen) => {
      box.checked = form.active = chosen;
      part.hidden = !chosen;
    };
    box.addEventListener("change", () => {
      form.choose(box.checked);
      update();
    });
    root.append(element("label", { className: "s3-form-switch" }, box, ` ${words[`new_${form.kind}`]}`), part);
  }

  const status = element("p", { role: "status", className: "s3-form-status" });
  const left = element("ul", { className: "s3-form-left", tabIndex: -1, id: "s3-form-left", "aria-label": words.faults_list });
  const active = () => forms.filter((form) => form.active);
  const faulty = () => active().flatMap((form) => form.places().filter((place) => place.faults.length));
  const whose = (place) => forms.find((form) => !form.isCase && form.places().includes(place));
  const ready = () => {
    const wrong = faulty();
    if (!wrong.length) return true;
    for (const form of active()) form.places().forEach(touch);
    update();
    left.focus();
    return false;
  };
  const files = window.s3FormFiles(data, controls, forms, { ready, faulty: () => faulty().length > 0 });
  root.append(heading(words.part_file), status, left, files.element);
  const reveal = (control) => {
    for (let around = control.parentElement; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
    control.focus();
    control.scrollIntoView({ block: "center" });
  };

  let asked = false;
  const fillIn = (kept) => {
    for (const form of forms.slice(1)) form.choose(Boolean(kept[form.kind]?.active));
    /* twice: what can be chosen follows from what the first round fills in */
    for (let round = 0; round < 2; round++) {
      for (const form of forms) if (kept[form.kind]) form.load(kept[form.kind]);
      for (const form of forms) form.refresh();
    }
    update();
  };
  const save = () => Object.fromEntries(forms.map((form) => [form.kind, form.save()]));
  const draft = window.s3FormDraft(words, controls, { save, load: fillIn });
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
        const row = place.control.closest(".s3-form-row")?.querySelector("legend")?.textContent.replace(/ \*$/, "");
        const before = [form && words[`file_${form.kind}`], row].filter(Boolean).map((part) => `${part}: `).join("");
        const link = element("a", { href: `#${place.control.id}` }, before + place.faults[0]);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          touch(place);
          reveal(place.control);
        });
        return element("li", {}, link);
      }),
    );
    files.refresh();
    draft.keep();
  };
  root.addEventListener("input", update);
  root.addEventListener("change", update);
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("input", () => {
    asked = true;
    files.changed();
  });
  /* a browser that keeps no draft has what was written only here */
  window.addEventListener("beforeunload", (event) => asked && !files.isTaken() && !draft.now() && event.preventDefault());
  const notice = draft.notice();
  const open = window.s3FormOpen(data, controls, main, (values) => {
    draft.release();
    fillIn({ [main.kind]: values });
  });
  root.prepend(...(notice ? [notice] : []), element("p", { className: "s3-form-hint" }, words.draft_kept), open);
  update();
})();
