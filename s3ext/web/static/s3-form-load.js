// @ts-check
/* Scripts that the form needs only for some: each lies beside this one, and comes when it is asked for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /** @type {Map<string, Promise<void>>} */
  const waiting = new Map();

  /** Have the script at *address*; whether it came is for who asked to see. @param {string} address @returns {Promise<void>} */
  const fetched = (address) =>
    new Promise((done) => {
      const script = document.createElement("script");
      script.addEventListener("load", () => done());
      script.addEventListener("error", () => {
        waiting.delete(address);
        done();
      });
      script.src = address;
      document.head.append(script);
    });
  /** Have the script that the page calls *name*: beside this one, but for data, which lie beside the page. @param {"s3Yaml" | "s3Import" | "s3ImportData" | "s3Mammoth"} name */
  const loadScript = (name) => {
    if (!own?.dataset[name]) return Promise.resolve();
    const address = new URL(own.dataset[name], name === "s3ImportData" ? document.baseURI : own.src).href;
    if (!waiting.has(address)) waiting.set(address, fetched(address));
    return waiting.get(address);
  };

  /** Have what takes in text with a form of its own, and files. */
  const loadImport = () => Promise.all([loadScript("s3ImportData"), loadScript("s3Import")]);

  Object.assign(S3, { loadImport, loadScript });
}
