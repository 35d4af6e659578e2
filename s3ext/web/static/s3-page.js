// @ts-check
/* What pages do beside showing their text: menus, light or dark, where one is in the text. Without it all is there. */
"use strict";
{
  const root = document.documentElement;
  const stored = ["light", "dark", "auto"];

  /** @param {string} mode */
  const setMode = (mode) => {
    const dark = mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : mode === "dark";
    root.dataset.mode = mode;
    root.dataset.theme = dark ? "dark" : "light";
    localStorage.setItem("mode", mode);
    localStorage.setItem("theme", root.dataset.theme);
    for (const button of document.querySelectorAll("[data-s3-mode]")) {
      button.ariaPressed = String(button.getAttribute("data-s3-mode") === mode);
    }
  };
  setMode(stored.includes(root.dataset.mode) ? root.dataset.mode : "auto");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setMode(root.dataset.mode));

  /* Menus that open below their word: another click, Escape, and whatever leads elsewhere close them. */
  for (const popup of document.querySelectorAll("details.s3-popup")) {
    popup.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== "Escape" || !popup.hasAttribute("open")) return;
      event.stopPropagation();
      event.preventDefault();
      popup.removeAttribute("open");
      popup.querySelector("summary").focus();
    });
    popup.addEventListener("focusout", (event) => {
      const to = /** @type {Node} */ (/** @type {FocusEvent} */ (event).relatedTarget);
      if (to && !popup.contains(to)) popup.removeAttribute("open");
    });
  }
  document.addEventListener("click", (event) => {
    const clicked = /** @type {Element} */ (event.target);
    const mode = clicked.closest?.("[data-s3-mode]")?.getAttribute("data-s3-mode");
    if (mode) setMode(mode);
    for (const popup of document.querySelectorAll("details.s3-popup[open]")) {
      if (mode || !popup.contains(clicked)) popup.removeAttribute("open");
    }
  });

  /**
   * On narrow screens a column of the page is shown in a dialog: all that is in it, and its classes, move there.
   * @param {Element} from @param {Element} to
   */
  const move = (from, to) => {
    to.append(...from.childNodes);
    to.classList.add(...from.classList);
    from.removeAttribute("class");
  };
  /** @param {HTMLElement} toggle @param {HTMLDialogElement} dialog @param {Element} column */
  const followToggle = (toggle, dialog, column) => {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "s3-close";
    close.textContent = toggle.dataset.s3Close;
    close.addEventListener("click", () => dialog.close());
    dialog.ariaLabel = toggle.ariaLabel;
    toggle.addEventListener("click", () => {
      move(column, dialog);
      dialog.prepend(close);
      dialog.showModal();
      toggle.ariaExpanded = "true";
    });
    dialog.addEventListener("close", () => {
      toggle.ariaExpanded = "false";
      close.remove();
      move(dialog, column);
    });
    dialog.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      // beside the dialog, or on the way to another place of the page
      if (event.target === dialog ? isOutside(event, dialog) : link?.hash) dialog.close();
    });
    new ResizeObserver(() => {
      if (dialog.open && !toggle.checkVisibility()) dialog.close();
    }).observe(toggle);
  };
  /** @param {MouseEvent} event @param {Element} element */
  const isOutside = (event, element) => {
    const box = element.getBoundingClientRect();
    return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  };
  for (const name of ["primary", "secondary"]) {
    const toggle = /** @type {HTMLElement} */ (document.querySelector(`.${name}-toggle`));
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(`pst-${name}-sidebar-modal`));
    const column = document.getElementById(`pst-${name}-sidebar`);
    if (toggle && dialog && column) followToggle(toggle, dialog, column);
  }

  /* What scrolls by itself can be reached by keyboard. */
  const main = document.querySelector("main");
  const giveStops = () => {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("pre, .pst-scrollable-table-container"))) {
      const name = box.querySelector("caption .caption-text");
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) {
        box.tabIndex = 0;
        if (name) Object.assign(box, { role: "region", ariaLabel: name.textContent });
      } else for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
    }
  };
  if (main) {
    let waiting = 0;
    const soon = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(giveStops);
    };
    new MutationObserver(soon).observe(main, { childList: true, subtree: true });
    new ResizeObserver(soon).observe(main);
  }

  /** Where the address leads on this page. */
  const target = () => (location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);

  /**
   * In the menu of the page's headings, the one that one reads below is marked, and its part unfolded.
   * @param {HTMLElement} menu
   */
  const followHeadings = (menu) => {
    const places = [...menu.querySelectorAll("a")].flatMap((link) => {
      const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return place ? [{ link, place }] : [];
    });
    const top = (/** @type {Element} */ element) => element.getBoundingClientRect().top;
    const current = () => {
      const isLast = scrollY + innerHeight >= root.scrollHeight - 2;
      const named = isLast && places.find(({ place }) => place === target() && top(place) < innerHeight);
      return (named || places.findLast(({ place }) => top(place) < innerHeight * 0.3))?.link;
    };
    const mark = () => {
      const here = current();
      for (const { link } of places) {
        if (link === here) link.ariaCurrent = "true";
        else link.removeAttribute("aria-current");
      }
      for (const entry of menu.querySelectorAll(".toc-entry")) entry.classList.toggle("active", entry.contains(here));
    };
    let waiting = 0;
    const soon = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(mark);
    };
    for (const name of ["scroll", "resize", "hashchange"]) addEventListener(name, soon, { passive: true });
    soon();
  };
  const menu = document.getElementById("pst-page-toc-nav");
  if (menu) followHeadings(menu);

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

  /* The participants' sheet is shown alone by its address, which Firefox forgets on paper. */
  const followSheet = () => {
    document.body.classList.toggle("s3-sheet", document.querySelector("span:first-child:target ~ .s3-switch") !== null);
  };
  if (document.querySelector(".s3-switch")) {
    addEventListener("hashchange", followSheet);
    followSheet();
  }

  /* Who comes from a search finds its words marked, by scripts of Sphinx that nobody else needs. Their link that takes the
     marks away is a script in an address, which the page's policy does not run. */
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (new URLSearchParams(location.search).has("highlight")) {
    for (const name of own.dataset.s3Marks?.split(" ") ?? []) {
      const script = document.createElement("script");
      script.async = false; // one after another
      script.src = new URL(name, own.src).href;
      document.head.append(script);
    }
  }
  document.addEventListener("click", (event) => {
    const clicked = /** @type {Element} */ (event.target);
    if (!clicked.closest?.(".highlight-link a") || typeof SphinxHighlight === "undefined") return;
    event.preventDefault();
    SphinxHighlight.hideSearchWords();
  });
}
