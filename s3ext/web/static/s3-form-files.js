// @ts-check
/* The files that the form makes: shown, copied, downloaded one by one or together, and handed to the host. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const MARKDOWN = "text/markdown;charset=utf-8";
  /* milliseconds that a download may take to begin */
  const KEPT = 60_000;

  /** Hand over *blob* as a download named *name*. @param {Blob} blob @param {string} name */
  const download = (blob, name) => {
    const address = URL.createObjectURL(blob);
    const link = element("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };
  /** @param {string} text @param {() => void} done */
  const copyText = (text, done) => {
    const select = () => {
      const area = element("textarea", { value: text, className: "s3-visually-hidden" });
      document.body.append(area);
      area.select();
      if (document.execCommand("copy")) done();
      area.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, select);
    else select();
  };

  /* the part of the page for one file */
  class FilePart {
    /** @param {FormFiles} files @param {PageForm} form */
    constructor(files, form) {
      const words = files.data.form;
      this.files = files;
      this.form = form;
      this.name = element("code");
      this.text = element("textarea", { readOnly: true, rows: 14, id: `s3-file-${form.kind}`, spellcheck: false });
      this.download = element("button", { type: "button" });
      this.copy = element("button", { type: "button" }, words.copy);
      this.status = element("span", { role: "status" });
      const heading = words[`file_${form.kind}`];
      const actions = element("p", { className: "s3-form-actions" }, this.download, " ", this.copy, " ", this.status);
      const label = element("label", { for: this.text.id }, `${words.text_label}: `, this.name);
      const title = element("h3", {}, heading);
      this.element = element("section", { hidden: true, "aria-label": heading }, title, label, this.text, actions);
      this.listen();
    }

    listen() {
      const { files, form, text } = this;
      this.download.addEventListener("click", () => {
        if (files.ready()) files.take(new Blob([form.text()], { type: MARKDOWN }), form.path().name);
      });
      this.copy.addEventListener("click", () => files.copy(text.value, this.status, files.data.form.copied));
    }

    refresh() {
      const { files, form, text } = this;
      this.element.hidden = !form.active;
      if (!form.active) return;
      const { folder, name } = form.path();
      const content = form.text();
      this.name.textContent = `${folder}/${name}`;
      if (text.value !== content) text.value = content;
      this.download.textContent = fill(files.data.form.download, { name });
      this.status.textContent = "";
    }
  }

  class FormFiles {
    /**
     * `ready` says whether nothing is left to fix, and leads to it if something is; `isFaulty` only says it.
     * @param {FormInput} data @param {PageForm[]} forms @param {() => boolean} ready @param {() => boolean} isFaulty
     */
    constructor(data, forms, ready, isFaulty) {
      this.data = data;
      this.forms = forms;
      this.ready = ready;
      this.isFaulty = isFaulty;
      /* whether what is written now has been taken */
      this.isTaken = false;
      this.parts = forms.map((form) => new FilePart(this, form));
      this.send = new S3.FormSend(this);
      const texts = element("details", {}, element("summary", {}, data.form.file_texts), ...this.parts.map((part) => part.element));
      this.element = element("div", { className: "s3-form-files" }, this.send.element, texts);
    }

    active() {
      return this.forms.filter((form) => form.active);
    }

    /** All that is handed in: the pages, each with its pictures and attachments beside it. @returns {FormFile[]} */
    all() {
      return this.active().flatMap((form) => {
        const { folder, name } = form.path();
        const beside = form.attached.taken().map((added) => ({ path: `${folder}/${added.name}`, file: added.file }));
        return [{ path: `${folder}/${name}`, text: form.text() }, ...beside];
      });
    }

    /** What the one file is called that holds all. */
    wholeName() {
      const { name } = this.forms[0].path();
      return this.all().length > 1 ? name.replace(/\.md$/, ".zip") : name;
    }

    /** Copy *text* and say so in *status*. @param {string} text @param {HTMLElement} status @param {string} message */
    copy(text, status, message) {
      copyText(text, () => {
        status.textContent = message;
      });
    }

    /** @param {Blob} blob @param {string} name */
    take(blob, name) {
      download(blob, name);
      this.isTaken = true;
    }

    async takeAll() {
      const name = this.wholeName();
      const [first, ...others] = this.all();
      if (!others.length) {
        this.take(new Blob([first.text], { type: MARKDOWN }), name);
        return;
      }
      const found = [first, ...others].map(async ({ path, text, file }) => (file ? { path, bytes: new Uint8Array(await file.arrayBuffer()) } : { path, text }));
      this.isTaken = true;
      this.take(new Blob(S3.zip(await Promise.all(found)), { type: "application/zip" }), name);
    }

    refresh() {
      for (const part of this.parts) part.refresh();
      this.send.refresh();
    }
  }

  S3.FormFiles = FormFiles;
}
