// @ts-check
/* Markdown as elements, as the site writes it. Nothing becomes HTML by way of a string: what is not known stays text. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.form;
  /* what tokens may become; all other kinds show their text */
  const TAGS = new Set(["p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "s", "dl", "dt", "dd"]);
  const CLASSES = { table: "table docutils align-default", ul: "simple", ol: "simple", dl: "simple" };
  /* harmless tags of HTML, and what they become (core/gate/allowed.py); the others are passed over */
  const FORMATS = {
    b: "strong", strong: "strong", i: "em", em: "em", cite: "em", dfn: "em", var: "em", s: "s", del: "s", strike: "s",
    code: "code", kbd: "code", samp: "code", tt: "code", sub: "sub", sup: "sup",
  };
  const OUTSIDE = /^(?:https?:\/\/|mailto:)/i;
  const ROLE = /\{([a-z][a-z0-9:_-]*)\}(`+)([^`]+|[^`].*?[^`])\2(?!`)/y;
  const NOTE = /\[\^([^\s\]]+)\]/y;
  const COLONS = /^(:{3,})\{([^}]*)\}\s*(.*)$/;
  /* lines that print nothing: a name for a place, a comment, a break between blocks, tags that only group */
  const SILENT = /^(?:\([^()\s]+\)=|%.*|\+\+\+.*|<!--.*-->|(?:<\/?(?:div|p|center|aside)(?:\s[^<>]*)?>\s*)+)\s*$/i;
  const OPTIONS = /^(?:[ \t]*:[a-z-]+:.*\n)+/;
  /* so deep may boxes stand in each other */
  const DEEPEST = 6;
  /* in the page around it, the title of the preview comes below a heading of the second level */
  const SHIFT = 2;

  /** @param {MarkdownState} state @param {number} line */
  const lineOf = (state, line) => state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]);
  /** A box, `:::{name}` to `:::`, as one token with its text. @type {BlockRule} */
  const readBox = (state, begin, end, silent) => {
    const found = COLONS.exec(lineOf(state, begin));
    if (!found || state.sCount[begin] - state.blkIndent >= 4) return false;
    if (silent) return true;
    let last = begin + 1;
    while (last < end && !(lineOf(state, last).trimEnd().length >= found[1].length && /^:+$/.test(lineOf(state, last).trimEnd()))) last += 1;
    const token = state.push("s3_box", "", 0);
    token.info = found[2];
    token.markup = found[3];
    token.content = state.getLines(begin + 1, last, state.sCount[begin], true);
    state.line = Math.min(last + 1, end);
    return true;
  };
  /** @type {BlockRule} */
  const readSilent = (state, begin, end, silent) => {
    let last = begin;
    if (lineOf(state, begin).startsWith("<!--")) while (last < end - 1 && !lineOf(state, last).includes("-->")) last += 1;
    const isComment = last > begin && /-->\s*$/.test(lineOf(state, last));
    if (!isComment && !SILENT.test(lineOf(state, begin))) return false;
    if (!silent) state.line = (isComment ? last : begin) + 1;
    return true;
  };
  /**
   * A rule for what *pattern* finds within a line: a token of this *type* whose `meta` are the groups.
   * @param {RegExp} pattern @param {string} sign @param {string} type @returns {InlineRule}
   */
  const inlineRule = (pattern, sign, type) => (state, silent) => {
    if (state.src[state.pos] !== sign) return false;
    pattern.lastIndex = state.pos;
    const found = pattern.exec(state.src);
    if (!found || found.index !== state.pos || found.index + found[0].length > state.posMax) return false;
    if (!silent) {
      const token = state.push(type, "", 0);
      token.content = found[0];
      token.meta = found.groups ?? found;
    }
    state.pos += found[0].length;
    return true;
  };

  /** The parser with what the site reads beside Markdown. @param {FormInput} data */
  const parserFor = (data) => {
    const parser = window.markdownit("commonmark", { html: false, linkify: true, typographer: true, quotes: data.preview.quotes });
    parser.enable(["table", "strikethrough", "linkify", "smartquotes"]);
    parser.linkify.set({ fuzzyEmail: false, fuzzyIP: false, fuzzyLink: true });
    if (window.markdownitDeflist) parser.use(window.markdownitDeflist);
    const interrupts = { alt: ["paragraph", "reference", "blockquote", "list"] };
    parser.block.ruler.before("fence", "s3_box", readBox, interrupts);
    parser.block.ruler.before("fence", "s3_silent", readSilent, interrupts);
    const { tags, breaks } = data.text_rules;
    parser.inline.ruler.before("link", "s3_note", inlineRule(NOTE, "[", "s3_note"));
    parser.inline.ruler.before("text", "s3_role", inlineRule(ROLE, "{", "s3_role"));
    parser.inline.ruler.before("autolink", "s3_break", inlineRule(new RegExp(breaks, "iy"), "<", "hardbreak"));
    parser.inline.ruler.before("autolink", "s3_tag", inlineRule(new RegExp(`(?:${tags.form})`, "iy"), "<", "s3_tag"));
    return parser;
  };

  class Drawing {
    /** @param {FormInput} data @param {DrawnPage} page */
    constructor(data, page) {
      this.data = data;
      this.page = page;
      this.named = new RegExp(data.text_rules.named, "u");
      this.parser = parserFor(data);
      this.depth = 0;
    }

    /** The elements of *text*, put into *place*. @param {string} text @param {Element} place */
    draw(text, place) {
      this.tokens(this.parser.parse(text, {}), place);
    }

    /** @param {MarkdownToken[]} tokens @param {Element} place */
    tokens(tokens, place) {
      const open = [place];
      for (const token of tokens) {
        const top = open.at(-1);
        if (token.nesting === 1) {
          const made = this.opened(token);
          top.append(made);
          open.push(this.inner(made, token));
        } else if (token.nesting === -1) {
          if (open.length > 1) this.closed(open.pop());
        } else if (token.type === "inline") this.tokens(token.children, top);
        else if (token.type === "s3_tag") this.tag(token, open);
        else this.leaf(token, top);
      }
    }

    /** @param {MarkdownToken} token @returns {HTMLElement} */
    opened(token) {
      const { tag } = token;
      if (/^h[1-6]$/.test(tag)) return element(/** @type {"h2"} */ (tag), { "aria-level": Number(tag[1]) + SHIFT });
      if (tag === "a") return this.link(token);
      if (!TAGS.has(tag)) return element("span");
      const made = element(/** @type {"p"} */ (tag));
      if (tag in CLASSES) made.className = CLASSES[/** @type {keyof typeof CLASSES} */ (tag)];
      if (tag === "ol" && token.attrGet("start")) /** @type {any} */ (made).start = Number(token.attrGet("start"));
      const align = /text-align:(left|center|right)/.exec(token.attrGet("style") ?? "")?.[1];
      if (align) made.classList.add(`text-${align}`);
      return made;
    }

    /** Where what stands in *made* goes: cells hold paragraphs on the site. @param {HTMLElement} made @param {MarkdownToken} token */
    inner(made, token) {
      if (token.tag !== "td" && token.tag !== "th") return made;
      const words = element("p");
      made.append(words);
      return words;
    }

    /** What only shows when all of it is there: a box, a name at the end of a heading, a link without words. @param {Element} made */
    closed(made) {
      const last = made.lastChild;
      if (/^H[1-6]$/.test(made.tagName) && last instanceof Text) last.data = last.data.replace(this.named, "");
      if (made.tagName === "A" && !made.textContent) made.textContent = this.page.titleOf(made.getAttribute("data-page") ?? "");
      if (made.tagName === "BLOCKQUOTE") this.alert(made);
      if (made.tagName === "LI") this.task(made);
    }

    /** `[!NOTE]`, alone on the first line of a quotation, makes a box of it. @param {Element} quote */
    alert(quote) {
      const first = quote.querySelector(":scope > p");
      const [line, ...rest] = (first?.firstChild?.textContent ?? "").split("\n");
      if (!this.data.text_rules.alerts.includes(line.trim().toLowerCase())) return;
      const name = line.trim().slice(2, -1).toLowerCase();
      first.firstChild.remove();
      if (rest.join("").trim()) first.prepend(rest.join("\n"));
      else if (!first.textContent) first.remove();
      const box = this.box(name, "");
      box.append(...quote.childNodes);
      quote.replaceWith(box);
    }

    /** @param {Element} item */
    task(item) {
      const words = item.querySelector(":scope > p")?.firstChild;
      if (words instanceof Text) words.data = words.data.replace(/^\[([ xX])\] /, (_, mark) => (mark === " " ? "☐ " : "☑ "));
    }

    /** @param {MarkdownToken} token */
    link(token) {
      const address = token.attrGet("href") ?? "";
      if (OUTSIDE.test(address)) return element("a", { className: "reference external", href: address, target: "_blank", rel: "noopener noreferrer" });
      /* a page of the site has no address here: its title is enough */
      return element("a", { className: "reference internal", "data-page": address.replace(/^#/, "") });
    }

    /** @param {MarkdownToken} token @param {(Element)[]} open */
    tag(token, open) {
      const { begin, end } = token.meta;
      const name = FORMATS[/** @type {keyof typeof FORMATS} */ ((begin || end || "").toLowerCase())];
      if (!name) return;
      if (begin) {
        const made = element(/** @type {"b"} */ (name));
        open.at(-1).append(made);
        open.push(made);
      } else if (open.length > 1 && open.at(-1).localName === name) open.pop();
    }

    /** @param {MarkdownToken} token @param {Element} place */
    leaf(token, place) {
      const { content, type } = token;
      if (type === "softbreak") place.append("\n");
      else if (type === "hardbreak") place.append(element("br"));
      else if (type === "hr") place.append(element("hr"));
      else if (type === "code_inline") place.append(element("code", { className: "docutils literal notranslate" }, content));
      else if (type === "image") place.append(this.picture(content));
      else if (type === "s3_note") place.append(this.page.note(token.meta[1]) ?? content);
      else if (type === "s3_role") place.append(this.role(token.meta[1], token.meta[3]));
      else if (type === "s3_box") this.directive(token.info, token.markup, content, place);
      else if (type === "fence" && /^\{.*\}/.test(token.info)) this.fence(token, place);
      else if (type === "fence" || type === "code_block") place.append(element("pre", {}, content));
      else place.append(content);
    }

    /** @param {MarkdownToken} token @param {Element} place */
    fence(token, place) {
      const [, name, title] = /^\{([^}]*)\}\s*(.*)$/.exec(token.info) ?? [];
      this.directive(name, title, token.content, place);
    }

    /** @param {string} words */
    picture(words) {
      return element("span", { className: "s3-form-picture" }, `${this.data.form.preview_picture} ${words}`);
    }

    /** A picture and the text below it. @param {string} alt @param {string} content */
    figure(alt, content) {
      const made = element("figure", {}, this.picture(alt));
      this.draw(content.replace(OPTIONS, ""), made);
      return made;
    }

    /** @param {string} name @param {string} text */
    role(name, text) {
      const [, words, target] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [null, "", text];
      if (name === "sub" || name === "sup") return element(name, {}, text);
      if (name === "ours") return element("span", { className: "s3-ours" }, element("span", { className: "s3-ours-mark" }, this.data.preview.words.ours_mark), ` ${text}`);
      if (name === "abbr") return element("abbr", {}, text.replace(/ *\(.*\)$/, ""));
      if (name === "s3:count" || name === "s3:minutes" || name === "s3:setting") return "…";
      return element("a", { className: "reference internal" }, words || this.page.titleOf(target));
    }

    /** An empty box with its title. @param {string} name @param {string} title */
    box(name, title) {
      const heading = element("p", { className: "admonition-title" });
      const kind = this.data.text_rules.boxes[name] ?? name;
      if (title) this.tokens(this.parser.parseInline(title, {}), heading);
      else heading.textContent = this.data.preview.boxes[kind] ?? name;
      return element("div", { className: `admonition ${title ? "" : kind}`.trim() }, heading);
    }

    /** @param {string} name @param {string} title @param {string} content @param {Element} place */
    directive(name, title, content, place) {
      const { data, page } = this;
      const isTitled = data.text_rules.directives[name]?.titled;
      /* of most boxes what follows the name is the first of their words */
      const text = (title && !isTitled ? `${title}\n` : "") + content.replace(OPTIONS, "");
      if (Object.hasOwn(data.preview.in_text, name)) place.append(...page.field(name));
      else if (name === "figure" || name === "image") place.append(this.figure(/^:alt:\s*(.*)$/m.exec(content)?.[1] ?? title, content));
      else if (data.text_rules.directives[name]?.markdown && this.depth < DEEPEST) {
        const isPart = name === "participants" || name === "template";
        const box = isPart ? element("div") : name === "unknown" ? this.unknown() : this.box(name, isTitled ? title : "");
        this.depth += 1;
        this.draw(text, box);
        this.depth -= 1;
        place.append(box);
      } else place.append(element("p", { className: "s3-none" }, data.form.preview_view));
    }

    unknown() {
      const box = this.box("unknown", this.data.preview.words.unknown_heading);
      box.classList.add("s3-unknown");
      return box;
    }
  }

  S3.FormDrawing = Drawing;
}
