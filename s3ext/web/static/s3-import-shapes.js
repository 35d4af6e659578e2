// @ts-check
/* What people make look like a heading, a list or a table, as what they meant; clean words everywhere: as
   s3ext/core/importing/shapes.py does it, whose patterns and limits come as data. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { isText, runs, without, wordsOf } = S3.importHtml;

  /** @param {ImportSpan[]} spans @returns {ImportParagraph} */
  const paragraph = (spans) => ({ kind: "paragraph", spans, style: "" });
  /** @param {ImportBlock} block @returns {ImportBlock[]} */
  const paragraphsIn = (block) => {
    if (block.kind === "list") return block.items.flatMap((item) => item.flatMap(paragraphsIn));
    return block.kind === "quote" ? block.blocks.flatMap(paragraphsIn) : [block];
  };
  /** Add *block*; two lists of points in a row are one. @param {ImportBlock[]} blocks @param {ImportBlock} block */
  const add = (blocks, block) => {
    const last = blocks.at(-1);
    if (last?.kind === "list" && block.kind === "list" && !last.numbered && !block.numbered) last.items.push(...block.items);
    else blocks.push(block);
  };
  /** @param {ImportCell[]} row */
  const wordsIn = (row) => row.map(({ paragraphs }) => paragraphs.map(wordsOf).join(" ")).join(" | ");
  /** A heading as a bold paragraph: in lists and quotations there are no headings. @param {ImportBlock} block @param {RegExp} bullet @returns {ImportBlock} */
  const demoted = (block, bullet) => {
    if (block.kind !== "heading") return block;
    const sign = bullet.exec(wordsOf(block.spans));
    const spans = sign ? without(block.spans, sign[0].length) : block.spans;
    return paragraph(spans.map((one) => (isText(one) ? { ...one, strong: true } : one)));
  };
  /** One row of a table with merged cells written out; what goes on below is kept in *below*. @param {ImportCell[]} row @param {Map<number, [number, ImportCell]>} below */
  const writtenRow = (row, below) => {
    /** @type {ImportCell[]} */
    const line = [];
    const waiting = [...row];
    while (waiting.length || below.has(line.length)) {
      const column = line.length;
      if (below.has(column)) {
        const [left, cell] = below.get(column);
        below.delete(column);
        line.push({ paragraphs: cell.paragraphs, columns: 1, rows: 1 });
        if (left > 1) below.set(column, [left - 1, cell]);
        continue;
      }
      const cell = waiting.shift();
      for (let step = 0; step < cell.columns; step++) {
        const one = { paragraphs: step ? [] : cell.paragraphs, columns: 1, rows: 1 };
        if (cell.rows > 1) below.set(line.length, [cell.rows - 1, one]);
        line.push(one);
      }
    }
    return line;
  };
  /** *rows* with merged cells as cells of one row and column each; whether there were any. @param {ImportCell[][]} rows @returns {[ImportCell[][], boolean]} */
  const writtenOut = (rows) => {
    /** @type {Map<number, [number, ImportCell]>} */
    const below = new Map();
    const filled = rows.map((row) => {
      const line = writtenRow(row, below);
      for (const column of below.keys()) if (column >= line.length) below.delete(column);
      return line;
    });
    return [filled, rows.some((row) => row.some(({ columns, rows: high }) => columns > 1 || high > 1))];
  };

  class ImportShapes {
    /** @param {ImportText} text @param {ImportReport} report */
    constructor(text, report) {
      this.text = text;
      this.rules = text.rules;
      this.report = report;
      this.hidden = 0;
      this.depth = 0;
      this.bullet = text.starting("bullet");
      this.dash = text.starting("dash");
      this.number = text.starting("number");
      this.letter = text.starting("letter");
      this.spoken = text.pattern("spoken", "", true);
      this.headingEnd = text.pattern("heading_end");
    }

    /** The blocks of *content* as a page may hold them. @param {ImportContent} content */
    shape(content) {
      const blocks = this.headings(this.blocks(content.blocks));
      for (const [key, spans] of content.notes) content.notes.set(key, this.clean(spans));
      for (const look of [...content.looks].sort()) this.report.add("left_out", `look_${look}`);
      if (this.hidden) this.report.add("changed", "hidden", String(this.hidden));
      return blocks;
    }

    /** @param {ImportSpan[]} spans */
    clean(spans) {
      const [cleaned, gone] = this.text.cleanSpans(spans);
      this.hidden += gone;
      return cleaned;
    }

    /** *given* with lists for those faked, tables as tables, and nothing that is empty. @param {ImportBlock[]} given @returns {ImportBlock[]} */
    blocks(given) {
      const blocks = given.flatMap((block) => this.parted(block));
      /** @type {ImportBlock[]} */
      const found = [];
      for (let place = 0; place < blocks.length; ) {
        const run = this.runOfPoints(blocks, place);
        const made = run.length ? [this.listing(blocks.slice(place, place + run.length), run)] : this.block(blocks[place]);
        for (const block of made) add(found, block);
        place += run.length || 1;
      }
      return found;
    }

    /** @param {ImportBlock[]} blocks @param {ImportSign[]} signs @returns {ImportBlock} */
    listing(blocks, signs) {
      const items = blocks.map((block, at) => [paragraph(this.clean(without(/** @type {ImportParagraph} */ (block).spans, signs[at].length)))]);
      const { kind, value } = signs[0];
      this.report.add("changed", kind === "letter" ? "list_letters" : "list_faked", wordsOf(items[0][0].spans));
      return { kind: "list", numbered: kind !== "bullet", items, start: kind === "number" ? value : 1 };
    }

    /** @param {ImportBlock} block @returns {ImportBlock[]} */
    block(block) {
      switch (block.kind) {
        case "paragraph":
          return this.paragraph(block);
        case "heading":
          return this.heading(block);
        case "list": {
          const items = block.items.map((item) => this.item(item)).filter((item) => item.length);
          return items.length ? [{ ...block, items }] : [];
        }
        case "quote": {
          const inner = this.item(block.blocks);
          return inner.length ? [{ kind: "quote", blocks: inner }] : [];
        }
        default:
          return this.table(block);
      }
    }

    /** @param {ImportParagraph} block @returns {ImportBlock[]} */
    paragraph(block) {
      if (block.style === "contents") {
        this.report.add("left_out", "contents");
        return [];
      }
      if (block.style === "markdown") return wordsOf(block.spans).trim() ? [block] : [];
      const spans = this.clean(block.spans);
      return spans.length ? [paragraph(spans)] : [];
    }

    /** @param {ImportHeading} block @returns {ImportBlock[]} */
    heading(block) {
      const pictures = block.spans.filter((one) => one.picture).map((one) => paragraph([one]));
      const spans = this.clean(block.spans.filter((one) => !one.picture));
      const plain = spans.filter((one) => !one.isBreak).map((one) => ({ ...one, strong: false, em: false, place: "", href: "" }));
      return wordsOf(plain).trim() ? [{ ...block, spans: plain }, ...pictures] : pictures;
    }

    /** @param {ImportBlock[]} blocks @returns {ImportBlock[]} */
    item(blocks) {
      this.depth++;
      const found = this.blocks(blocks).map((block) => demoted(block, this.bullet));
      this.depth--;
      return this.depth < this.rules.deepest_list ? found : found.flatMap(paragraphsIn);
    }

    /** @param {ImportTable} table @returns {ImportBlock[]} */
    table(table) {
      const { report } = this;
      const rows = table.rows.map((row) => row.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map((spans) => this.clean(spans)).filter((spans) => spans.length) })));
      const [written, merged] = writtenOut(rows);
      const filled = written.filter((row) => row.some(({ paragraphs }) => paragraphs.length));
      if (!filled.length) return [];
      const width = Math.max(...filled.map((row) => row.length));
      const first = wordsIn(filled[0]);
      if (width === 1 || filled.length === 1) {
        report.add("changed", "table_flat", first);
        return this.blocks(filled.flatMap((row) => row.flatMap(({ paragraphs }) => paragraphs.map(paragraph))));
      }
      if (merged) report.add("changed", "table_merged", first);
      if (table.heads !== 1) report.add("changed", table.heads ? "table_heads" : "table_head", first);
      const empty = () => ({ paragraphs: /** @type {ImportSpan[][]} */ ([]), columns: 1, rows: 1 });
      return [{ kind: "table", rows: filled.map((row) => [...row, ...Array.from({ length: width - row.length }, empty)]), heads: 1 }];
    }

    /** *blocks* with a heading for each short paragraph that is bold from end to end. @param {ImportBlock[]} blocks @returns {ImportBlock[]} */
    headings(blocks) {
      const real = blocks.filter((block) => block.kind === "heading").filter(({ isTitle }) => !isTitle).map(({ level }) => level);
      const level = real.length ? Math.min(Math.max(...real) + 1, this.rules.deepest_heading) : 2;
      return blocks.map((block) => {
        if (block.kind !== "paragraph" || !this.isFaked(block)) return block;
        this.report.add("changed", "heading_faked", wordsOf(block.spans));
        const spans = block.spans.filter(isText).map((one) => ({ ...one, strong: false, em: false }));
        return { kind: "heading", level, spans, isTitle: false, isFaked: true };
      });
    }

    /** @param {ImportParagraph} block */
    isFaked({ style, spans }) {
      const words = wordsOf(spans).trim();
      if (style || !words || words.length > this.rules.longest_heading) return false;
      const isBold = spans.every((one) => isText(one) && (one.strong || !one.text.trim()));
      return isBold && !spans.some((one) => one.href) && this.headingEnd.test(words);
    }

    /** What stands before the words of *block*, if it may be a point of a list. @param {ImportBlock} block @returns {ImportSign | null} */
    signOf(block) {
      if (block.kind !== "paragraph" || block.style || !block.spans.length || !isText(block.spans[0])) return null;
      const words = wordsOf(block.spans);
      let found = this.bullet.exec(words);
      if (found) return words.slice(found[0].length).trim() ? { kind: "bullet", value: 0, length: found[0].length, isSure: true } : null;
      found = this.dash.exec(words);
      if (found) return { kind: "bullet", value: 0, length: found[0].length, isSure: found.groups.gap.includes("\t") };
      found = this.number.exec(words);
      if (found) return { kind: "number", value: Number(found.groups.number), length: found[0].length, isSure: found.groups.gap.includes("\t") };
      found = this.letter.exec(words);
      return found ? { kind: "letter", value: found.groups.letter.toLowerCase().charCodeAt(0) - 96, length: found[0].length, isSure: false } : null;
    }

    /** The signs of the points that begin at *place* and belong together; none if that is no list. @param {ImportBlock[]} blocks @param {number} place */
    runOfPoints(blocks, place) {
      /** @type {ImportSign[]} */
      const signs = [];
      for (const block of blocks.slice(place)) {
        const sign = this.signOf(block);
        const before = signs.at(-1);
        if (!sign || (before && (sign.kind !== signs[0].kind || (before.kind !== "bullet" && sign.value !== before.value + 1)))) break;
        signs.push(sign);
      }
      if (!signs.length || (signs[0].kind === "letter" && signs[0].value !== 1)) return [];
      const spoken = blocks.slice(place, place + signs.length).some((block) => this.spoken.test(wordsOf(/** @type {ImportParagraph} */ (block).spans).trim()));
      const isHeading = signs.length === 1 && signs[0].kind === "number" && this.isFaked(/** @type {ImportParagraph} */ (blocks[place]));
      return !spoken && !isHeading && (signs.length > 1 || signs[0].isSure) ? signs : [];
    }

    /** A paragraph whose lines are points as one paragraph for each; a picture alone in one. @param {ImportBlock} block @returns {ImportBlock[]} */
    parted(block) {
      if (block.kind !== "paragraph" || block.style) return [block];
      return runs(block.spans, (one) => Boolean(one.picture)).flatMap((spans) => this.linesOf(paragraph(spans)));
    }

    /** @param {ImportParagraph} block @returns {ImportBlock[]} */
    linesOf(block) {
      const lines = runs(block.spans, (one) => one.isBreak).filter(([first]) => !first.isBreak).map(paragraph);
      const signs = lines.map((line) => this.signOf(line)).filter(Boolean);
      /* one line with breaks around it is that line */
      return lines.length === 1 || signs.length > 1 || signs.some(({ kind }) => kind === "bullet") ? lines : [block];
    }
  }

  S3.ImportShapes = ImportShapes;
}
