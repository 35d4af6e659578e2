// @ts-check
/* Blocks as the Markdown of a page; words that Markdown would read as its own are escaped, and no others: as
   s3ext/core/importing/markdown.py does it, whose patterns and limits come as data. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { isText, wordsOf } = S3.importHtml;
  const WORD = /[\p{L}\p{N}]/u;
  const BREAK = "\\";

  /** The blanks before and after *text*. @param {string} text */
  const gaps = (text) => [text.slice(0, text.length - text.trimStart().length), text.slice(text.trimEnd().length)];
  /** *spans* in groups; *isNew* says whether one begins with a span that follows another. @param {ImportSpan[]} spans @param {(one: ImportSpan, before: ImportSpan) => boolean} isNew */
  const grouped = (spans, isNew) => {
    /** @type {ImportSpan[][]} */
    const groups = [];
    for (const one of spans) {
      if (groups.length && !isNew(one, groups.at(-1).at(-1))) groups.at(-1).push(one);
      else groups.push([one]);
    }
    return groups;
  };
  /** *spans* in lines. @param {ImportSpan[]} spans */
  const split = (spans) => {
    /** @type {ImportSpan[][]} */
    const lines = [[]];
    for (const one of spans) {
      if (one.isBreak) lines.push([]);
      else lines.at(-1).push(one);
    }
    return lines;
  };
  /** *spans* with each picture alone. @param {ImportSpan[]} spans */
  const pieces = (spans) => grouped(spans, (one, before) => Boolean(one.picture || before.picture));
  /** How the writing of *one* begins. @param {ImportSpan | undefined} one */
  const startOf = (one) => (!one ? "" : one.note || one.picture ? "[" : one.place ? "{" : one.text.slice(0, 1));
  /** *pieces* in one line; an exclamation mark before a link or a note would make a picture of it. @param {string[]} pieces */
  const joined = (pieces) => pieces.reduce((line, piece) => (piece.startsWith("[") && line.endsWith("!") ? `${line.slice(0, -1)}\\!` : line) + piece, "");
  /** @param {string[]} cells */
  const row = (cells) => `| ${cells.join(" | ")} |`;

  class ImportMarkdown {
    /**
     * `cite` gives the id of the source of a note by its key, `picture` the file of a picture's name and text.
     * @param {ImportText} text @param {(key: string) => string} cite @param {(source: string, alt: string) => string} picture @param {ImportReport} report
     */
    constructor(text, cite, picture, report) {
      this.text = text;
      this.rules = text.rules;
      this.cite = cite;
      this.picture = picture;
      this.report = report;
      this.bare = text.pattern("bare", "g");
      this.isBare = text.pattern("bare", "", true);
      this.meaning = text.pattern("meaning", "g");
      this.lineStart = text.starting("line_start");
      this.numbered = text.starting("numbered");
      this.point = text.pattern("point");
      this.dashed = text.starting("dash_start");
    }

    /** The lines of *blocks*, with an empty one between two. @param {ImportBlock[]} blocks @returns {string[]} */
    blocks(blocks) {
      /** @type {string[]} */
      const lines = [];
      /** @type {ImportBlock | null} */
      let before = null;
      let end = ".";
      for (const block of blocks) {
        /* with one sign after their numbers Markdown would make one list of two */
        const areOne = before?.kind === "list" && block.kind === "list" && before.numbered && block.numbered;
        end = end === "." && areOne ? ")" : ".";
        const written = this.block(block, end);
        if (!written.length) continue;
        lines.push(...(lines.length ? [""] : []), ...written);
        before = block;
      }
      return lines;
    }

    /** @param {ImportBlock} block @param {string} end what follows the numbers of a list @returns {string[]} */
    block(block, end = ".") {
      switch (block.kind) {
        case "heading":
          return [`${"#".repeat(block.level)} ${this.line(block.spans).replace(/#+$/, "\\$&")}`];
        case "paragraph":
          return block.style === "markdown" ? this.verbatim(block.spans) : this.paragraph(block.spans);
        case "list":
          return this.list(block, end);
        case "table":
          return this.table(block);
        default:
          return this.blocks(block.blocks).map((line) => `> ${line}`.trimEnd());
      }
    }

    /** @param {ImportSpan[]} spans */
    verbatim(spans) {
      return spans.map((one) => (one.isBreak ? "\n" : one.text)).join("").split("\n").map((line) => line.trimEnd());
    }

    /** A paragraph, with each picture in one of its own. @param {ImportSpan[]} spans */
    paragraph(spans) {
      const written = pieces(spans).map((piece) => this.lines(piece)).filter((lines) => lines.length);
      return written.flatMap((lines, at) => (at ? ["", ...lines] : lines));
    }

    /** @param {ImportSpan[]} spans */
    lines(spans) {
      const lines = split(spans).map((part) => this.line(part).trim()).filter(Boolean);
      const wrapped = lines.map((line) => this.wrapped(line).map((piece) => this.atStart(piece)));
      for (const pieces of wrapped.slice(0, -1)) pieces[pieces.length - 1] += BREAK;
      return wrapped.flat();
    }

    /** @param {ImportList} list @param {string} end */
    list(list, end) {
      return list.items.flatMap((item, at) => {
        const sign = list.numbered ? `${list.start + at}${end} ` : "- ";
        const [first, ...others] = this.item(item);
        return [sign + first, ...others.map((line) => line && " ".repeat(sign.length) + line)];
      });
    }

    /** The lines of a point; a list right below its words stands without an empty line. @param {ImportBlock[]} item */
    item(item) {
      const [first, ...others] = item;
      if (others.length && first.kind === "paragraph" && others.every(({ kind }) => kind === "list")) {
        const lists = others.flatMap((block) => this.block(block));
        const words = this.lines(first.spans);
        return [...(words.length ? words : [""]), ...lists];
      }
      const lines = this.blocks(item);
      return lines.length ? lines : [""];
    }

    /** @param {ImportTable} table */
    table(table) {
      const rows = table.rows.map((cells) => cells.map(({ paragraphs }) => this.cell(paragraphs)));
      const count = rows.reduce((sum, cells) => sum + cells.length, 0);
      if (count > this.rules.most_cells || rows.some((cells) => row(cells).length > this.rules.longest_line)) {
        this.report.add("changed", "table_large", wordsOf(table.rows[0][0].paragraphs.flat()));
        return table.rows.flatMap((cells) => cells.flatMap(({ paragraphs }) => paragraphs.flatMap((spans) => [...this.lines(spans), ""])));
      }
      this.report.count("tables");
      return [row(rows[0]), `|${"---|".repeat(rows[0].length)}`, ...rows.slice(1).map(row)];
    }

    /** @param {ImportSpan[][]} paragraphs */
    cell(paragraphs) {
      const lines = paragraphs.flatMap((spans) => split(spans).flatMap(pieces));
      const parts = lines.map((line) => this.line(line, true).trim());
      return parts.filter(Boolean).join("<br>");
    }

    /* -- text ----------------------------------------------------------------------------------------- */

    /** *spans* without line breaks in one line. @param {ImportSpan[]} spans */
    line(spans, inTable = false) {
      const words = spans.filter((one) => !one.isBreak);
      const resolved = grouped(words, (one, before) => one.href !== before.href).flatMap((link) => this.resolved(link));
      const groups = grouped(resolved, (one, before) => one.href !== before.href);
      /** @type {string[]} */
      const written = [];
      for (const [at, group] of groups.entries()) {
        const after = startOf(groups[at + 1]?.[0]);
        if (group[0].href) written.push(this.link(group, inTable));
        else written.push(...this.looks(group, written.join("").slice(-1), after, inTable));
      }
      return joined(written);
    }

    /** The *spans* of one link, or of none, with the address that a page may have; "" if it may not. @param {ImportSpan[]} spans */
    resolved(spans) {
      const { href } = spans[0];
      if (!href) return spans;
      const words = wordsOf(spans);
      const address = this.text.linkAddress(href);
      if (href.startsWith("#")) this.report.add("changed", "link_inside", words);
      else if (!address || this.text.leadsElsewhere(words, address)) this.report.add("left_out", "link", `${words}: ${href}`);
      else if (words.trim() && spans.every(isText)) return spans.map((one) => ({ ...one, href: address }));
      return spans.map((one) => ({ ...one, href: "" }));
    }

    /** @param {ImportSpan[]} spans @param {boolean} inTable */
    link(spans, inTable) {
      const words = wordsOf(spans);
      const address = spans[0].href;
      if (words.trim() === address && this.isBare.test(address)) return words;
      const plain = joined(this.looks(spans, "", "", inTable));
      const [gap, after] = gaps(plain);
      /* no address in the words is read as a link of its own */
      const inner = plain.trim().replace(/(https?):\/\//gi, "$1\\://").replaceAll("www.", "www\\.");
      return `${gap}[${inner}](${address})${after}`;
    }

    /** *spans* of one link, or of none, each in its look; what stands *before* and *after* them is one character. @param {ImportSpan[]} spans @param {string} before @param {string} after @param {boolean} inTable */
    looks(spans, before, after, inTable) {
      /** @type {string[]} */
      const found = [];
      let wasMarked = false;
      for (const [number, one] of spans.entries()) {
        if (!isText(one)) {
          wasMarked = false;
          found.push(one.note ? this.note(one.note) : this.shown(one));
          continue;
        }
        const left = (found.join("") || before).slice(-1);
        const right = number + 1 < spans.length ? startOf(spans[number + 1]) : after;
        const [written, isMarked] = this.inLook(one, left, right, wasMarked, inTable);
        /* a note or a picture with an address after it would be a link, with a colon the text of a note */
        found.push(left === "]" && /^[(:]/.test(written) ? `\\${written}` : written);
        wasMarked = isMarked;
      }
      return found;
    }

    /** @param {string} key */
    note(key) {
      const id = this.cite(key);
      return id && `[^${id}]`;
    }

    /** @param {ImportSpan} one */
    shown(one) {
      const alt = this.escaped(one.text);
      const name = this.picture(one.picture, one.text);
      return name && `![${alt}](${name})`;
    }

    /**
     * The words of *one* between their marks, and whether there are marks right at its end; without those that Markdown
     * would not read: beside a word they must stand at a letter or a digit.
     * @param {ImportSpan} one @param {string} left @param {string} right @param {boolean} wasMarked @param {boolean} inTable @returns {[string, boolean]}
     */
    inLook(one, left, right, wasMarked, inTable) {
      const { text } = one;
      const plain = /** @type {[string, boolean]} */ ([this.escaped(text, inTable), false]);
      if (one.place) {
        if (!text.trim() || text.length > this.rules.longest_role || /[`|\\<[\]]/.test(text)) return plain;
        const [gap, after] = gaps(text);
        return [`${gap}{${one.place}}\`${text.trim()}\`${after}`, false];
      }
      const mark = "*".repeat(2 * Number(one.strong) + Number(one.em));
      if (!mark || !text.trim() || (wasMarked && text[0].trim())) return plain;
      let [start, end] = [text.length - text.trimStart().length, text.trimEnd().length];
      const opensInWord = start === 0 && left.trim();
      const closesInWord = end === text.length && right.trim();
      while (opensInWord && start < end && !WORD.test(text[start])) start++;
      while (closesInWord && start < end && !WORD.test(text[end - 1])) end--;
      if (start >= end) return plain;
      const inner = this.escaped(text.slice(start, end), inTable);
      /* a mark beside a sign that is escaped or an address is not read as one */
      if (/^[\\*_]|[\\*_]$/.test(inner) || text.slice(start, end).search(this.bare) >= 0) return plain;
      return [`${this.escaped(text.slice(0, start), inTable)}${mark}${inner}${mark}${this.escaped(text.slice(end), inTable)}`, end === text.length];
    }

    /** *text* as words: no sign in it means anything; a bare address of the web is left as it is. @param {string} text */
    escaped(text, inTable = false) {
      let [pieces, done] = ["", 0];
      for (const { 0: found, index } of text.matchAll(this.bare)) {
        if (/[\p{L}\p{N}/*_~<]$/u.test(text.slice(0, index))) continue;
        pieces += this.escape(text.slice(done, index), inTable) + found;
        done = index + found.length;
      }
      return pieces + this.escape(text.slice(done), inTable);
    }

    /** @param {string} text @param {boolean} inTable */
    escape(text, inTable) {
      const escaped = text.replace(this.meaning, "\\$&");
      return inTable ? escaped.replaceAll("|", "\\|") : escaped;
    }

    /** *line* with nothing at its start that begins something else than a text. @param {string} given */
    atStart(given) {
      const line = given.replace(this.point, "");
      const found = this.numbered.exec(line);
      if (found) return `${found.groups.number}\\${line.slice(found.groups.number.length)}`;
      if (this.dashed.test(line) || !this.lineStart.test(line)) return line;
      const isMarked = line.startsWith("*") && !line.startsWith("* ");
      return isMarked ? line : `\\${line}`;
    }

    /** *line* in pieces that the gate lets through, parted at blanks. @param {string} line */
    wrapped(line) {
      const pieces = [];
      let rest = line;
      while (rest.length > this.rules.wrapped) {
        const place = rest.lastIndexOf(" ", this.rules.wrapped - 1);
        if (place <= 0) break;
        pieces.push(rest.slice(0, place));
        rest = rest.slice(place + 1);
      }
      return [...pieces, rest];
    }
  }

  S3.ImportMarkdown = ImportMarkdown;
}
