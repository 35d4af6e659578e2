// @ts-check
/* The HTML of a document, of a closed set of tags, as blocks: as s3ext/core/importing/html_blocks.py reads it, where the
   rules stand. The tree is one that the browser's parser made and that is in no page: nothing in it runs or is fetched. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const NOTE = /^(?:foot|end)note-(?!ref-)[\p{L}\p{N}_-]+$/u;
  const BACK = /^#(?:foot|end)note-ref-/;
  const HEADER = "s3_header";
  const CITED = "s3_";
  const BLOCKS = "p, ul, ol, table, blockquote, div, section, li, hr, h1, h2, h3, h4, h5, h6";
  /* looks that a page has none for, and what the report calls them */
  const LOOKS = /** @type {Record<string, string>} */ ({ u: "underlined", s: "struck", strike: "struck", del: "struck" });
  const UNREAD = new Set(["script", "style", "head", "title", "template", "svg", "math", "iframe", "object", "noscript"]);
  const MOST_SPANNED = 50;
  const DEEPEST = 100;

  /** Words with one look; or a line break, a note's number, a picture. @param {Partial<ImportSpan>} parts @returns {ImportSpan} */
  const span = (parts) => ({ text: "", strong: false, em: false, place: "", href: "", note: "", picture: "", isBreak: false, ...parts });
  /** @param {ImportSpan} one */
  const isText = (one) => !(one.note || one.picture || one.isBreak);
  /** The words of *spans*, a blank for each line break. @param {ImportSpan[]} spans */
  const wordsOf = (spans) => spans.map((one) => (one.isBreak ? " " : isText(one) ? one.text : "")).join("");
  /** *spans* without their first *length* characters. @param {ImportSpan[]} spans @param {number} length */
  const without = (spans, length) => {
    let left = length;
    const found = spans.map((one) => {
      if (!left || !isText(one)) return one;
      const cut = Math.min(left, one.text.length);
      left -= cut;
      return { ...one, text: one.text.slice(cut) };
    });
    return found.filter((one) => one.text || !isText(one));
  };
  /** *spans* in runs of those that are so, and of those that are not. @param {ImportSpan[]} spans @param {(one: ImportSpan) => boolean} isSo */
  const runs = (spans, isSo) => {
    /** @type {ImportSpan[][]} */
    const found = [];
    for (const one of spans) {
      const last = found.at(-1);
      if (last && isSo(last[0]) === isSo(one)) last.push(one);
      else found.push([one]);
    }
    return found;
  };
  /** @param {string} text */
  const spanned = (text) => (/^\d+$/.test(text) ? Math.min(Math.max(Number(text), 1), MOST_SPANNED) : 1);
  /** @param {Element} node */
  const holdsBlocks = (node) => Boolean(node.querySelector(BLOCKS));
  /** @param {Element} node @param {string} name */
  const read = (node, name) => node.getAttribute(name) ?? "";
  /** @param {Element} node */
  const isList = (node) => node.localName === "ul" || node.localName === "ol";
  /** The rows of a table, not those of tables in it. @param {Element} node @returns {Element[]} */
  const rowsOf = (node) =>
    [...node.children].flatMap((child) => {
      if (child.localName === "tr") return [child];
      return ["thead", "tbody", "tfoot"].includes(child.localName) ? rowsOf(child) : [];
    });
  /** The paragraphs of *block*, whatever it is: a cell holds nothing else. @param {ImportBlock} block @returns {ImportSpan[][]} */
  const flat = (block) => {
    switch (block.kind) {
      case "list":
        return block.items.flatMap((item) => item.flatMap(flat));
      case "table":
        return block.rows.flatMap((row) => row.flatMap((cell) => cell.paragraphs));
      case "quote":
        return block.blocks.flatMap(flat);
      default:
        return [block.spans];
    }
  };

  class HtmlReader {
    constructor() {
      /** @type {Map<string, ImportSpan[]>} */
      this.notes = new Map();
      /** @type {Map<string, string>} */
      this.cited = new Map();
      /** @type {Set<string>} */
      this.looks = new Set();
      this.lastName = "";
      this.depth = 0;
    }

    /** The blocks in *node*; null where the section of an export's header begins. @param {Node} node @param {ImportSpan} look @returns {(ImportBlock | null)[]} */
    blocks(node, look) {
      if (++this.depth > DEEPEST) throw new S3.formArchive.ArchiveError("import_deep");
      /** @type {(ImportBlock | null)[]} */
      const found = [];
      /** @type {ImportSpan[]} */
      let loose = [];
      const close = () => {
        if (loose.some((one) => one.text.trim() || !isText(one))) found.push({ kind: "paragraph", spans: loose, style: "" });
        loose = [];
      };
      for (const child of node.childNodes) {
        if (child instanceof Element && UNREAD.has(child.localName)) continue;
        if (child instanceof Element && (child.matches(BLOCKS) || holdsBlocks(child))) {
          close();
          found.push(...this.block(child, look));
        } else loose.push(...this.spans(child, look));
      }
      close();
      this.depth--;
      return found;
    }

    /** @param {Element} node @param {ImportSpan} look @returns {(ImportBlock | null)[]} */
    block(node, look) {
      const name = node.localName;
      if (node.querySelector(`[id="${HEADER}"]`)) return [null];
      if (/^h[1-6]$/.test(name)) return [{ kind: "heading", level: Number(name[1]), spans: this.inline(node, look), isTitle: node.classList.contains("title"), isFaked: false }];
      if (name === "p" && !holdsBlocks(node)) {
        const style = node.classList.contains("s3-markdown") ? "markdown" : node.classList.contains("contents") ? "contents" : "";
        return [{ kind: "paragraph", spans: this.inline(node, look), style }];
      }
      if (isList(node)) return this.list(node);
      if (name === "table") return [this.table(node)];
      if (name === "blockquote") return [{ kind: "quote", blocks: this.blocks(node, look).filter(Boolean) }];
      return name === "hr" ? [] : this.blocks(node, look);
    }

    /** @param {Element} node @returns {ImportBlock[]} */
    list(node) {
      /** @type {ImportBlock[][]} */
      const items = [];
      for (const child of node.children) {
        if (child.localName === "li" && NOTE.test(child.id)) {
          if (!this.notes.has(child.id)) this.notes.set(child.id, this.note(child));
          continue;
        }
        const isItem = child.localName === "li";
        const held = !isItem && isList(child) ? this.list(child) : this.blocks(child, span({})).filter(Boolean);
        /* a list right in a list belongs to the item before */
        if (!isItem && items.length) items.at(-1).push(...held);
        else if (held.length) items.push(held);
      }
      const start = read(node, "start");
      return items.length ? [{ kind: "list", numbered: node.localName === "ol", items, start: /^\d+$/.test(start) ? Number(start) : 1 }] : [];
    }

    /** The text of a note, its paragraphs with blanks between. @param {Element} node */
    note(node) {
      /** @type {ImportSpan[]} */
      const found = [];
      for (const block of this.blocks(node, span({})))
        if (block?.kind === "paragraph") found.push(...(found.length ? [span({ text: " " })] : []), ...block.spans);
      return found;
    }

    /** @param {Element} node @returns {ImportBlock} */
    table(node) {
      const rows = [];
      let heads = 0;
      for (const row of rowsOf(node)) {
        const cells = [...row.children].filter(({ localName }) => localName === "td" || localName === "th");
        if (rows.length === heads && cells.length && cells.every(({ localName }) => localName === "th")) heads++;
        rows.push(cells.map((cell) => this.cell(cell)));
      }
      return { kind: "table", rows: rows.filter((row) => row.length), heads };
    }

    /** @param {Element} node */
    cell(node) {
      const paragraphs = this.blocks(node, span({})).filter(Boolean).flatMap(flat);
      return { paragraphs, columns: spanned(read(node, "colspan")), rows: spanned(read(node, "rowspan")) };
    }

    /** @param {Element} node @param {ImportSpan} look */
    inline(node, look) {
      return [...node.childNodes].flatMap((child) => this.spans(child, look));
    }

    /** The spans of *node*, which stands in *look*. @param {Node} node @param {ImportSpan} look @returns {ImportSpan[]} */
    spans(node, look) {
      if (node instanceof Text) return [{ ...look, text: node.data }];
      if (!(node instanceof Element) || UNREAD.has(node.localName)) return [];
      const name = node.localName;
      if (name === "br") return [span({ isBreak: true })];
      if (name === "img") return [span({ picture: read(node, "src"), text: read(node, "alt") })];
      if (name === "a") return this.link(node, look);
      if (Object.hasOwn(LOOKS, name)) this.looks.add(LOOKS[name]);
      if (name === "strong" || name === "b") return this.inline(node, { ...look, strong: true });
      if (name === "em" || name === "i") return this.inline(node, { ...look, em: true });
      return this.inline(node, name === "sub" || name === "sup" ? { ...look, place: name } : look);
    }

    /** @param {Element} node @param {ImportSpan} look */
    link(node, look) {
      const href = read(node, "href");
      if (BACK.test(href)) return [];
      if (href.startsWith("#") && NOTE.test(href.slice(1))) {
        const key = href.slice(1);
        if (this.lastName && !this.cited.has(key)) this.cited.set(key, this.lastName);
        this.lastName = "";
        return [span({ note: key })];
      }
      this.lastName = node.id.startsWith(CITED) ? node.id.slice(CITED.length).replaceAll("_", "-") : "";
      return this.inline(node, { ...look, href: href || look.href });
    }
  }

  /** *blocks* without the section that begins where null stands: what follows up to the next heading. @param {(ImportBlock | null)[]} blocks */
  const withoutHeader = (blocks) => {
    const kept = [];
    let skipping = false;
    for (const block of blocks) {
      if (!block) skipping = true;
      else if (!skipping || block.kind === "heading") {
        skipping = false;
        kept.push(block);
      }
    }
    return kept;
  };
  /** What the tree *root* says. @param {Element} root @returns {ImportContent} */
  const readBlocks = (root) => {
    const reader = new HtmlReader();
    const all = reader.blocks(root, span({}));
    const isExported = all.includes(null) || reader.cited.size > 0;
    return { blocks: withoutHeader(all), isExported, notes: reader.notes, cited: reader.cited, looks: reader.looks };
  };

  S3.importHtml = { isText, readBlocks, runs, span, without, wordsOf };
}
