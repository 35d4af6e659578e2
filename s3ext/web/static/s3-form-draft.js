// @ts-check
/* The draft of the form: kept in this browser until it is thrown away, so that nothing is lost by a closed window. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { element } = S3.form;
  const WAIT = 400;

  class Draft {
    /**
     * `save` gives the values of the whole form as plain data, `load` puts such data back and goes to the step that was
     * shown; `told` hears when it was saved, or null if it could not be.
     * @param {Record<string, string>} words @param {() => unknown} save
     * @param {(kept: Record<string, KeptPage>, step?: string) => void} load @param {(when: Date | null) => void} told
     */
    constructor(words, save, load, told) {
      this.words = words;
      this.save = save;
      this.load = load;
      this.told = told;
      this.step = "";
      this.key = `s3-form:${location.pathname}`;
      this.waiting = 0;
      /* an older draft is not written over before somebody has said what shall happen to it */
      this.held = false;
    }

    stored() {
      try {
        const draft = JSON.parse(localStorage.getItem(this.key));
        return draft && typeof draft.values === "object" ? draft : null;
      } catch {
        return null;
      }
    }

    /** Whether the browser keeps it: some do not for pages from disk, or in private windows. */
    write() {
      const when = new Date();
      try {
        localStorage.setItem(this.key, JSON.stringify({ saved: when.getTime(), step: this.step, values: this.save() }));
      } catch {
        this.told(null);
        return false;
      }
      this.told(when);
      return true;
    }

    /** Another *step* is shown: what is kept says so, if anything is. @param {string} step */
    turn(step) {
      this.step = step;
      if (!this.held && this.stored()) this.keep();
    }

    forget() {
      clearTimeout(this.waiting);
      S3.forgetFiles(this.stored()?.values);
      try {
        localStorage.removeItem(this.key);
      } catch {
        /* nothing was kept */
      }
    }

    keep() {
      if (this.held) return;
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => this.write(), WAIT);
    }

    /** Keep it at once; whether it is kept. */
    now() {
      clearTimeout(this.waiting);
      return this.held || this.write();
    }

    /** Somebody has begun with something else. */
    release() {
      this.held = false;
    }

    /** The message about an older draft, if there is one: it can be gone on with or thrown away. */
    notice() {
      const draft = this.stored();
      if (!draft) return "";
      const { words } = this;
      this.held = true;
      const when = new Date(draft.saved).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
      const resume = element("button", { type: "button", className: "s3-form-main" }, words.draft_continue);
      const drop = element("button", { type: "button" }, words.draft_drop);
      const text = element("p", {}, fill(words.draft_found, { when }));
      const actions = element("p", { className: "s3-form-actions" }, resume, " ", drop);
      const box = element("div", { className: "s3-form-draft", role: "region", "aria-label": words.draft }, text, actions);
      resume.addEventListener("click", () => this.decide(box, words.draft_continued, () => this.load(draft.values, draft.step)));
      drop.addEventListener("click", () => this.decide(box, words.draft_dropped, () => this.forget()));
      return box;
    }

    /** @param {HTMLElement} box @param {string} text @param {() => void} act */
    decide(box, text, act) {
      this.held = false;
      act();
      const message = element("p", { role: "status", tabIndex: -1 }, text);
      box.replaceChildren(message);
      message.focus();
    }
  }

  S3.Draft = Draft;
}
