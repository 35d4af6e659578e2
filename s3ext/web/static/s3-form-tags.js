// @ts-check
/* The tags of HTML in one text that can be read, and whether each has its partner, nearly as the check sees it: what crosses
   bold text or a link is found there only. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  /* stands for what is no text, as in the check */
  const OBJECT = "\ufffc";
  /* so many tags without a partner are passed over in the search for one */
  const FAR = 8;
  const TABLE = /^[ \t]*[|:-][ \t|:-]*$/m;
  const CELL = /(?:\\[^\n]|[^|\n\\])+/g;
  const EMPHASIS = /\*(?=[^\s*])[^*]*[^\s*]\*/;
  const LINK = /\]\(|<https?:/;
  const IN_LINK = /^[^[\]]*\]\(/;

  /**
   * The place among the `opened` tags of the partner of one that ends `name`; -1 if there is none.
   * @param {Tag[]} opened @param {string} name
   */
  const partner = (opened, name) => {
    const at = opened.findLastIndex((tag) => tag.name === name);
    return at < opened.length - FAR ? -1 : at;
  };

  /** One piece of running text. */
  class Piece {
    /** @param {FormTags} tags @param {number | string} scope @param {string} where */
    constructor(tags, scope, where) {
      this.tags = tags;
      this.scope = scope;
      this.where = where;
      this.text = "";
      /** @type {PlacedTag[]} */
      this.opened = [];
    }

    /** The `text` without its tags. @param {string} text */
    read(text) {
      let position = 0;
      for (const hit of text.matchAll(this.tags.form)) {
        this.text += text.slice(position, hit.index);
        position = hit.index + hit[0].length;
        this.tag(hit[0], hit.groups, text.slice(position));
      }
      return this.text + text.slice(position);
    }

    /** @param {string} words @param {Record<string, string | undefined>} parts @param {string} after */
    tag(words, { begin, end, close, link, image }, after) {
      if (image) {
        this.text += OBJECT;
        return;
      }
      const { found, rules } = this.tags;
      const name = (begin || end || link || "a").toLowerCase();
      const tag = { name, words, ends: Boolean(end || close), at: this.text.length, seen: found.length, scope: this.scope };
      /* the words of a picture are plain */
      if (this.text.lastIndexOf("![") > this.text.lastIndexOf("]")) found.push(tag);
      else if (rules.groups.includes(name)) this.group(tag, after);
      else {
        found.push(tag);
        if (tag.ends) this.end(tag, after);
        else this.opened.push(tag);
      }
    }

    /** @param {PlacedTag} tag @param {string} after */
    group(tag, after) {
      /* a heading has no room for another line */
      const inside = tag.ends ? after.replace(/<[^<>]*>/g, "") : this.text;
      if (this.opened.length || (this.where === "heading" && inside.trim())) this.tags.found.push(tag);
      else this.tags.take(tag);
      this.text += " ";
    }

    /** @param {PlacedTag} tag @param {string} after */
    end(tag, after) {
      const at = partner(this.opened, tag.name);
      if (at < 0) return;
      const { found, rules } = this.tags;
      const [first] = this.opened.splice(at);
      const words = this.text.slice(first.at);
      const within = found.slice(first.seen + 1, -1);
      const plain = !rules.code.includes(tag.name) || !(within.length || words.includes(OBJECT) || EMPHASIS.test(words));
      const inLink = this.text.lastIndexOf("[") > this.text.lastIndexOf("]") && IN_LINK.test(after);
      const single = tag.name !== "a" || !(inLink || LINK.test(words) || within.some(({ name }) => name === "a"));
      const format = words.trim() && at < rules.deepest && plain && single;
      if (rules.containers.includes(tag.name) || format) first.paired = tag.paired = true;
    }
  }

  class FormTags {
    /** @param {TagRules} rules */
    constructor(rules) {
      this.rules = rules;
      this.form = new RegExp(rules.form, "gi");
      /** @type {Tag[]} */
      this.found = [];
      /** @type {Map<number | string, Tag[]>} */
      this.open = new Map();
      /** @type {Set<string>} */
      this.known = new Set();
      this.cells = 0;
    }

    /** Take in a tag of a group, whose partner may stand in another paragraph of the same scope. @param {Tag} tag */
    take(tag) {
      const opened = this.open.get(tag.scope) ?? [];
      this.open.set(tag.scope, opened);
      this.found.push(tag);
      if (!tag.ends) {
        opened.push(tag);
        return;
      }
      const at = partner(opened, tag.name);
      if (at < 0) return;
      opened[at].paired = tag.paired = true;
      opened.splice(at);
    }

    /**
     * The `text` without its tags; each cell of a table is read by itself.
     * @param {string} text @param {string} where @param {number | string} scope
     */
    read(text, where, scope) {
      if (!text.includes("|") || !TABLE.test(text)) return new Piece(this, scope, where).read(text);
      return text.replace(CELL, (cell) => {
        this.cells += 1;
        return new Piece(this, `cell ${this.cells}`, where).read(cell);
      });
    }

    /** Whether a tag that cannot be read is to be reported. @param {Record<string, string | undefined>} parts */
    isNew({ end, tag }) {
      return this.isFirst(Boolean(end), (tag ?? "").toLowerCase());
    }

    /** Whether a tag is no end of something that is reported already. @param {boolean} ends @param {string} name */
    isFirst(ends, name) {
      const isKnown = this.known.has(name);
      this.known.add(name);
      return !(ends && isKnown);
    }

    /** The words of the tags that can be read but have no partner. */
    left() {
      return this.found.filter(({ paired, ends, name }) => !paired && this.isFirst(ends, name)).map(({ words }) => words);
    }
  }

  S3.FormTags = FormTags;
}
