// @ts-check
/* One record as one's own: chosen here, kept in this browser and never sent. Lists then put what is like it first, and say
   why. The data is loaded once somebody chooses or has chosen. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const KEY = "s3-own";
  /* the version of this script, which its data name too (s3ext/web/scripts.py) */
  const MADE = "s3-version";
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".s3-own"));

  /** What is chosen; nothing where the browser keeps nothing. */
  const stored = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  /** Keep the choice *id*, or forget it. @param {string} id */
  const store = (id) => {
    try {
      if (id) localStorage.setItem(KEY, id);
      else localStorage.removeItem(KEY);
    } catch {
      // it holds for this page alone
    }
  };
  /** A button with *text* that does *work*. @param {string} text @param {() => void} work */
  const button = (text, work) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", work);
    return made;
  };

  class OwnRecord {
    /** @param {HTMLElement} place */
    constructor(place) {
      this.place = place;
      this.root = place.dataset.root ?? "";
      this.id = stored();
      this.words = place.textContent?.trim() ?? "";
      /** @type {Map<Element, Element[]>} */
      this.before = new Map();
    }

    /** Load the data, then go on. @param {(data: OwnData) => void} work */
    load(work) {
      if (S3.ownData) return work(S3.ownData);
      const script = document.createElement("script");
      script.src = `${this.root}s3-own-data.js?v=${MADE}`;
      script.addEventListener("load", () => {
        if (S3.ownData && S3.ownMade === MADE) return work(S3.ownData);
        // the data are of another day than the page
        this.place.replaceChildren();
        S3.dom.renewed(this.place);
      });
      document.head.append(script);
    }

    /** How what belongs to the records *ids* is like one's own: its place, 0 for one's own, and why. @param {string[]} ids */
    of(ids) {
      const data = S3.ownData;
      if (!data?.names[this.id]) return null;
      const [name] = data.names[this.id];
      if (ids.includes(this.id)) return { rank: 0, reason: data.texts.ours.replace("{name}", name) };
      const place = (data.near[this.id] ?? []).findIndex(([id]) => ids.includes(id));
      if (place < 0) return null;
      const [id, why] = data.near[this.id][place];
      const words = { name: data.names[id]?.[0] ?? id, reason: why };
      return { rank: place + 1, reason: data.texts.like.replace(/\{(name|reason)\}/g, (_, word) => words[/** @type {"name"} */ (word)]) };
    }

    /** Choose *id*, or nothing. @param {string} id */
    choose(id) {
      this.id = id;
      store(id);
      this.load((data) => {
        this.show(data);
        /** @type {HTMLElement | null} */ (this.place.querySelector("a, button"))?.focus();
      });
    }

    /** Say what is chosen, and sort the lists. @param {OwnData} data */
    show(data) {
      const { texts, names } = data;
      const own = names[this.id];
      const page = this.place.dataset.id;
      if (own) {
        const link = Object.assign(document.createElement("a"), { href: this.root + own[1], textContent: own[0] });
        const change = button(texts.change, () => this.ask(data));
        this.place.replaceChildren(`${texts.is} `, link, change, button(texts.forget, () => this.choose("")));
      } else this.offer();
      if (page) return;
      for (const list of document.querySelectorAll("ul.s3-records:not(.s3-records-catalogue)")) this.sort(list);
      // lists to choose from put their rows in order themselves
      document.dispatchEvent(new Event("s3-own"));
    }

    /** The button alone. */
    offer() {
      const page = this.place.dataset.id;
      this.place.replaceChildren(button(this.words, () => (page ? this.choose(page) : this.load((data) => this.ask(data)))));
    }

    /** A list to choose from. @param {OwnData} data */
    ask(data) {
      const select = document.createElement("select");
      select.setAttribute("aria-label", data.texts.choose);
      select.append(new Option(data.texts.choose, ""));
      for (const [id, [name]] of Object.entries(data.names)) select.append(new Option(name, id, false, id === this.id));
      select.addEventListener("change", () => this.choose(select.value));
      this.place.replaceChildren(select);
      select.focus();
    }

    /** Say in the *row* of a list how it is like one's own; its place, Infinity for what is not. @param {Element} row */
    mark(row) {
      row.querySelector(".s3-own-reason")?.remove();
      const home = new URL(this.root || ".", location.href).href;
      const link = /** @type {HTMLAnchorElement | null} */ (row.querySelector("a"));
      const path = link ? decodeURI(link.href.split("#")[0].slice(home.length)) : "";
      const likeness = this.of(S3.ownData?.of[path] ?? []);
      if (!likeness) return Infinity;
      row.append(Object.assign(document.createElement("p"), { className: "s3-own-reason", textContent: likeness.reason }));
      return likeness.rank;
    }

    /** What is like one's own first, each with why; without a choice as it was. @param {Element} list */
    sort(list) {
      const rows = this.before.get(list) ?? [...list.children];
      this.before.set(list, rows);
      const found = rows.map((row) => ({ row, rank: this.mark(row) }));
      // equals, Infinity among them, stay in their order
      found.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
      list.append(...found.map(({ row }) => row));
    }

    begin() {
      this.offer();
      if (this.id) this.load((data) => this.show(data));
    }
  }

  if (box) {
    const own = new OwnRecord(box);
    S3.likeness = { mark: (row) => own.mark(row) };
    own.begin();
  }
}
