// @ts-check
/* The page of the form as it will look, while it is written; what draws it is loaded when somebody wants to see it. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.form;
  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /* milliseconds from a change until it shows */
  const WAIT = 200;

  /** Load the script *address* beside this one, unless it *isHere*. @param {boolean} isHere @param {string} address @returns {Promise<void>} */
  const load = (isHere, address) =>
    new Promise((done) => {
      if (isHere || !own || !address) return done();
      const script = document.createElement("script");
      script.addEventListener("load", () => done());
      script.addEventListener("error", () => done());
      script.src = new URL(address, own.src).href;
      document.head.append(script);
    });
  class FormPreview {
    /** @param {FormInput} data @param {PageForm} form */
    constructor(data, form) {
      this.data = data;
      this.form = form;
      this.waiting = 0;
      this.page = element("div", { className: "s3-form-preview-page", role: "region", "aria-label": data.form.preview, tabIndex: 0 });
      const hint = element("p", { className: "s3-form-hint" }, data.form.preview_hint);
      this.element = element("details", { className: "s3-form-preview" }, element("summary", {}, data.form.preview), hint, this.page);
      this.element.addEventListener("toggle", () => this.refresh());
    }

    /** Stand in *around*, opened there or as it was. @param {HTMLElement} around @param {boolean} [open] */
    place(around, open = false) {
      if (open) around.after(this.element);
      else around.append(this.element);
      this.element.open = open || this.isWanted;
      this.element.classList.toggle("s3-form-preview-whole", open);
      this.refresh();
    }

    get isWanted() {
      return this.element.dataset.wanted === "1";
    }

    /** Draw the page soon, if it is shown. */
    refresh() {
      const { element: box } = this;
      if (!box.classList.contains("s3-form-preview-whole")) box.dataset.wanted = box.open ? "1" : "";
      clearTimeout(this.waiting);
      if (box.open) this.waiting = window.setTimeout(() => this.draw(), WAIT);
    }

    async draw() {
      await load("markdownit" in window, own?.dataset.s3Markdown ?? "");
      await load("markdownitDeflist" in window, own?.dataset.s3Deflist ?? "");
      await load("DrawnPage" in S3, own?.dataset.s3View ?? "");
      if (!window.markdownit || !S3.DrawnPage) {
        this.page.textContent = this.data.form.preview_failed;
        return;
      }
      const drawn = new S3.DrawnPage(this.data, this.form).draw();
      this.page.replaceChildren(drawn);
    }
  }

  S3.FormPreview = FormPreview;
}
