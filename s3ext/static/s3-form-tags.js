/* The tags of HTML in one text that can be read, and whether each has its partner, nearly as the check sees it: what crosses
   bold text or a link is found there only. */
"use strict";
/* `form`: the form of a tag; `groups`, `containers`, `code`: names of tags; `deepest`: so many may stand in each other */
window.s3FormTags = ({ form, groups, containers, code, deepest }) => {
  /* stands for what is no text, as in the check */
  const OBJECT = "\ufffc";
  /* so many tags without a partner are passed over in the search for one */
  const FAR = 8;
  const TABLE = /^[ \t]*[|:-][ \t|:-]*$/m;
  const EMPHASIS = /\*(?=[^\s*])[^*]*[^\s*]\*/;
  const LINK = /\]\(|<https?:/;
  const IN_LINK = /^[^[\]]*\]\(/;
  const found = [];
  const open = new Map();
  const told = new Set();
  let cells = 0;

  /* what ends something told already is part of it */
  const isNew = (ends, name) => {
    const known = told.has(name);
    told.add(name);
    return !(ends && known);
  };

  /* the place among the `opened` of the partner of a tag that ends something; -1 if there is none */
  const partner = (opened, name) => {
    const at = opened.findLastIndex((tag) => tag.name === name);
    return at < opened.length - FAR ? -1 : at;
  };
  /* take in a tag of a group, whose partner may stand in another paragraph of the same `scope` */
  const take = (tag) => {
    const opened = open.get(tag.scope) ?? [];
    open.set(tag.scope, opened);
    found.push(tag);
    if (!tag.ends) return opened.push(tag);
    const at = partner(opened, tag.name);
    if (at < 0) return undefined;
    opened[at].paired = tag.paired = true;
    return opened.splice(at);
  };

  /* one piece of running text */
  class Piece {
    constructor(scope, where) {
      this.scope = scope;
      this.where = where;
      this.text = "";
      this.opened = [];
    }

    read(text) {
      let position = 0;
      for (const hit of text.matchAll(new RegExp(form, "gi"))) {
        this.text += text.slice(position, hit.index);
        position = hit.index + hit[0].length;
        this.tag(hit[0], hit.groups, text.slice(position));
      }
      return this.text + text.slice(position);
    }

    tag(words, { begin, end, close, link, image }, after) {
      if (image) {
        this.text += OBJECT;
        return;
      }
      const name = (begin || end || link || "a").toLowerCase();
      const tag = { name, words, ends: Boolean(end || close), at: this.text.length, seen: found.length, scope: this.scope };
      /* the words of a picture are plain */
      if (this.text.lastIndexOf("![") > this.text.lastIndexOf("]")) found.push(tag);
      else if (groups.includes(name)) {
        /* a heading has no room for another line */
        const inside = tag.ends ? after.replace(/<[^<>]*>/g, "") : this.text;
        if (this.opened.length || (this.where === "heading" && inside.trim())) found.push(tag);
        else take(tag);
        this.text += " ";
      } else {
        found.push(tag);
        if (tag.ends) this.end(tag, after);
        else this.opened.push(tag);
      }
    }

    end(tag, after) {
      const at = partner(this.opened, tag.name);
      if (at < 0) return;
      const [first] = this.opened.splice(at);
      const words = this.text.slice(first.at);
      const within = found.slice(first.seen + 1, -1);
      const plain = !code.includes(tag.name) || !(within.length || words.includes(OBJECT) || EMPHASIS.test(words));
      const inLink = this.text.lastIndexOf("[") > this.text.lastIndexOf("]") && IN_LINK.test(after);
      const single = tag.name !== "a" || !(inLink || LINK.test(words) || within.some(({ name }) => name === "a"));
      const format = words.trim() && at < deepest && plain && single;
      if (containers.includes(tag.name) || format) first.paired = tag.paired = true;
    }
  }

  return {
    take,
    /* the `text` without its tags; each cell of a table is read by itself */
    read: (text, where, scope) =>
      text.includes("|") && TABLE.test(text)
        ? text.replace(/(?:\\[^\n]|[^|\n\\])+/g, (cell) => new Piece(`cell ${++cells}`, where).read(cell))
        : new Piece(scope, where).read(text),
    /* whether a tag that cannot be read is to be told */
    isNew: ({ end, tag }) => isNew(end, (tag ?? "").toLowerCase()),
    /* the tags that can, but have no partner */
    left: () => found.filter(({ paired, ends, name }) => !paired && isNew(ends, name)).map(({ words }) => words),
  };
};
