// @ts-check
/* What several of our scripts need: making elements, filling in texts, work that waits its turn. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));

  /** @type {S3["dom"]["element"]} */
  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  /**
   * *text* with its `{names}` filled in; `{{` and `}}` are braces.
   * @param {string} text @param {Record<string, unknown>} details
   */
  const fill = (text, details) => text.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) => (name ? `${details[name] ?? ""}` : found[0]));
  /** *text* with *nodes* where it says `{name}`. @param {string} text @param {string} name @param {(Node | string)[]} nodes */
  const withNodes = (text, name, nodes) => text.split(`{${name}}`).flatMap((part, at) => (at ? [...nodes, part] : [part]));
  /** Do *work* when what already waits, such as a keystroke, has been done. @param {() => unknown} work */
  const soon = (work) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => work();
    port2.postMessage("");
  };

  /* Load the page anew, and its scripts: one that came from a server in the midst of an update is kept as if it were right. */
  const renew = async () => {
    const all = [...document.scripts].filter(({ src }) => src);
    await Promise.allSettled(all.map(({ src }) => fetch(src, { cache: "reload" })));
    location.reload();
  };
  /**
   * Say in *place* that its page is of another day than the data that came, and offer to load it anew.
   * @param {HTMLElement} place
   */
  const renewed = (place) => {
    const again = element("button", { type: "button" }, place.dataset.s3Reload);
    again.addEventListener("click", renew);
    place.append(element("p", { className: "s3-editorial", role: "alert" }, `${place.dataset.s3Renewed} `, again));
  };

  S3.dom = { element, fill, soon, renewed, withNodes };
}
