// @ts-check
/* The files that the form makes: shown, copied, downloaded one by one or together, and handed to the host. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const { hostAddress } = S3.formYaml;
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
  /** @param {HTMLTextAreaElement} text @param {() => void} done */
  const copyText = (text, done) => {
    const select = () => {
      text.select();
      if (document.execCommand("copy")) done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, select);
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
      this.download = element("button", { type: "button", className: "s3-form-main" });
      this.copy = element("button", { type: "button" }, words.copy);
      this.status = element("span", { role: "status" });
      this.host = element("a", { target: "_blank", rel: "noopener", hidden: true }, words.host);
      this.hint = element("p", { className: "s3-form-hint" });
      const heading = words[`file_${form.kind}`];
      const actions = element("p", { className: "s3-form-actions" }, this.download, " ", this.copy, " ", this.host, " ", this.status);
      const label = element("label", { for: this.text.id }, `${words.text_label}: `, this.name);
      const title = element("h3", {}, heading);
      this.element = element("section", { hidden: true, "aria-label": heading }, title, label, this.text, actions, this.hint);
      this.listen();
    }

    listen() {
      const { files, form, text, host } = this;
      const words = files.data.form;
      /** @param {string} message */
      const copyAndSay = (message) =>
        copyText(text, () => {
          this.status.textContent = message;
        });
      this.download.addEventListener("click", () => {
        if (files.ready()) files.take(new Blob([form.text()], { type: MARKDOWN }), form.path().name);
      });
      this.copy.addEventListener("click", () => copyAndSay(words.copied));
      /* a text that is too long for an address has to be pasted at the host */
      host.addEventListener("click", () => host.dataset.whole || copyAndSay(words.host_copied));
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
      this.hint.textContent = fill(files.howTo(), { folder, mailbox: files.data.host.mailbox });
      this.showHost({ folder, name }, content);
    }

    /** What has faults is neither taken nor sent on. @param {{folder: string, name: string}} path @param {string} content */
    showHost(path, content) {
      const { files, host } = this;
      host.hidden = !files.data.host.new || files.isFaulty();
      if (host.hidden) return;
      const { href, whole } = hostAddress(files.data.host, files.data.longest_address, path, content);
      host.href = href;
      host.dataset.whole = whole ? "1" : "";
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
      const all = element("button", { type: "button", className: "s3-form-main" }, data.form.bundle);
      const hint = element("p", { className: "s3-form-hint" }, data.form.bundle_hint);
      this.bundle = element("div", { hidden: true }, element("p", { className: "s3-form-actions" }, all), hint);
      this.element = element("div", { className: "s3-form-files" }, ...this.parts.map((part) => part.element), this.bundle);
      all.addEventListener("click", () => this.takeAll());
    }

    active() {
      return this.forms.filter((form) => form.active);
    }

    howTo() {
      const { host, form: words } = this.data;
      return host.new ? words.host_hint : host.mailbox ? words.send : words.place;
    }

    /** @param {Blob} blob @param {string} name */
    take(blob, name) {
      download(blob, name);
      this.isTaken = true;
    }

    takeAll() {
      if (!this.ready()) return;
      const found = this.active().map((form) => ({ path: `${form.path().folder}/${form.path().name}`, text: form.text() }));
      const archive = new Blob(S3.zip(found), { type: "application/zip" });
      this.take(archive, this.forms[0].path().name.replace(/\.md$/, ".zip"));
    }

    refresh() {
      for (const part of this.parts) part.refresh();
      this.bundle.hidden = this.active().length < 2;
    }
  }

  S3.FormFiles = FormFiles;
}
