"use strict";
/* The theme's menus for narrow screens are dialogs without a name: each takes that of its button. */
for (const button of document.querySelectorAll(".sidebar-toggle[aria-controls]")) {
  document.getElementById(button.getAttribute("aria-controls"))?.setAttribute("aria-label", button.ariaLabel);
}
/* Sphinx's link that takes away the marks of a search is a script in an address, which the page's policy does not run. */
document.addEventListener("click", (event) => {
  if (!event.target.closest?.(".highlight-link a") || typeof SphinxHighlight === "undefined") return;
  event.preventDefault();
  SphinxHighlight.hideSearchWords();
});
