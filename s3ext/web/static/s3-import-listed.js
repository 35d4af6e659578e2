// @ts-check
/* Sources in the text of a document, below a heading of their own or behind a label, as notes; and numbers such as [1] that
   cite them: as s3ext/core/importing/listed_sources.py and cited_numbers.py have it, where the rules stand. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { isText, runs, span, without, wordsOf } = S3.importHtml;
  const isBlank = /^[ \u00a0]*$/;

  /** *block* with what *change* makes of each of its texts. @param {ImportBlock} block @param {(spans: ImportSpan[]) => ImportSpan[]} change @returns {ImportBlock} */
  const changed = (block, change) => {
    switch (block.kind) {
      case "paragraph":
        return block.style ? block : { ...block, spans: change(block.spans) };
      case "heading":
        return { ...block, spans: change(block.spans) };
      case "list":
        return { ...block, items: block.items.map((item) => item.map((inner) => changed(inner, change))) };
      case "quote":
        return { ...block, blocks: block.blocks.map((inner) => changed(inner, change)) };
      default:
        return { ...block, rows: block.rows.map((row) => row.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map(change) }))) };
    }
  };
  /** *blocks* in parts: a heading, null for the first, and what stands below it. @param {ImportBlock[]} blocks */
  const byHeading = (blocks) => {
    /** @type {{heading: ImportHeading | null, held: ImportBlock[]}[]} */
    const parts = [{ heading: null, held: [] }];
    for (const block of blocks) {
      if (block.kind === "heading") parts.push({ heading: block, held: [] });
      else parts.at(-1).held.push(block);
    }
    return parts;
  };

  class ImportListed {
    /**
     * `fits` says whether words are a name, `parts` the words and the address of a note.
     * @param {ImportContent} content @param {ImportOutline} outline @param {ImportText} text @param {ImportReport} report
     * @param {(words: string, name: string) => boolean} fits @param {(spans: ImportSpan[]) => [string, string]} parts
     */
    constructor(content, outline, text, report, fits, parts) {
      this.content = content;
      this.outline = outline;
      this.text = text;
      this.report = report;
      this.fits = fits;
      this.parts = parts;
      this.number = text.starting("listed_number");
      this.parted = text.pattern("listed_parted");
      this.cited = text.pattern("cited", "g");
      this.range = text.pattern("cited_range", "g");
      /* of the notes that the sources became @type {string[]} */
      this.keys = /** @type {string[]} */ ([]);
      /* the key of the source with a number; "" if several have it */
      this.numbers = /** @type {Map<number, string>} */ (new Map());
    }

    /** *blocks* without the sources, which are notes of the content now, and with notes where it cites them. @param {ImportBlock[]} blocks */
    takenFrom(blocks) {
      const kept = this.without(blocks);
      if (!this.keys.length) return kept;
      /** @type {string[]} */
      const cited = [];
      const look = (/** @type {ImportSpan[]} */ spans) => {
        for (const { text } of spans.filter(isText)) for (const [found] of text.matchAll(this.cited)) cited.push(found);
        return spans;
      };
      for (const block of kept) changed(block, look);
      const isClear = cited.every((one) => this.numbersIn(one).every((number) => this.numbers.get(number)));
      if (isClear) return kept.map((block) => changed(block, (spans) => this.noted(spans)));
      for (const one of cited) this.report.add("to_fill", "source_numbers", one);
      return kept;
    }

    /* -- what is taken --------------------------------------------------------------------------------- */

    /** @param {ImportBlock[]} blocks */
    without(blocks) {
      const parts = byHeading(blocks).map((part) => ({ ...part, left: this.left(part.heading, part.held) }));
      /** @type {ImportBlock[]} */
      let found = [];
      /* the level of the next heading that stays */
      let nextLevel = 0;
      for (const { heading, held, left } of parts.reverse()) {
        const level = heading && this.isHead(heading) ? heading.level : 0;
        /* with nothing below it, it headed the notes that the program keeps, or other headings of sources */
        const isEmpty = this.content.notes.size > 0 && nextLevel <= level;
        if (level && !left.length && (held.length || isEmpty)) {
          this.report.withdraw("heading_faked", wordsOf(heading.spans));
          continue;
        }
        nextLevel = heading?.level ?? 0;
        found = [...(heading ? [heading] : []), ...left, ...found];
      }
      return found;
    }

    /** @param {ImportHeading} heading */
    isHead({ isTitle, spans }) {
      const words = wordsOf(spans);
      const fits = (/** @type {string} */ name) => this.fits(words, name);
      return !isTitle && this.outline.source_headings.some(fits) && !this.outline.sections.some(({ heading, names }) => [heading, ...names].some(fits));
    }

    /** What of the blocks *held* below *heading* stays in the text. @param {ImportHeading | null} heading @param {ImportBlock[]} held */
    left(heading, held) {
      if (!heading || !this.isHead(heading)) return this.unlabelled(held);
      const needsAddress = held.some(({ kind }) => kind === "list");
      return held.flatMap((block) => this.rest(block, needsAddress));
    }

    /** What of *block* is no source. @param {ImportBlock} block @param {boolean} needsAddress @returns {ImportBlock[]} */
    rest(block, needsAddress) {
      if (block.kind === "list") return this.restOfList(block);
      return block.kind === "paragraph" && !block.style && this.take(block.spans, { needsAddress }) ? [] : [block];
    }

    /** @param {ImportList} listing @returns {ImportBlock[]} */
    restOfList(listing) {
      /** @type {ImportBlock[][]} */
      const items = [];
      let { start } = listing;
      for (const [at, item] of listing.items.entries()) {
        const paragraphs = item.filter((block) => block.kind === "paragraph").filter(({ style }) => !style);
        const spans = paragraphs.flatMap((block) => [span({ text: " " }), ...block.spans]).slice(1);
        const number = listing.start + at;
        if (paragraphs.length === item.length && this.take(spans, { number: listing.numbered ? number : 0, isItem: true })) continue;
        if (!items.length) start = number;
        items.push(item);
      }
      if (items.length) return [{ ...listing, items, start }];
      const [[first]] = listing.items;
      for (const code of ["list_faked", "list_letters"]) this.report.withdraw(code, first.kind === "paragraph" ? wordsOf(first.spans) : "");
      return [];
    }

    /** *blocks* without paragraphs that begin with a label of sources, and what belongs to them. @param {ImportBlock[]} blocks */
    unlabelled(blocks) {
      /** @type {ImportBlock[]} */
      const found = [];
      for (let place = 0; place < blocks.length; place++) {
        const block = blocks[place];
        const length = this.label(block);
        if (!length || block.kind !== "paragraph") {
          found.push(block);
          continue;
        }
        const rest = without(block.spans, length);
        if (wordsOf(rest).trim()) {
          if (!this.take(rest, {})) found.push(block);
          continue;
        }
        const after = this.rightAfter(blocks.slice(place + 1));
        place += after.length;
        const left = after.flatMap((one) => this.rest(one, true));
        found.push(...(left.length || !after.length ? [block] : []), ...left);
      }
      return found;
    }

    /** The list that *blocks* begin with, or the paragraphs with addresses. @param {ImportBlock[]} blocks */
    rightAfter(blocks) {
      if (blocks[0]?.kind === "list") return blocks.slice(0, 1);
      const end = blocks.findIndex((block) => block.kind !== "paragraph" || block.style || !this.parts(block.spans)[1]);
      return end < 0 ? blocks : blocks.slice(0, end);
    }

    /** How long the label is that *block* begins with; 0 if it begins with none. @param {ImportBlock} block */
    label(block) {
      if (block.kind !== "paragraph" || block.style) return 0;
      const end = block.spans.findIndex((one) => !isText(one));
      const words = wordsOf(end < 0 ? block.spans : block.spans.slice(0, end));
      const colon = words.indexOf(":");
      const label = words.slice(0, Math.max(colon, 0));
      return colon >= 0 && this.outline.source_labels.some((name) => this.fits(label, name)) ? colon + 1 : 0;
    }

    /**
     * Make notes of *given*, if they are one source or several; whether they are.
     * @param {ImportSpan[]} given @param {{number?: number, needsAddress?: boolean, isItem?: boolean}} options
     */
    take(given, { number = 0, needsAddress = false, isItem = false }) {
      const found = given.length && isText(given[0]) ? this.number.exec(wordsOf(given)) : null;
      const spans = found ? without(given, found[0].length) : given;
      const own = found ? Number(found.groups.number) : number;
      const isSure = isItem || Boolean(found);
      const pieces = isSure ? [spans] : this.pieces(spans);
      if (!pieces.every((piece) => this.isSource(piece, isSure, needsAddress))) return false;
      for (const piece of pieces) {
        const key = `listed-${this.keys.length + 1}`;
        this.keys.push(key);
        this.content.notes.set(key, piece);
        if (own) this.numbers.set(own, this.numbers.has(own) ? "" : key);
      }
      return true;
    }

    /** @param {ImportSpan[]} spans @param {boolean} isSure @param {boolean} needsAddress */
    isSource(spans, isSure, needsAddress) {
      if (!spans.every((one) => isText(one) || one.isBreak)) return false;
      const [title, address] = this.parts(spans);
      const linked = new Set(spans.map(({ href }) => this.text.webAddress(href)).filter(Boolean));
      if (linked.size > 1 || !(title || address)) return false;
      return isSure || Boolean(address) || (!needsAddress && title.length <= this.text.rules.longest_title);
    }

    /** *spans* in lines, these parted at semicolons, if each piece has an address; else as one. @param {ImportSpan[]} spans */
    pieces(spans) {
      const parted = spans.flatMap((one) => {
        const texts = isText(one) ? one.text.split(this.parted) : [];
        return texts.length < 2 ? [one] : texts.flatMap((text) => [span({ isBreak: true }), { ...one, text }]).slice(1);
      });
      for (const all of [parted, spans]) {
        const lines = runs(all, (one) => one.isBreak).filter(([first]) => !first.isBreak);
        if (lines.length && lines.every((line) => this.parts(line)[1])) return lines;
      }
      return [spans];
    }

    /* -- what cites them ------------------------------------------------------------------------------- */

    /** The numbers of [1, 3-5]: 1, 3, 4, 5. Those of a range that ends before it begins are 0, which nothing has. @param {string} cited */
    numbersIn(cited) {
      return [...cited.matchAll(this.range)].flatMap(({ groups }) => {
        const first = Number(groups.first);
        const last = Number(groups.last ?? first);
        return first <= last ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : [0];
      });
    }

    /** *spans* with notes for numbers, without blanks before them. @param {ImportSpan[]} spans */
    noted(spans) {
      /** @type {ImportSpan[]} */
      const found = [];
      for (const one of spans) {
        let done = 0;
        for (const cited of isText(one) ? one.text.matchAll(this.cited) : []) {
          found.push({ ...one, text: one.text.slice(done, cited.index) });
          while (found.length && isText(found.at(-1)) && isBlank.test(found.at(-1).text)) found.pop();
          const last = found.at(-1);
          if (last && isText(last)) found[found.length - 1] = { ...last, text: last.text.replace(/[ \u00a0]+$/, "") };
          found.push(...this.numbersIn(cited[0]).map((number) => span({ note: this.numbers.get(number) })));
          done = cited.index + cited[0].length;
        }
        if (!isText(one)) found.push(one);
        else if (done < one.text.length) found.push({ ...one, text: one.text.slice(done) });
      }
      return found;
    }
  }

  S3.ImportListed = ImportListed;
}
