// @ts-check
/* Pictures and attachments of a page: each has a place in the text, `[bild 1]`, which becomes the picture in the file that
   the form makes, named after the page. What the check refuses of them is told here, by its own limits. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element, newId, Place, TextControl } = S3.form;
  const THUMBNAIL = 160;
  const MOST = 40;

  /** *text* as the words of a link or a picture. @param {string} text */
  const asWords = (text) => text.replace(/[\\[\]]/g, "\\$&");
  /** A button that lets somebody choose a file of these *endings*, for `take`. @param {string} text @param {string[]} endings @param {(file: File) => void} take */
  const fileButton = (text, endings, take) => {
    const file = element("input", { type: "file", accept: endings.map((ending) => `.${ending}`).join(), hidden: true });
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      const [chosen] = file.files;
      file.value = "";
      if (chosen) take(chosen);
    });
    return [button, file];
  };

  /* one picture or attachment: its file, what is said of it, and its place in the text */
  class AttachedFile {
    /** @param {Attached} all @param {KeptFile} kept @param {Blob | null} file */
    constructor(all, kept, file) {
      const { kit } = all;
      const words = kit.data.form;
      this.all = all;
      this.key = kept.key;
      this.number = kept.number;
      this.ending = kept.ending;
      this.isPicture = kit.data.file_rules.pictures.includes(kept.ending);
      this.file = file;
      /** The words that stand for it in a text. */
      this.mark = fill(this.isPicture ? words.picture_mark : words.file_mark, { number: this.number });
      const title = fill(this.isPicture ? words.picture_item : words.file_item, { number: this.number });
      this.box = element("fieldset", { className: "s3-form-row s3-form-attached", id: newId(), tabIndex: -1 });
      this.place = new Place(kit.data, this.box, title);
      this.words = this.isPicture
        ? new TextControl(kit, { kind: "text", name: "alt", label: words.picture_alt, hint: words.picture_alt_hint, required: true, max_length: 300 })
        : new TextControl(kit, { kind: "text", name: "label", label: words.file_label, hint: words.file_label_hint, required: true, max_length: 200 });
      this.caption = new TextControl(kit, { kind: "text", name: "caption", label: words.picture_caption, hint: words.picture_caption_hint, max_length: 300 });
      this.words.load(kept.words);
      this.caption.load(kept.caption);
      this.shown = element("div", { className: "s3-form-thumbnail" });
      this.draw(title);
      if (file) this.show();
    }

    /** @param {string} title */
    draw(title) {
      const { kit } = this.all;
      const words = kit.data.form;
      const remove = element("button", { type: "button", className: "s3-form-remove" }, fill(words.remove_file, { file: title }));
      remove.addEventListener("click", () => this.all.remove(this));
      const hint = element("p", { className: "s3-form-hint" }, fill(words.file_place, { mark: this.mark }));
      const fields = this.isPicture ? [this.words.element, this.caption.element] : [this.words.element];
      this.box.append(element("legend", {}, title), this.shown, hint, ...fields, this.place.message, remove);
    }

    /** Show what the file is. */
    async show() {
      if (!this.isPicture) {
        this.shown.textContent = `${this.ending}, ${Math.ceil(this.file.size / 1000)} kB`;
        return;
      }
      try {
        await S3.loadImport();
        const picture = await createImageBitmap(this.file);
        const canvas = S3.formPicture.drawn(picture, THUMBNAIL, "");
        canvas.setAttribute("aria-hidden", "true");
        this.shown.replaceChildren(canvas);
        picture.close();
      } catch {
        this.file = null;
        this.all.kit.update();
      }
    }

    /** What it is called beside the page. */
    name() {
      return `${this.all.form.pageId.text() || this.all.form.kind}-${this.number}.${this.ending}`;
    }

    /** What the text has in its place. @param {boolean} isAlone whether nothing else stands on its line */
    written(isAlone) {
      const [words, caption] = [this.words.text(), this.caption.text()];
      if (!this.isPicture) return `[${asWords(words)}](${this.name()})`;
      if (!isAlone || !caption) return `![${asWords(words)}](${this.name()})`;
      return [`:::{figure} ${this.name()}`, `:alt: ${words}`, "", caption, ":::"].join("\n");
    }

    /** @returns {KeptFile} */
    save() {
      return { key: this.key, number: this.number, ending: this.ending, words: this.words.save(), caption: this.caption.save() };
    }

    /** @param {string} text all that stands in the page */
    check(text) {
      this.words.check();
      this.caption.check();
      if (!this.file) this.place.say("file_gone");
      else if (!text.includes(this.mark)) this.place.say("file_unplaced", { mark: this.mark });
    }

    places() {
      return [this.place, ...this.words.places(), ...(this.isPicture ? this.caption.places() : [])];
    }
  }

  class Attached {
    /** @param {FormKit} kit @param {PageForm} form */
    constructor(kit, form) {
      this.kit = kit;
      this.form = form;
      this.store = new S3.FileStore();
      /** @type {AttachedFile[]} */
      this.files = [];
      /* what is kept and not yet back */
      this.waiting = /** @type {KeptFile[] | null} */ (null);
    }

    /** What adds to the text of *area*: buttons, a list for what was added, and what could not be. @param {HTMLTextAreaElement} area @param {string} label */
    adder(area, label) {
      const { form: words, file_rules: rules } = this.kit.data;
      const status = element("span", { role: "status" });
      const list = element("div", { className: "s3-form-rows" });
      /** @param {File} file */
      const take = async (file) => {
        const { problem, added } = await this.take(file);
        status.textContent = problem || fill(words.file_added, { mark: added.mark });
        if (added) this.put(added, area, list);
      };
      const picture = fileButton(`${words.add_picture}`, rules.pictures, take);
      const material = fileButton(`${words.add_file}`, rules.materials, take);
      for (const [button] of [picture, material]) button.setAttribute("aria-label", `${button.textContent} (${label})`);
      return element("div", { className: "s3-form-adder" }, element("p", { className: "s3-form-actions" }, ...picture, " ", ...material, " ", status), list);
    }

    /** Take in *file*, or say why not. @param {File} file @returns {Promise<{problem?: string, added?: AttachedFile}>} */
    async take(file) {
      const words = this.kit.data.form;
      const ending = /\.(\w+)$/.exec(file.name)?.[1].toLowerCase() ?? "";
      await S3.loadImport();
      if (!S3.formMaterial) return { problem: words.open_reader };
      if (this.files.length >= MOST) return { problem: fill(words.file_many, { limit: MOST }) };
      const rules = this.kit.data.file_rules;
      const limits = { kinds: [...rules.pictures, ...rules.materials].join(", "), picture: rules.picture_bytes / 1000, file: rules.material_bytes / 1000 };
      const isMaterial = rules.materials.includes(ending);
      const { file: made, ending: kind = ending, problem } = isMaterial ? await S3.formMaterial.readMaterial(file, ending, rules) : await S3.formPicture.readPicture(file, rules);
      return problem ? { problem: fill(words[problem], limits) } : { added: this.add({ ending: kind }, made) };
    }

    /** @param {Partial<KeptFile> & {ending: string}} about @param {Blob} file */
    add(about, file) {
      const number = Math.max(0, ...this.files.map((other) => other.number)) + 1;
      const key = `${location.pathname} ${this.form.kind} ${Date.now()} ${number}`;
      const added = new AttachedFile(this, { words: "", caption: "", ...about, key, number }, file);
      this.files.push(added);
      this.store.put(key, file);
      return added;
    }

    /** Show *added* below *area*, and give it a place where the caret is. @param {AttachedFile} added @param {HTMLTextAreaElement} area @param {HTMLElement} list */
    put(added, area, list) {
      list.append(added.box);
      const { value, selectionEnd: at } = area;
      const line = added.isPicture ? `${at && !value.slice(0, at).endsWith("\n\n") ? "\n\n" : ""}${added.mark}\n\n` : added.mark;
      area.setRangeText(line, at, at, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      added.words.control.focus();
    }

    /** @param {AttachedFile} gone */
    remove(gone) {
      this.files = this.files.filter((other) => other !== gone);
      gone.box.remove();
      for (const { control } of this.form.written) {
        const area = control.control;
        const rest = area.value.replaceAll(new RegExp(`(?:^|\\n*)${gone.mark.replace(/[[\]]/g, "\\$&")}`, "g"), "");
        if (rest !== area.value) control.load(rest);
      }
      this.kit.update();
    }

    /** *text* with the pictures and links in their places. @param {string} text */
    written(text) {
      let rest = text;
      for (const file of this.files) {
        const lines = rest.split("\n").map((row) => (row.trim() === file.mark ? file.written(true) : row));
        rest = lines.join("\n").replaceAll(file.mark, () => file.written(false));
      }
      return rest;
    }

    /** The files that go with the page. */
    taken() {
      return this.files.filter(({ file }) => file).map((file) => ({ name: file.name(), file: file.file }));
    }

    check() {
      const text = this.form.written.map(({ control }) => control.save()).join("\n");
      for (const file of this.files) file.check(text);
    }

    places() {
      return this.files.flatMap((file) => file.places());
    }

    save() {
      return this.waiting ?? this.files.map((file) => file.save());
    }

    /** Put back what was kept; the files come when the browser has found them. @param {KeptFile[] | undefined} kept */
    async load(kept) {
      for (const file of this.files) file.box.remove();
      this.files = [];
      const waiting = Array.isArray(kept) ? kept.slice(0, MOST) : [];
      this.waiting = waiting.length ? waiting : null;
      if (!this.waiting) return;
      await S3.loadImport();
      /* something else has been opened since */
      if (this.waiting !== waiting) return;
      this.waiting = null;
      this.files = waiting.map((about) => new AttachedFile(this, about, null));
      await Promise.all(this.files.map((file) => this.restore(file)));
      this.kit.update();
    }

    /** Show *file* below the text that it stands in. @param {AttachedFile} file */
    place(file) {
      const { written } = this.form;
      const section = written.find(({ control }) => String(control.save()).includes(file.mark)) ?? written[0];
      section.control.element.querySelector(".s3-form-adder .s3-form-rows")?.append(file.box);
    }

    /** @param {AttachedFile} file */
    async restore(file) {
      this.place(file);
      const found = await this.store.get(file.key);
      if (!found) return;
      file.file = found;
      await file.show();
    }
  }

  S3.Attached = Attached;
}
