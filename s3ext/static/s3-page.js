/* The theme's menus for narrow screens are dialogs without a name: each takes that of its button. */
"use strict";
for (const button of document.querySelectorAll(".sidebar-toggle[aria-controls]")) {
  document.getElementById(button.getAttribute("aria-controls"))?.setAttribute("aria-label", button.ariaLabel);
}
