// @ts-check
/* Light or dark before anything is drawn: what the reader chose, or else what the system says. In the head, not
   deferred; a file of its own because pages run no script that stands in them. */
"use strict";
{
  const root = document.documentElement;
  /** @param {string} name */
  const chosen = (name) => localStorage.getItem(name) || root.dataset.theme || "auto";
  root.dataset.mode = chosen("mode");
  root.dataset.theme = chosen("theme");
  if (root.dataset.theme === "auto") {
    root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  // the typefaces that every page shows, before the style sheet that names them is here; from a disk browsers refuse that
  const { dataset, src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  for (const name of location.protocol === "file:" ? [] : (dataset.s3Fonts?.split(" ") ?? [])) {
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = "font";
    link.crossOrigin = "";
    link.href = new URL(name, src).href;
    document.head.append(link);
  }
  // a list that the address asks something of is seen when its script has answered (s3-catalogue.js)
  if (location.search) root.dataset.s3Asked = "";
  // how tall the header was on the page before (s3-page.js): with another height a page that is loaded anew would not
  // stand where it stood
  const [width, height] = (sessionStorage.getItem("s3-header") ?? "").split(" ");
  if (Number(width) === innerWidth) root.style.setProperty("--s3-header", height);
}
