// @ts-check
/* What was read, put into the form: a Word file into all of it, what is pasted into one text. Nothing that was written is
   lost: a file that was opened can be put away again, and what was pasted can be taken back like what was typed. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const { ArchiveError } = S3.formArchive;
  const { reportOf, refusedOf, unfinishedOf } = S3.importReport;
  /* stands for a picture until it has its own place */
  const PICTURE = "s3-picture-";

  /** The sources that *form* has. @param {PageForm} form @returns {ImportSource[]} */
  const knownSources = (form) => form.items.get("sources").read().map((/** @type {any} */ one) => ({ id: one.id ?? "", title: one.title ?? "", url: one.url ?? "" }));
  /** Add *sources* to those of *form*, in rows that are empty or new. @param {PageForm} form @param {ImportSource[]} sources */
  const addSources = (form, sources) => {
    const control = /** @type {RowsControl} */ (form.items.get("sources"));
    for (const source of sources) {
      const empty = control.rows.find(({ item }) => !Object.keys(item.read()).length);
      (empty ?? control.append()).item.load(source);
    }
  };
  /** The *pictures* made ready, by the names that stand for them in the text; "" for one that cannot be shown. @param {Map<string, Blob>} pictures @param {FileRules} rules */
  const ready = async (pictures, rules) => {
    /** @type {Record<string, string>} */
    const names = {};
    /** @type {Map<string, {file: Blob, ending: string}>} */
    const made = new Map();
    for (const [source, blob] of pictures) {
      const { file, ending } = await S3.formPicture.readPicture(blob, rules);
      names[source] = file ? `${PICTURE}${made.size + 1}` : "";
      if (file) made.set(names[source], { file, ending });
    }
    return { names, made };
  };
  /** *text* with the places of the pictures that it shows, which are added to *form*. @param {string} text @param {PageForm} form @param {Map<string, {file: Blob, ending: string}>} made @param {ImportedPage} page */
  const withPictures = (text, form, made, page) => {
    /** @type {AttachedFile[]} */
    const added = [];
    const placed = text.replace(/!\[(?:\\.|[^\\\]])*\]\((s3-picture-\d+)\)/g, (found, name) => {
      if (!made.has(name)) return found;
      const { file, ending } = made.get(name);
      const one = form.attached.add({ ending, words: page.pictures.find((picture) => picture.name === name)?.alt ?? "" }, file);
      added.push(one);
      return one.mark;
    });
    return { placed, added };
  };

  /* -- a file --------------------------------------------------------------------------------------------- */

  /** The text of each section of *form* in *page*. @param {ImportedPage} page @param {PageForm} form @param {FormInput} data */
  const textsOf = (page, form, data) => {
    const [first] = page.sections;
    if (page.sections.length === 1 && !first.heading) return S3.formOpen.readBody(first.markdown.split("\n"), form.spec.sections, Object.keys(data.in_text)).texts;
    const open = form.spec.sections.filter(({ text }) => !text.startsWith(":::"));
    return open.map(({ heading }) => page.sections.find((part) => part.heading === heading)?.markdown ?? "");
  };
  /**
   * Read the Word file *file* into *form* by way of `load`, which gives what puts back what was there before; what to show.
   * @param {File} file @param {PageForm} form @param {FormInput} data @param {(values: KeptPage) => () => void} load
   * @returns {Promise<{text?: string, box?: HTMLElement}>}
   */
  const openWord = async (file, form, data, load) => {
    try {
      if (file.size > data.import_rules.most_bytes) throw new ArchiveError("import_large");
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { root, pictures, remarks, places } = await S3.importDocx.readDocx(bytes, data);
      if (places) return { box: unfinishedOf(file.name, places, data) };
      const { names, made } = await ready(pictures, data.file_rules);
      const page = S3.importPage.pageOf(root, { outline: data.import_outlines[form.kind], names, remarks }, data);
      const back = put(page, file.name.replace(/\.docx$/i, ""), form, data, load, made);
      return { box: reportOf(fill(data.form.opened, { name: file.name }), page, data, back ? [backButton(back, data)] : []) };
    } catch (error) {
      if (error instanceof ArchiveError) return { text: refusedOf(file.name, error.cause, data) };
      throw error;
    }
  };
  /** Put *page* into *form*; what was in its other fields stays. @param {ImportedPage} page @param {string} name @param {PageForm} form @param {FormInput} data @param {(values: KeptPage) => () => void} load @param {Map<string, {file: Blob, ending: string}>} made */
  const put = (page, name, form, data, load, made) => {
    const kept = form.save();
    const hadText = Boolean(kept.title || kept.texts?.some(Boolean));
    const summary = page.summary || kept.items.summary;
    const items = { ...kept.items, sources: page.sources.map((source) => ({ ...source, publisher: "" })), ...(summary ? { summary } : {}) };
    const back = load({ ...kept, title: page.title || name, id: "", items, texts: [], files: [] });
    const texts = textsOf(page, form, data);
    for (const [at, { control }] of form.written.entries()) {
      const { placed, added } = withPictures(texts[at] ?? "", form, made, page);
      control.load(placed);
      for (const one of added) form.attached.place(one);
    }
    form.written[0]?.control.control.dispatchEvent(new Event("input", { bubbles: true }));
    return hadText ? back : null;
  };
  /** @param {() => void} back @param {FormInput} data */
  const backButton = (back, data) => {
    const button = element("button", { type: "button" }, data.form.open_back);
    button.addEventListener("click", () => {
      back();
      button.closest(".s3-form-report")?.remove();
    });
    return button;
  };

  /* -- what is pasted ------------------------------------------------------------------------------------- */

  /** Write *text* in *area* where the caret is, so that it can be taken back; blocks stand on lines of their own. @param {HTMLTextAreaElement} area @param {string} text */
  const insert = (area, text) => {
    const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionEnd)];
    const isBlock = /\n|^(?:#|>|- |\d+\. |\||!\[)/.test(text);
    const lead = isBlock && before.trim() && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
    const tail = isBlock && after.trim() && !after.startsWith("\n\n") ? (after.startsWith("\n") ? "\n" : "\n\n") : "";
    area.focus();
    /* the one way that browsers can take back */
    if (!document.execCommand("insertText", false, lead + text + tail)) area.setRangeText(lead + text + tail, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  /** @param {string} html @param {PageForm} form @param {FormInput} data */
  const foreign = async (html, form, data) => {
    const reader = new S3.ForeignReader();
    const root = reader.read(html);
    const remarks = [...reader.left].map((code) => ({ group: "left_out", code: `paste_${code}`, value: "" }));
    return { root, remarks, ...(await ready(reader.pictures, data.file_rules)), known: knownSources(form) };
  };
  /**
   * Paste *html* into the text *area* of the section called *heading*; the report on it.
   * @param {string} html @param {HTMLTextAreaElement} area @param {string} heading @param {PageForm} form @param {FormInput} data
   */
  const paste = async (html, area, heading, form, data) => {
    const { root, made, ...options } = await foreign(html, form, data);
    const outline = data.import_outlines[form.kind];
    const part = { ...outline, isPart: true, sections: [{ heading, names: /** @type {string[]} */ ([]) }] };
    const page = S3.importPage.pageOf(root, { ...options, outline: part }, data);
    const all = page.sections.map(({ markdown }) => markdown).join("\n\n");
    const before = area.value;
    addSources(form, page.sources);
    const { placed, added } = withPictures(all, form, made, page);
    insert(area, placed);
    for (const one of added) form.attached.place(one);
    const whole = S3.importPage.pageOf(root, { ...options, outline }, data);
    const buttons = whole.sections.length > 1 ? [spreadButton(html, area, before, form, data)] : [];
    return reportOf(data.form.pasted, page, data, buttons);
  };
  /** The button that puts a whole document under the headings where it belongs. @param {string} html @param {HTMLTextAreaElement} area @param {string} before @param {PageForm} form @param {FormInput} data */
  const spreadButton = (html, area, before, form, data) => {
    const button = element("button", { type: "button", className: "s3-form-main" }, data.form.paste_spread);
    button.addEventListener("click", async () => {
      const box = button.closest(".s3-form-report");
      const { root, made, ...options } = await foreign(html, form, data);
      const page = S3.importPage.pageOf(root, { ...options, outline: data.import_outlines[form.kind] }, data);
      area.value = before;
      for (const { control } of form.written) {
        const found = page.sections.find((part) => part.heading === control.field.name);
        if (!found) continue;
        const { placed, added } = withPictures(found.markdown, form, made, page);
        control.load([control.save().trimEnd(), placed].filter(Boolean).join("\n\n"));
        for (const one of added) form.attached.place(one);
      }
      if (page.title && !form.title.text()) form.title.load(page.title);
      const summary = form.items.get("summary");
      if (page.summary && summary && !summary.read().length) summary.load(page.summary);
      addSources(form, page.sources);
      area.dispatchEvent(new Event("input", { bubbles: true }));
      const report = reportOf(data.form.paste_is_spread, page, data, []);
      box.replaceWith(report);
      report.focus();
    });
    return button;
  };

  S3.importForm = { openWord, paste };
}
