// @ts-check
/* The search page before anything is asked for: a field alone. What searches is loaded with the first letter, or at once
   where the address asks something; it goes on with what has been typed by then (s3-search.js). */
"use strict";
{
  const page = /** @type {HTMLElement | null} */ (document.querySelector(".s3-search-page"));

  /** Load the scripts one after another, once. @param {HTMLElement} place */
  const load = (place) => {
    const names = place.dataset.s3Scripts?.split(" ").filter(Boolean) ?? [];
    delete place.dataset.s3Scripts;
    // as in s3-parts.js: a server may let scripts come only from addresses that a named rule has passed
    const rule = window.trustedTypes?.createPolicy("s3-start", { createScriptURL: (address) => address });
    // the style shows the places of choices and hits
    document.documentElement.dataset.s3Asked = "";
    for (const name of names) {
      const script = document.createElement("script");
      script.async = false;
      script.src = rule ? rule.createScriptURL(name) : name;
      document.head.append(script);
    }
  };
  if (page && location.search) load(page);
  page?.querySelector("input")?.addEventListener("input", () => load(page));
}
