// @ts-check
/* A document as the parts of a page: as s3ext/core/importing/page.py and headings.py make them, where the rules stand; a
   test compares what both make of the same documents. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { readBlocks, span, wordsOf } = S3.importHtml;
  const { fold } = S3.importText;
  const { ArchiveError } = S3.formArchive;

  /** How many letters must be put in, taken away or changed to make *other* of *one*. @param {string} one @param {string} other @param {number} most */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    const row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let number = 1; number <= one.length; number++) {
      let before = row[0];
      row[0] = number;
      for (let place = 1; place <= other.length; place++) {
        const now = Math.min(row[place] + 1, row[place - 1] + 1, before + Number(one[number - 1] !== other[place - 1]));
        before = row[place];
        row[place] = now;
      }
    }
    return row.at(-1);
  };

  class PageMaker {
    /** @param {ImportContent} content @param {ImportOptions} options @param {FormInput} data @param {ImportText} text @param {ImportReport} report */
    constructor(content, { outline, names, known = [] }, data, text, report) {
      this.outline = outline;
      this.names = names ?? {};
      this.isExported = content.isExported;
      this.text = text;
      this.rules = text.rules;
      this.report = report;
      this.numberBefore = text.starting("heading_number");
      /** @type {{source: string, name: string, alt: string}[]} */
      this.pictures = [];
      this.sources = new S3.ImportSources(content, { prefix: outline.note, known }, text, new S3.FormRules(data), report);
      this.listed = new S3.ImportListed(content, outline, text, report, (words, name) => this.fits(words, name, true), (spans) => this.sources.parts(spans));
      this.writer = new S3.ImportMarkdown(text, (key) => this.sources.cite(key), (source, alt) => this.picture(source, alt), report);
      this.headings = new Set(outline.sections.map(({ heading }) => fold(heading)));
    }

    /** @param {ImportBlock[]} given @returns {ImportedPage} */
    page(given) {
      const { report } = this;
      const blocks = this.isExported ? given : this.listed.takenFrom(given);
      const { isPart } = this.outline;
      const [title, untitled] = isPart ? ["", blocks] : this.title(blocks);
      const [summary, rest] = isPart ? ["", untitled] : this.summary(untitled);
      const sections = [];
      for (const { heading, held } of this.sections(rest)) {
        report.count("headings", Number(Boolean(heading) && !isPart) + held.filter(({ kind }) => kind === "heading").length);
        report.count("lists", held.filter(({ kind }) => kind === "list").length);
        const markdown = this.writer.blocks(held).join("\n");
        if (markdown.trim()) sections.push({ heading, markdown });
      }
      if (sections.reduce((sum, { markdown }) => sum + markdown.length, 0) > this.rules.most_characters) throw new ArchiveError("import_long");
      this.citeListed();
      report.count("sources", this.sources.found.length);
      report.count("pictures", this.pictures.length);
      for (const { heading } of isPart ? [] : this.outline.sections) if (!sections.some((part) => part.heading === heading)) report.add("to_fill", "section", heading);
      const taken = Object.fromEntries(Object.entries(report.taken).filter(([, count]) => count).sort(([one], [other]) => (one < other ? -1 : 1)));
      return { title, summary, sections, sources: this.sources.found, pictures: this.pictures, taken, remarks: report.remarks };
    }

    /** Make sources of those in the text too that nothing there cites, and tell what became of all. */
    citeListed() {
      const { ids } = this.sources;
      const [keys, cited] = [new Set(ids.keys()), new Set(ids.values())];
      for (const key of this.listed.keys) {
        const source = this.sources.cite(key);
        if (keys.has(key)) this.report.add("changed", "sources_cited", source);
        else if (!cited.has(source)) this.report.add("changed", "sources_listed", source);
      }
    }

    /* -- headings ------------------------------------------------------------------------------------- */

    /** Whether *words* are *name*, whatever their case, accents and signs; if not *strict*, nearly or in the main. @param {string} words @param {string} name @param {boolean} strict */
    fits(words, name, strict) {
      const plain = words.replace(this.numberBefore, "");
      const [have, wanted] = [fold(plain), fold(name)];
      if (have === wanted) return true;
      if (strict || !have) return false;
      const begins = plain.toLowerCase().startsWith(name.toLowerCase()) && /^[ \u00a0]/.test(plain.slice(name.length));
      const most = wanted.length >= this.rules.shortest_near ? Math.floor(wanted.length / this.rules.one_in) : 0;
      return begins || distance(have, wanted, most) <= most;
    }

    /** The place of the section that *words* head, and whether they are its own heading. @param {string} words @returns {{place: number, isOwn: boolean} | null} */
    find(words) {
      for (const strict of [true, false]) {
        const own = this.outline.sections.findIndex(({ heading }) => this.fits(words, heading, strict));
        if (own >= 0) return { place: own, isOwn: true };
        const named = this.outline.sections.findIndex(({ names }) => names.some((name) => this.fits(words, name, strict)));
        if (named >= 0) return { place: named, isOwn: false };
      }
      return null;
    }

    /** @param {string} words */
    isSummary(words) {
      return this.outline.summary.some((name) => this.fits(words, name, true));
    }

    /** The title, and *blocks* without it. @param {ImportBlock[]} blocks @returns {[string, ImportBlock[]]} */
    title(blocks) {
      const headings = blocks.filter((block) => block.kind === "heading");
      const marked = headings.find(({ isTitle }) => isTitle);
      const found = marked ?? this.likelyTitle(blocks, headings);
      if (!found) return ["", blocks];
      const title = wordsOf(found.spans).trim();
      if (!marked) this.report.add("changed", "title_heading", title);
      return [title, blocks.filter((block) => block !== found && !(block.kind === "heading" && fold(wordsOf(block.spans)) === fold(title)))];
    }

    /** @param {ImportBlock[]} blocks @param {ImportHeading[]} headings */
    likelyTitle(blocks, headings) {
      const highest = Math.min(...headings.map(({ level }) => level));
      const top = headings.filter(({ level }) => level === highest);
      const [first] = top;
      if (!first || this.find(wordsOf(first.spans)) || this.isSummary(wordsOf(first.spans))) return null;
      return blocks[0] === first || (top.length === 1 && headings.length > 1) ? first : null;
    }

    /** The summary, and *blocks* without it. @param {ImportBlock[]} blocks @returns {[string, ImportBlock[]]} */
    summary(blocks) {
      const place = blocks.findIndex((block) => block.kind === "heading" && this.isSummary(wordsOf(block.spans)));
      if (place < 0) {
        if (!this.isExported) this.report.add("to_fill", "summary");
        return ["", blocks];
      }
      const after = blocks[place + 1];
      if (after?.kind !== "paragraph" || after.style) return ["", blocks];
      const words = wordsOf(after.spans).split(/\s+/).filter(Boolean).join(" ");
      if (words.length < this.outline.shortest || words.length > this.outline.longest) {
        this.report.add("to_fill", "summary_length", words);
        return ["", blocks];
      }
      const rest = blocks.slice(place + 2);
      const kept = !rest.length || rest[0].kind === "heading" ? [] : [blocks[place]];
      if (after.spans.some(({ note }) => note)) this.report.add("left_out", "summary_notes", words);
      return [words, [...blocks.slice(0, place), ...kept, ...rest]];
    }

    /* -- sections ------------------------------------------------------------------------------------- */

    /** The blocks of each section of the outline that the document has, in the order of the outline. @param {ImportBlock[]} blocks */
    sections(blocks) {
      const { sections } = this.outline;
      if (!sections.length) return [{ heading: "", held: this.levelled(blocks, 1) }];
      const begins = this.begins(blocks);
      const held = sections.map(() => /** @type {ImportBlock[]} */ ([]));
      const seen = new Set();
      let now = 0;
      /** @type {ImportBlock[]} */
      let open = [];
      for (const block of blocks) {
        const place = begins.get(block);
        if (place === undefined) {
          open.push(block);
          continue;
        }
        held[now].push(...this.levelled(open, 2));
        open = seen.has(place) ? [block] : [];
        now = place;
        if (!seen.has(place)) this.tellNamed(/** @type {ImportHeading} */ (block), place);
        seen.add(place);
      }
      held[now].push(...this.levelled(open, 2));
      if (!begins.size && blocks.length && !this.outline.isPart) this.report.add("changed", "one_section", sections[0].heading);
      return sections.map(({ heading }, at) => ({ heading, held: held[at] })).filter((part) => part.held.length);
    }

    /** The place in the outline of each heading that begins a section. @param {ImportBlock[]} blocks */
    begins(blocks) {
      /** @type {Map<ImportBlock, {level: number, place: number, isOwn: boolean}>} */
      const found = new Map();
      for (const block of blocks) {
        const place = block.kind === "heading" && this.find(wordsOf(block.spans));
        if (place) found.set(block, { level: block.level, ...place });
      }
      const highest = Math.min(...[...found.values()].map(({ level }) => level));
      return new Map([...found].filter(([, { level, isOwn }]) => isOwn || level === highest).map(([block, { place }]) => [block, place]));
    }

    /** @param {ImportHeading} block @param {number} place */
    tellNamed(block, place) {
      const { heading } = this.outline.sections[place];
      const words = wordsOf(block.spans).trim();
      if (fold(words) !== fold(heading)) this.report.add("changed", "heading_named", `${words} → ${heading}`);
    }

    /** *blocks* with their headings below a heading of the level *above*, none skipped and none twice. @param {ImportBlock[]} blocks @param {number} above @returns {ImportBlock[]} */
    levelled(blocks, above) {
      /** @type {number[]} */
      const levels = [];
      return blocks.map((block) => {
        if (block.kind !== "heading") return block;
        while (levels.length && levels.at(-1) >= block.level) levels.pop();
        levels.push(block.level);
        return { ...block, level: Math.min(above + levels.length, this.rules.deepest_heading), spans: this.unlike(block), isTitle: false };
      });
    }

    /** The words of a heading; with a number, if another on the page has the same. @param {ImportHeading} block */
    unlike({ spans }) {
      const words = wordsOf(spans);
      /** @param {number} number */
      const numbered = (number) => (number === 1 ? words : `${words} ${number}`);
      let number = 1;
      while (this.headings.has(fold(numbered(number)))) number++;
      if (number > 1) this.report.add("changed", "heading_twice", words);
      this.headings.add(fold(numbered(number)));
      return number === 1 ? spans : [...spans, span({ text: ` (${number})` })];
    }

    /** The name of a picture on the page, or "" if it cannot be shown. @param {string} source @param {string} alt */
    picture(source, alt) {
      const known = this.pictures.find((one) => one.source === source);
      if (known) return known.name;
      const ending = source.slice(source.lastIndexOf(".") + 1).toLowerCase();
      if (!this.outline.pictures.includes(ending)) {
        this.report.add("left_out", "picture_kind", alt ? `${alt} (${ending})` : ending);
        return "";
      }
      const name = this.names[source] ?? source;
      if (!name) {
        this.report.add("left_out", "picture_broken", alt || source);
        return "";
      }
      this.pictures.push({ source, name, alt });
      if (!alt) this.report.add("to_fill", "picture_text", name);
      return name;
    }
  }

  /**
   * What the tree *root* of a document becomes: in a kind with the outline of *options*, or a part of a page.
   * @param {Element} root @param {ImportOptions} options @param {FormInput} data
   */
  const pageOf = (root, options, data) => {
    const report = new S3.ImportReport();
    report.remarks.push(...(options.remarks ?? []));
    const text = new S3.ImportText(data);
    const content = readBlocks(root);
    const blocks = new S3.ImportShapes(text, report).shape(content);
    const outline = content.isExported ? { ...options.outline, sections: [], summary: [] } : options.outline;
    return new PageMaker(content, { ...options, outline }, data, text, report).page(blocks);
  };

  S3.importPage = { pageOf };
}
