// @ts-check
/* How what was written gets to the editors: one file to take, and one way to send it, by what the site has: a mailbox, a
   host of its files, or neither. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const { escaped, hostAddress } = S3.formYaml;

  /** @param {string} text */
  const inAddress = (text) => encodeURIComponent(text.toWellFormed());
  /** *folder* as the host's address of uploads has it. @param {string} pattern @param {string} folder */
  const uploadAddress = (pattern, folder) => pattern.replace("{folder}", () => escaped(folder).replaceAll("%2F", "/"));

  class FormSend {
    /** @param {FormFiles} files */
    constructor(files) {
      const words = files.data.form;
      this.files = files;
      this.button = element("button", { type: "button", className: "s3-form-main" });
      this.status = element("span", { role: "status" });
      this.content = element("ul", { className: "s3-form-content" });
      this.steps = element("ol", { className: "s3-form-steps-to-send" });
      const actions = element("p", { className: "s3-form-actions" }, this.button, " ", this.status);
      this.element = element("section", { className: "s3-form-send", "aria-label": words.send_title }, element("h3", {}, words.send_title), actions, this.content, this.steps);
      this.shown = "";
      this.button.addEventListener("click", () => this.take());
    }

    /** Take the one file, if nothing is in the way. */
    take() {
      if (!this.files.ready()) return;
      this.files.takeAll();
      this.status.textContent = fill(this.files.data.form.taken, { name: this.files.wholeName() });
    }

    refresh() {
      const { files } = this;
      const words = files.data.form;
      const found = files.all();
      const name = files.wholeName();
      const now = JSON.stringify([name, found.map(({ path, text }) => [path, text]), files.isFaulty()]);
      if (now === this.shown) return;
      this.shown = now;
      this.status.textContent = "";
      this.button.textContent = fill(words.download, { name });
      this.content.hidden = found.length < 2;
      this.content.replaceChildren(...found.map(({ path }) => element("li", {}, element("code", {}, path))));
      this.steps.replaceChildren(...this.ways(found, name).map((way) => element("li", {}, ...way)));
    }

    /** What to do with the file *name*, which holds what was *found*. @param {FormFile[]} found @param {string} name @returns {(Node | string)[][]} */
    ways(found, name) {
      const { host, form: words } = this.files.data;
      const first = [fill(words.send_take, { name })];
      if (this.files.isFaulty()) return [[words.send_first]];
      if (host.mailbox) return [first, [this.mail(name)], [fill(words.send_attach, { name })]];
      if (!host.new) return [first, [found.length > 1 ? words.send_unpack : words.send_place], [fill(words.send_or, { folder: this.folderOf(found[0].path) })]];
      if (found.length === 1) return [[this.addAtHost(found[0])], [words.send_propose]];
      const folders = [...new Set(found.map(({ path }) => this.folderOf(path)))];
      return [[...first, " ", words.send_unzip], ...folders.map((folder) => [this.upload(folder)]), [words.send_propose]];
    }

    /** @param {string} path */
    folderOf(path) {
      return path.replace(/\/[^/]*$/, "");
    }

    /** A letter to the editors, to which the file has to be attached. @param {string} name */
    mail(name) {
      const { files } = this;
      const { host, form: words } = files.data;
      const title = files.forms[0].title.text() || name;
      const subject = fill(words.mail_subject, { title });
      const body = fill(words.mail_body, { title, name });
      const link = element("a", { href: `mailto:${host.mailbox}?subject=${inAddress(subject)}&body=${inAddress(body)}` }, fill(words.send_mail, { mailbox: host.mailbox }));
      link.addEventListener("click", () => {
        if (!files.isTaken) this.take();
      });
      return link;
    }

    /** Where the host adds a file; a text that is too long for an address is copied first. @param {FormFile} file */
    addAtHost(file) {
      const { files } = this;
      const { host, longest_address: longest, form: words } = files.data;
      const folder = this.folderOf(file.path);
      const { href, whole } = hostAddress(host, longest, { folder, name: file.path.slice(folder.length + 1) }, file.text);
      const link = element("a", { href, target: "_blank", rel: "noopener" }, words.host);
      link.addEventListener("click", () => {
        files.isTaken = true;
        if (!whole) files.copy(file.text, this.status, words.host_copied);
      });
      return link;
    }

    /** Where the host takes the files of *folder*. @param {string} folder */
    upload(folder) {
      const { host, form: words } = this.files.data;
      return element("a", { href: uploadAddress(host.upload, folder), target: "_blank", rel: "noopener" }, fill(words.send_upload, { folder }));
    }
  }

  S3.FormSend = FormSend;
}
