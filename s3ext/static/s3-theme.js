/* Light or dark before anything is drawn: what the reader chose, or else what the system says. In the head, not
   deferred; a file of its own because pages run no script that stands in them. */
"use strict";
(() => {
  const root = document.documentElement;
  const chosen = (name) => localStorage.getItem(name) || root.dataset.theme || "auto";
  root.dataset.mode = chosen("mode");
  root.dataset.theme = chosen("theme");
  if (root.dataset.theme === "auto") {
    root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
})();
