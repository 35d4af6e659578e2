// @ts-check
"use strict";
{
  /* The theme's menus for narrow screens are dialogs without a name: each takes that of its button. */
  for (const button of document.querySelectorAll(".sidebar-toggle[aria-controls]")) {
    document.getElementById(button.getAttribute("aria-controls"))?.setAttribute("aria-label", button.ariaLabel);
  }

  /* Sphinx's link that takes away the marks of a search is a script in an address, which the page's policy does not run. */
  document.addEventListener("click", (event) => {
    const clicked = /** @type {Element} */ (event.target);
    if (!clicked.closest?.(".highlight-link a") || typeof SphinxHighlight === "undefined") return;
    event.preventDefault();
    SphinxHighlight.hideSearchWords();
  });

  const root = document.documentElement;
  /** Where the address leads on this page. */
  const target = () => (location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);
  /**
   * The header covers the top of the window; how much depends on the width, and on how large the reader's letters are.
   * Where that is more than the style expects, what the address leads to is brought to sight once more.
   * @param {Element} header
   */
  const followHeader = (header) => {
    const [entry] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    const isNew = entry?.type === "navigate";
    let isFirst = true;
    new ResizeObserver(() => {
      if (getComputedStyle(header).position !== "sticky") {
        root.style.removeProperty("--s3-header");
        return;
      }
      const height = header.getBoundingClientRect().height;
      const expected = parseFloat(getComputedStyle(root).scrollPaddingTop);
      root.style.setProperty("--s3-header", `${Math.ceil(height)}px`);
      sessionStorage.setItem("s3-header", `${innerWidth} ${Math.ceil(height)}px`);
      if (isFirst && isNew && height > expected) target()?.scrollIntoView();
      isFirst = false;
    }).observe(header);
  };

  const header = document.querySelector(".bd-header");
  if (header) followHeader(header);
}
