// @ts-check
/* Search: files, loaded as scripts: a page opened from a folder may load nothing else. The parts of a large index say
   their version: the index may be one that the browser has kept from before. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));

  /* scripts below one address; each is read once */
  class Scripts {
    /** @param {string} root */
    constructor(root) {
      this.root = root;
      /** @type {Map<string, Promise<unknown>>} */
      this.waiting = new Map();
      /* a server may let scripts come only from addresses that a named rule has passed; ours come from the site itself */
      this.trusted = window.trustedTypes?.createPolicy("s3-search", { createScriptURL: (address) => address });
    }

    /** Done when the script at *address* has run, or could not be read. @param {string} address */
    load(address) {
      if (!this.waiting.has(address)) {
        const made = document.createElement("script");
        const whole = this.root + address;
        made.src = this.trusted ? this.trusted.createScriptURL(whole) : whole;
        const done = new Promise((resolve) => {
          made.onload = resolve;
          made.onerror = resolve;
        });
        this.waiting.set(address, done);
        document.head.append(made);
      }
      return this.waiting.get(address);
    }
  }

  class Parts {
    /** @param {SearchIndex} data @param {Engine} engine @param {Scripts} scripts */
    constructor(data, engine, scripts) {
      this.versions = data.parts ?? {};
      this.engine = engine;
      this.scripts = scripts;
      /** @type {Set<string>} */
      this.given = new Set();
      /* whether one could not be read */
      this.isBroken = false;
      S3.searchPart = (kind, number, version, part) => {
        if (this.versions[kind]?.[number] !== version) return;
        this.given.add(`${kind}/${number}`);
        engine.give(kind, number, part);
      };
    }

    /** @param {string} name */
    async loadOne(name) {
      const [kind, number] = name.split("/");
      await this.scripts.load(`s3-search/${name}.js?v=${this.versions[kind]?.[Number(number)]}`);
      if (this.given.has(name)) return;
      // without it the rest can still be searched
      this.given.add(name);
      this.isBroken = true;
      this.engine.give(kind, Number(number), null);
    }

    /** Load the parts called *names*; those that cannot be read are taken for empty. @param {string[]} names */
    async load(names) {
      await Promise.all(names.map((name) => this.loadOne(name)));
    }
  }

  S3.Scripts = Scripts;
  S3.Parts = Parts;
}
