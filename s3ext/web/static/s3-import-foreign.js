// @ts-check
/* What somebody pastes, as HTML of the closed set of tags that s3-import-html.js reads. Word, Google Docs and LibreOffice
   each say in their own way what is bold, a list or a note. The tree is in no page: nothing in it runs or is fetched. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const UNREAD = new Set(["script", "style", "head", "title", "meta", "link", "base", "iframe", "frame", "object", "embed", "applet", "svg", "math", "template", "noscript", "input", "button", "select", "textarea", "video", "audio", "canvas", "map", "xml", "del"]);
  /* they stay what they are; all others are passed over, and what they hold is read */
  const KEPT = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "br"]);
  const LOOKS = /** @type {Record<string, string>} */ ({ b: "strong", strong: "strong", i: "em", em: "em", cite: "em", sub: "sub", sup: "sup", u: "u", s: "s", strike: "s" });
  /* notes of Word, Google Docs, LibreOffice, and of documents that were HTML already */
  const REFERENCE = /^#(?:_(?<kind>ftn|edn)(?<word>\d+)|ftnt(?<google>\d+)|sd(?<office>foot|end)note(?<number>\d+)sym|(?<own>(?:foot|end)note-(?!ref-)[\w-]+))$/;
  const BACK = /^#(?:_(?<kind>ftn|edn)ref(?<word>\d+)|ftnt_ref(?<google>\d+)|sd(?<office>foot|end)note(?<number>\d+)anc|(?<own>(?:foot|end)note-ref-[\w-]+))$/;
  const HOLDER = "div[id], div[data-style*='mso-element'], li[id]";
  const ITEM = /(?:^|;)\s*mso-list:\s*l\d+\s+level(\d+)/i;
  const DATA = /^data:image\/(png|jpeg|webp);base64,([A-Za-z0-9+/=\s]+)$/;
  const BOLD = 600;
  const DEEPEST = 100;

  /* a page with our policy objects to these even in a tree that is in no page: styles are read as data, the others go */
  const REFUSED = /<(style|script)\b[^]*?<\/\1\s*>|<\/?(?:base|link|meta)\b[^<>]*>/gi;
  const TAG = /<[a-z][^<>]*>/gi;
  const ATTRIBUTE = /(\s)(style|on[a-z]+)(?=\s*=)/gi;
  /** *html* without what a policy objects to. @param {string} html */
  const quiet = (html) => html.replace(REFUSED, "").replace(TAG, (tag) => tag.replace(ATTRIBUTE, "$1data-$2"));

  /** The style of *node* by property, as it stands there. @param {Element} node @returns {Record<string, string>} */
  const styleOf = (node) => {
    const rules = (node.getAttribute("data-style") ?? "").split(";").map((rule) => rule.split(/:(.*)/s));
    return Object.fromEntries(rules.filter(([, value]) => value).map(([name, value]) => [name.trim().toLowerCase(), value.trim().toLowerCase()]));
  };
  /** What a note is called whose link is *href*; "" if it is none of the *form*. @param {RegExp} form @param {string} href */
  const noteKey = (form, href) => {
    const found = form.exec(href)?.groups;
    if (!found) return "";
    if (found.own) return found.own.replace("-ref-", "-");
    const isEnd = found.kind === "edn" || found.office === "end";
    return `${isEnd ? "endnote" : "footnote"}-${found.word ?? found.google ?? found.number}`;
  };

  class ForeignReader {
    constructor() {
      this.page = document.implementation.createHTMLDocument("");
      /** @type {Map<string, Blob>} */
      this.pictures = new Map();
      /** @type {Map<string, Element>} */
      this.notes = new Map();
      /** @type {Set<string>} */
      this.left = new Set();
      this.depth = 0;
    }

    /** *html* as a tree of the closed set. @param {string} html @returns {Element} */
    read(html) {
      const given = new DOMParser().parseFromString(quiet(html), "text/html");
      this.takeNotes(given);
      const root = this.make("div", ...this.all(given.body));
      if (this.notes.size) root.append(this.make("ol", ...[...this.notes].map(([key, holder]) => this.note(key, holder))));
      return root;
    }

    /** @param {string} tag @param {(Node | string)[]} children */
    make(tag, ...children) {
      const made = this.page.createElement(tag);
      made.append(...children);
      return made;
    }

    /** Take the texts of notes out of the document. @param {Document} given */
    takeNotes(given) {
      for (const back of given.querySelectorAll("a[href^='#']")) {
        const key = noteKey(BACK, back.getAttribute("href"));
        if (!key || this.notes.has(key)) continue;
        const around = back.closest(HOLDER);
        const isAlone = around && [...around.querySelectorAll("a[href^='#']")].filter((link) => noteKey(BACK, link.getAttribute("href"))).length === 1;
        const holder = isAlone ? around : back.closest("p, li, div");
        if (!holder) continue;
        this.notes.set(key, holder);
        holder.remove();
      }
      for (const aside of given.querySelectorAll("[data-style*='mso-element:comment'], a[href^='#_msocom'], a[href^='#cmnt']")) {
        this.left.add("comments");
        aside.remove();
      }
    }

    /** @param {string} key @param {Element} holder */
    note(key, holder) {
      const item = this.make("li", ...this.all(holder));
      item.id = key;
      return item;
    }

    /** What is in *node*, in tags of the closed set. @param {Element} node @returns {Node[]} */
    all(node) {
      if (++this.depth > DEEPEST) throw new S3.formArchive.ArchiveError("import_deep");
      /** @type {Node[]} */
      const found = [];
      for (const child of node.childNodes) {
        if (child instanceof Text) found.push(this.page.createTextNode(child.data));
        else if (child instanceof Element) found.push(...this.one(child));
      }
      this.depth--;
      return this.gathered(found);
    }

    /** @param {Element} node @returns {Node[]} */
    one(node) {
      const name = node.localName;
      const style = styleOf(node);
      if (name === "del") this.left.add("change");
      if (UNREAD.has(name) || style.display === "none" || style["mso-hide"] === "all" || /ignore/.test(style["mso-list"] ?? "")) return [];
      if (style["mso-tab-count"]) return [this.page.createTextNode("\t")];
      if (name === "a") return this.link(node, style);
      if (name === "img") return this.picture(node);
      if (name === "li") return [this.make("li", ...this.all(node))];
      if (ITEM.test(node.getAttribute("data-style") ?? "") && !/^h[1-6]$/.test(name)) return [this.item(node, style)];
      return KEPT.has(name) ? [this.kept(node, style)] : this.looks(node, style, this.all(node));
    }

    /** @param {Element} node @param {Record<string, string>} style */
    kept(node, style) {
      const name = node.localName;
      const isTitle = node.classList.contains("MsoTitle") || (node.classList.contains("title") && /^(?:p|h1)$/.test(name));
      const inner = this.looks(node, style, this.all(node));
      if (isTitle) {
        const title = this.make("h1", ...inner);
        title.className = "title";
        return title;
      }
      if (/\bMso(?:Intense)?Quote\b/.test(node.className)) return this.make("blockquote", this.make("p", ...inner));
      const made = this.make(name === "td" && node.closest("thead") ? "th" : name, ...inner);
      if (/\bMsoToc\d/.test(node.className)) made.className = "contents";
      for (const kept of ["colspan", "rowspan", "start"]) if (node.getAttribute(kept)) made.setAttribute(kept, node.getAttribute(kept));
      return made;
    }

    /** *inner* in the looks that *node* gives it, by its name or its style. @param {Element} node @param {Record<string, string>} style @param {Node[]} inner */
    looks(node, style, inner) {
      const weight = style["font-weight"] ?? "";
      const [isBold, isPlain] = [weight.startsWith("bold") || Number(weight) >= BOLD, weight === "normal" || (weight && Number(weight) < BOLD)];
      const named = LOOKS[node.localName];
      const place = { sub: "sub", super: "sup" }[style["vertical-align"] ?? ""];
      const isBlock = KEPT.has(node.localName);
      const found = new Set([isBold && !/^h[1-6]$/.test(node.localName) ? "strong" : "", /^italic|^oblique/.test(style["font-style"] ?? "") ? "em" : "", place ?? ""]);
      if (named && !(named === "strong" && isPlain) && !(named === "em" && style["font-style"] === "normal")) found.add(named);
      const line = `${style["text-decoration"] ?? ""} ${style["text-decoration-line"] ?? ""}`;
      if (/line-through/.test(line)) found.add("s");
      else if (/underline/.test(line) && !isBlock && !node.closest("a")) found.add("u");
      found.delete("");
      /* a paragraph that holds others gives them its look one by one */
      const isOuter = inner.some((child) => child instanceof Element && KEPT.has(child.localName) && child.localName !== "br");
      if (isOuter || node.localName === "br") return inner;
      return [...found].reduce((held, tag) => [this.make(tag, ...held)], inner);
    }

    /** @param {Element} node @param {Record<string, string>} style */
    link(node, style) {
      const href = node.getAttribute("href") ?? "";
      if (noteKey(BACK, href)) return [];
      const key = noteKey(REFERENCE, href);
      if (key && this.notes.has(key)) {
        const number = this.make("a");
        number.setAttribute("href", `#${key}`);
        return [number];
      }
      if (key) {
        this.left.add("note");
        return [];
      }
      const made = this.make("a", ...this.looks(node, style, this.all(node)));
      if (href) made.setAttribute("href", href);
      return [made];
    }

    /** A picture that came along; one that lies elsewhere is not fetched. @param {Element} node */
    picture(node) {
      const found = DATA.exec(node.getAttribute("src") ?? "");
      if (!found) {
        this.left.add("picture_outside");
        return [];
      }
      const bytes = Uint8Array.from(atob(found[2].replace(/\s+/g, "")), (char) => char.charCodeAt(0));
      const name = `${this.pictures.size + 1}.${found[1].replace("jpeg", "jpg")}`;
      this.pictures.set(name, new Blob([bytes]));
      const made = this.make("img");
      made.setAttribute("src", name);
      made.setAttribute("alt", node.getAttribute("alt") ?? "");
      return [made];
    }

    /** A paragraph that Word shows as an item of a list. @param {Element} node @param {Record<string, string>} style */
    item(node, style) {
      const mark = [...node.querySelectorAll("[data-style]")].find((inner) => /ignore/.test(styleOf(inner)["mso-list"] ?? ""))?.textContent.trim() ?? "";
      const item = this.make("li", ...this.looks(node, style, this.all(node)));
      item.dataset.level = ITEM.exec(node.getAttribute("data-style"))[1];
      item.dataset.tag = /^[(]?[\p{L}\p{N}]{1,4}[.)]/u.test(mark) && !/^o$/.test(mark) ? "ol" : "ul";
      item.dataset.start = /^\d+/.exec(mark)?.[0] ?? "";
      return item;
    }

    /** *nodes* with the items of Word's lists in lists. @param {Node[]} nodes */
    gathered(nodes) {
      /** @type {Node[]} */
      const found = [];
      /** @type {Element[]} */
      let open = [];
      for (const node of nodes) {
        const isItem = node instanceof HTMLElement && Boolean(node.dataset.level);
        if (!isItem) {
          if (!(node instanceof Text && !node.data.trim())) open = [];
          found.push(node);
          continue;
        }
        const item = /** @type {HTMLElement} */ (node);
        const level = Math.min(Number(item.dataset.level), open.length + 1);
        open.length = Math.min(open.length, level);
        if (open.length === level && open.at(-1).localName !== item.dataset.tag) open.pop();
        if (open.length < level) open.push(this.opened(item, open.at(-1), found));
        item.removeAttribute("data-level");
        open.at(-1).append(item);
      }
      return found;
    }

    /** A new list for *item*, in the last item of the list *around* or among what was *found*. @param {HTMLElement} item @param {Element | undefined} around @param {Node[]} found */
    opened(item, around, found) {
      const list = this.make(item.dataset.tag);
      if (item.dataset.tag === "ol" && item.dataset.start !== "1" && item.dataset.start) list.setAttribute("start", item.dataset.start);
      if (around) around.lastElementChild.append(list);
      else found.push(list);
      return list;
    }
  }

  S3.ForeignReader = ForeignReader;
}
