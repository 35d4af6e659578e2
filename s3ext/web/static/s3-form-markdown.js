// @ts-check
/* The blocks of a text in Markdown, as far as the form looks at them: paragraphs, headings, boxes and code, also those in
   lists, quotations and boxes. They follow the parser of the check (CommonMark with MyST's boxes and comments; a test
   compares). What stands within a line is not read here. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const QUOTE = /^ {0,3}> ?/;
  const ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?= |$)/;
  const FENCE = /^ {0,3}(:{3,}|`{3,}(?=[^`]*$)|~{3,}) *(.*)$/;
  const FENCE_END = /^ {0,3}(:+|`+|~+) *$/;
  const HEADING = /^ {0,3}(#{1,6})(?: +(.*?))?(?: +#+)? *$/;
  const UNDERLINE = /^ {0,3}(=+|-+) *$/;
  const RULE = /^ {0,3}([-*_])(?: *\1){2,} *$/;
  const COMMENT = /^ {0,3}%/;
  const HTML_COMMENT = /^ {0,3}<!--/;
  const PLACE = /^ {0,3}\([^\s()]+\)= *$/;
  const NOTE = /^ {0,3}\[\^([^[\]\s]+)\]:/;
  const REFERENCE = /^ {0,3}\[[^[\]^][^[\]]*\]: *\S/;
  const CODE = /^ {4}/;
  const OPTION = /^\s*:(?!::)/;
  const BEGINNINGS = [QUOTE, ITEM, FENCE, HEADING, RULE, COMMENT, HTML_COMMENT];

  /** What the readers of one text share. */
  class Shared {
    /**
     * `directives`: those that are known, by name, with what may follow the name and what they hold; `group`: the form of
     * the tags that stand as if on lines of their own.
     * @param {Record<string, Directive>} directives @param {string} group
     */
    constructor(directives, group) {
      this.directives = directives;
      this.group = new RegExp(`^ {0,3}(?:${group})[ \\t]*`, "i");
      this.beginnings = [...BEGINNINGS, this.group];
      this.scopes = 0;
    }

    /** A new number for what a tag and its partner must both stand in. */
    scope() {
      this.scopes += 1;
      return this.scopes;
    }
  }

  /**
   * The row without what the containers put before it, and how many of them go on there.
   * @param {{width: number}[]} containers @param {string} row
   */
  const within = (containers, row) => {
    let rest = row;
    for (const [depth, { width }] of containers.entries()) {
      const before = width ? new RegExp(`^ {${width}}|^ *$`) : QUOTE;
      if (!before.test(rest)) return { depth, rest };
      rest = rest.replace(before, "");
    }
    return { depth: containers.length, rest };
  };

  /**
   * The rows of the fence that begins at `first`, the row after it, and whether a line of its own ends it.
   * @param {string[]} rows @param {number} first @param {{width: number}[]} containers @param {string} mark
   */
  const fenced = (rows, first, containers, mark) => {
    const content = [];
    for (let at = first + 1; at < rows.length; at++) {
      const { depth, rest } = within(containers, rows[at]);
      if (depth < containers.length) return { content, next: at, closed: false };
      const end = FENCE_END.exec(rest)?.[1];
      if (end && end[0] === mark[0] && end.length >= mark.length) return { content, next: at + 1, closed: true };
      content.push(rest);
    }
    return { content, next: rows.length, closed: false };
  };

  /**
   * The row after a comment of HTML that begins at `first`; 0 if it does not end, or if text follows.
   * @param {string[]} rows @param {number} first
   */
  const commentEnd = (rows, first) => {
    for (let at = first; at < rows.length; at++) {
      const after = /-->(.*)$/.exec(rows[at])?.[1];
      if (after !== undefined) return after.trim() ? 0 : at + 1;
    }
    return 0;
  };

  class Reader {
    /** @param {string[]} rows @param {Shared} shared */
    constructor(rows, shared, depth = 0) {
      this.rows = rows;
      this.shared = shared;
      this.depth = depth;
      this.scope = shared.scope();
      /** @type {Block[]} */
      this.found = [];
      /** @type {{width: number, scope: number}[]} */
      this.containers = [];
      /** @type {{rows: string[], where: string, scope: number} | null} */
      this.paragraph = null;
    }

    read() {
      for (let at = 0; at < this.rows.length; ) {
        const { rest, opened } = this.open(this.rows[at]);
        at = this.block(at, rest, opened) || at + 1;
      }
      this.end();
      return this.found;
    }

    end() {
      if (this.paragraph) {
        const { rows, where, scope } = this.paragraph;
        this.text(rows.join("\n"), where, where === "heading" ? this.shared.scope() : scope);
      }
      this.paragraph = null;
    }

    /** @param {string} text @param {string} where @param {number} scope */
    text(text, where, scope) {
      this.found.push({ kind: "text", text, where, scope });
    }

    /** Go into the quotations and items of lists that the row is in, and out of those that it is not. @param {string} row */
    open(row) {
      const { depth, rest } = within(this.containers, row);
      /* a line that goes on with a paragraph needs no marks before it */
      if (this.paragraph && depth < this.containers.length && rest.trim() && !this.shared.beginnings.some((form) => form.test(rest)))
        return { rest, opened: false };
      if (depth < this.containers.length) this.end();
      this.containers.length = depth;
      return this.begin(rest);
    }

    /** Go into what begins with the `inner` text of a row. @param {string} inner */
    begin(inner) {
      const depth = this.containers.length;
      for (let rest = inner; ; ) {
        const width = this.widthOf(rest);
        if (width === null) return { rest, opened: this.containers.length > depth };
        this.end();
        rest = width ? rest.slice(width) : rest.replace(QUOTE, "");
        this.containers.push({ width, scope: this.shared.scope() });
      }
    }

    /** How far what a new container holds is moved in: 0 for a quotation; null if the row begins none. @param {string} rest */
    widthOf(rest) {
      if (QUOTE.test(rest)) return 0;
      const mark = ITEM.exec(rest)?.[0];
      if (!mark || RULE.test(rest) || (this.paragraph && (UNDERLINE.test(rest) || /^ *(?!1[.)])\d/.test(mark)))) return null;
      const blanks = /^ */.exec(rest.slice(mark.length))[0].length;
      return mark.length + (blanks > 4 || !blanks ? 1 : blanks);
    }

    /**
     * Take in the block, or the line of a paragraph, at the row `at`; gives the row after it if it is not the next.
     * @param {number} at @param {string} rest @param {boolean} opened @returns {number | void}
     */
    block(at, rest, opened) {
      if (this.shared.group.test(rest)) return this.group(at, rest);
      const fence = FENCE.exec(rest);
      const heading = HEADING.exec(rest);
      if (this.paragraph && UNDERLINE.test(rest)) {
        this.found.push({ kind: "heading", level: rest.trim()[0] === "=" ? 1 : 2 });
        this.paragraph.where = "heading";
        return this.end();
      }
      if (!rest.trim() || COMMENT.test(rest) || PLACE.test(rest) || RULE.test(rest)) return this.end();
      if (CODE.test(rest) && !this.paragraph) return undefined;
      if (HTML_COMMENT.test(rest) && commentEnd(this.rows, at)) {
        this.end();
        return commentEnd(this.rows, at);
      }
      if (fence) {
        this.end();
        return this.fence(at, fence[1], fence[2].trim());
      }
      if (heading) {
        this.end();
        this.found.push({ kind: "heading", level: heading[1].length });
        this.text(heading[2] || "", "heading", this.shared.scope());
        return undefined;
      }
      return this.line(rest, opened);
    }

    /** What a tag that begins here, and its partner, stand in. */
    inner() {
      return this.containers.at(-1)?.scope ?? this.scope;
    }

    /**
     * Tags at the start of the row `at`; what follows them there is read as if on a row of its own.
     * @param {number} at @param {string} rest @returns {number | void}
     */
    group(at, rest) {
      this.end();
      let left = rest;
      for (let hit = this.shared.group.exec(left); hit; hit = this.shared.group.exec(left)) {
        const { begin, end } = hit.groups;
        const name = (end || begin).toLowerCase();
        this.found.push({ kind: "tag", name, ends: Boolean(end), words: hit[0].trim(), scope: this.inner() });
        left = left.slice(hit[0].length);
      }
      this.moveOut(at + 1, !left.trim());
      if (!left.trim()) return undefined;
      const { rest: inner, opened } = this.begin(left.trimStart());
      return this.block(at, inner, opened);
    }

    /**
     * What is moved in below a tag is no code: the first row if it is the text in that, and all that begin with tags.
     * @param {number} first @param {boolean} isText
     */
    moveOut(first, isText) {
      for (let at = first; at < this.rows.length; at++) {
        const { depth, rest } = within(this.containers, this.rows[at]);
        const text = rest.trimStart();
        if (depth < this.containers.length || !text || !CODE.test(rest)) return;
        if (!(isText && at === first) && !this.shared.group.test(text)) return;
        this.rows[at] = this.rows[at].slice(0, this.rows[at].length - rest.length) + text;
      }
    }

    /** @param {string} rest @param {boolean} opened */
    line(rest, opened) {
      const note = NOTE.exec(rest);
      if (note) {
        this.end();
        this.found.push({ kind: "note", label: note[1] });
      } else if (!this.paragraph && REFERENCE.test(rest)) return;
      const text = rest.slice(note ? note[0].length : 0).trim();
      const first = opened ? (this.containers.at(-1).width ? "item" : "quote") : "text";
      this.paragraph ??= { rows: [], where: first, scope: this.inner() };
      this.paragraph.rows.push(text);
    }

    /** @param {number} at @param {string} mark @param {string} info */
    fence(at, mark, info) {
      const { content, next, closed } = fenced(this.rows, at, this.containers, mark);
      this.found.push({ kind: "fence", mark, info, closed, inner: this.depth > 0 });
      const [, name, argument] = /^\{([^\s{}]*)\} *(.*)$/.exec(info) || [];
      /** @type {Partial<Directive>} */
      const known = name && Object.hasOwn(this.shared.directives, name) ? this.shared.directives[name] : {};
      if (known.titled && argument) this.text(argument, "title", this.shared.scope());
      while (known.options && content.length && OPTION.test(content[0])) content.shift();
      /* what follows the name of a plain box is the first line of what it holds */
      if (argument && !known.argument) content.unshift(argument);
      if (known.markdown) this.found.push(...new Reader(content, this.shared, this.depth + 1).read());
      return next;
    }
  }

  S3.markdownBlocks = (text, directives, group) => new Reader(text.split("\n"), new Shared(directives, group)).read();
}
