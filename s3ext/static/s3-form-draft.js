/* The draft of the form: kept in this browser until it is thrown away, so that nothing is lost by a closed window. */
"use strict";
/* `save` gives the values of the whole form as plain data, `load` puts such data back */
window.s3FormDraft = (words, controls, { save, load }) => {
  const { element, fill } = controls;
  const KEY = `s3-form:${location.pathname}`;
  const WAIT = 400;
  let waiting = 0;
  /* an older draft is not written over before somebody has said what shall happen to it */
  let held = false;

  const stored = () => {
    try {
      const draft = JSON.parse(localStorage.getItem(KEY));
      return draft && typeof draft.values === "object" ? draft : null;
    } catch {
      return null;
    }
  };
  /* whether the browser keeps it: some do not for pages from disk, or in private windows */
  const write = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ saved: Date.now(), values: save() }));
      return true;
    } catch {
      return false;
    }
  };
  const forget = () => {
    clearTimeout(waiting);
    try {
      localStorage.removeItem(KEY);
    } catch {
      /* nothing was kept */
    }
  };
  const keep = () => {
    if (held) return;
    clearTimeout(waiting);
    waiting = setTimeout(write, WAIT);
  };
  const now = () => {
    clearTimeout(waiting);
    return held || write();
  };

  const notice = () => {
    const draft = stored();
    if (!draft) return "";
    held = true;
    const when = new Date(draft.saved).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    const resume = element("button", { type: "button", className: "s3-form-main" }, words.draft_continue);
    const drop = element("button", { type: "button" }, words.draft_drop);
    const told = element("p", {}, fill(words.draft_found, { when }));
    const box = element("div", { className: "s3-form-draft", role: "region", "aria-label": words.draft }, told, element("p", { className: "s3-form-actions" }, resume, " ", drop));
    const done = (text, act) => () => {
      held = false;
      act();
      box.replaceChildren(element("p", { role: "status", tabIndex: -1 }, text));
      box.firstChild.focus();
    };
    resume.addEventListener("click", done(words.draft_continued, () => load(draft.values)));
    drop.addEventListener("click", done(words.draft_dropped, forget));
    return box;
  };
  /* somebody has begun with something else */
  const release = () => (held = false);
  return { forget, keep, notice, now, release };
};
