// @ts-check
/* What the form can see of a text. The patterns, limits, lists and words are the check's own, handed over as data; what
   needs other pages, or all of Markdown, is found by `s3ext check`, and the form says so. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  /* stands for what is no text, as in the check, and for what has been looked at or escaped */
  const OBJECT = "\ufffc";
  const TAKEN = "\ufffd";
  /* what CommonMark (2.5) reads for the number of no character */
  const LOST = "\ufffd";
  const CODE = /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;
  const ROLE = /\{([\w:+-]+)\}\ufffc/g;
  const NOTE = /\[\^([^[\]\s]+)\]/g;
  /* words in another language, as s3ext/core/page/languages.py reads them; in them may stand a link */
  const SPOKEN = /\[(?!\s*\^)((?:[^[\]]|\[[^[\]]*\])*[^[\]\s](?:[^[\]]|\[[^[\]]*\])*)\](\{lang=([^{}\n]{0,80})\})/g;
  const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,32}));/g;
  const LINK = /(!?)\[([^[\]]*)\](?:\((?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\[([^[\]]*)\])/g;
  const REFERENCE = /^[ >]*\[([^[\]^][^[\]]*)\]: *\S/gm;
  const ADDRESS = /<https?:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>|(?:https?:\/\/|www\.)[^\s<]+/g;
  const STRONG = /\*\*(?=[^\s*])((?:(?!\*\*)[^])*[^\s*]\*?)\*\*/g;

  /** @param {string} character */
  const code = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  /** The word of *text* that holds what stands at *at*. @param {string} text @param {number} at */
  const around = (text, at) => {
    const before = /[\p{L}\p{N}\p{M}]{0,40}$/u.exec(text.slice(0, at))[0];
    const after = /^[\p{L}\p{N}\p{M}]{0,41}/u.exec(text.slice(at))[0];
    return before + after;
  };
  /** @param {string} text */
  const shown = (text) => text.trim().replaceAll(OBJECT, "…");
  /** The text without the addresses of links that work, and without pictures. @param {string} text @param {Set<string>} names */
  const withoutLinks = (text, names) => {
    let rest = text;
    for (let round = 0; round < 2; round++)
      rest = rest.replace(LINK, (found, picture, words, name) =>
        name !== undefined && !names.has((name || words).toLowerCase()) ? found : picture ? OBJECT : words,
      );
    return rest.replace(ADDRESS, OBJECT);
  };

  class FormText {
    /** @param {TextRules} rules */
    constructor(rules) {
      this.rules = rules;
      /** @type {[RegExp, string][]} */
      this.characters = rules.characters.map(({ pattern, message }) => [new RegExp(pattern, "u"), message]);
      this.leftovers = rules.leftovers.map((rule) => ({ ...rule, form: new RegExp(rule.pattern, "gmu") }));
      this.html = new RegExp(rules.html, "gi");
      this.breaks = new RegExp(rules.breaks, "gi");
      this.named = new RegExp(rules.named, "u");
      this.emoji = new RegExp(rules.emoji, "gu");
      this.roles = new Set(rules.roles);
    }

    /** The characters that must not stand in *text*, one of each cause. @param {string} text @returns {Problem[]} */
    odd(text) {
      /** @type {Problem[]} */
      const found = [];
      const plain = text.replace(this.emoji, " ");
      for (const [pattern, message] of this.characters) {
        const hit = pattern.exec(plain);
        if (hit) found.push(["bad-character", { cause: message.replace("{value}", code(hit[0])).replace("{word}", around(plain, hit.index)) }]);
      }
      return found;
    }

    /** The text with the characters that HTML's names and numbers stand for. @param {string} text */
    decoded(text) {
      return text.replace(ENTITY, (found, decimal, hexadecimal, name) => {
        if (name) return Object.hasOwn(this.rules.entities, name) ? this.rules.entities[name] : found;
        const number = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
        const isHalf = number >= 0xd800 && number <= 0xdfff;
        return number > 0 && number <= 0x10ffff && !isHalf ? String.fromCodePoint(number) : LOST;
      });
    }

    /** @param {string} problem @param {string} cause @param {string} value @returns {Problem} */
    slip(problem, cause, value, fix = "") {
      return [problem, { value, cause: this.rules.causes[cause].replaceAll("{fix}", () => fix) }];
    }

    /** The text without what says that words are in another language; a code that is none is put with what was *found*. @param {string} text @param {Problem[]} found */
    spoken(text, found) {
      return text.replace(SPOKEN, (_, words, markup, written) => {
        if (!this.rules.spoken.includes(written.replace(/^["']+|["']+$/g, ""))) found.push(this.slip("near-miss", "near_language", markup));
        return words;
      });
    }

    /**
     * The faults of one text between two blocks, and the sources that it cites.
     * @param {TextBlock} block @param {Set<string>} names @param {FormTags} tags
     */
    inline({ text, where, scope }, names, tags) {
      /** @type {Problem[]} */
      const found = [];
      let rest = text.replace(CODE, (_, ticks) => (ticks ? OBJECT : TAKEN));
      for (const [, name] of rest.matchAll(ROLE)) if (!this.roles.has(name)) found.push(["unknown-role", { value: name }]);
      rest = rest.replace(ROLE, OBJECT);
      rest = this.spoken(rest, found);
      rest = where === "heading" ? rest.replace(this.named, "") : rest.replace(this.breaks, " ");
      rest = tags.read(rest, where, scope);
      for (const { 0: value, groups } of rest.matchAll(this.html)) if (tags.isNew(groups)) found.push(["raw-html", { value }]);
      rest = rest.replace(this.html, TAKEN);
      const plain = rest.replaceAll(TAKEN, " ");
      const decoded = this.decoded(plain);
      if (decoded !== plain) found.push(...this.odd(decoded));
      const cited = [...rest.matchAll(NOTE)].map(([, label]) => label);
      rest = this.sweep(rest.replace(NOTE, OBJECT), true, where, found);
      rest = this.sweep(withoutLinks(rest, names), false, where, found);
      return { found: [...found, ...this.strong(rest)], cited };
    }

    /**
     * The text without the slips of the rules on addresses, or of the others; the slips are put with what was *found*.
     * @param {string} text @param {boolean} addresses @param {string} where @param {Problem[]} found
     */
    sweep(text, addresses, where, found) {
      let rest = text;
      for (const { code: problem, cause, form, places, right, addresses: ofAddresses } of this.leftovers) {
        if (Boolean(ofAddresses) !== addresses || (places && !places.includes(where))) continue;
        for (const [hit] of rest.matchAll(form)) {
          const fix = right && hit.replace(new RegExp(right[0], "gu"), right[1]);
          found.push(this.slip(problem, cause, shown(hit), fix));
        }
        rest = rest.replace(form, TAKEN);
      }
      return rest;
    }

    /** Asterisks that made nothing bold. @param {string} text @returns {Problem[]} */
    strong(text) {
      const rest = text.replace(STRONG, "$1").replace(STRONG, "$1");
      const places = [...rest.matchAll(/\*\*/g)].map(({ index }) => index);
      if (!places.length) return [];
      if (places.length > 1) {
        const [begin, end] = places;
        const words = rest.slice(begin, end + 2);
        if (/\n|\ufffc/.test(words) || !words.slice(2, -2).trim()) return [this.slip("unclosed", "open_strong", "**")];
        const [, before, inner, after] = /^\*\*(\s*)(.*?)(\s*)\*\*$/.exec(words);
        return [this.slip("near-miss", before || after ? "near_strong_space" : "near_strong", words, `${before}**${inner}**${after}`)];
      }
      const [place] = places;
      const opens = rest.slice(place + 2, place + 3).trim() && /(?:^|[\s(”"])$/.test(rest.slice(0, place));
      return opens ? [this.slip("unclosed", "open_strong", `**${rest.slice(place + 2).split(/\s/)[0]}`)] : [];
    }

    /** What begins or ends a box or an example. @param {FenceBlock} block @returns {Problem[]} */
    fence({ mark, info, closed, inner }) {
      const { rules } = this;
      const [name, ...more] = info.split(/\s+/);
      const braces = /^\{(.*)\}$/.exec(name)?.[1];
      /** @type {Problem[]} */
      const found = [];
      const words = name.replace(/^\{?\.?(?:callout-)?|\}$/g, "").toLowerCase();
      const box = Object.hasOwn(rules.boxes, words) && (braces === undefined ? mark[0] === ":" : braces[0] === ".");
      if (!name && mark[0] === ":") return [this.slip("unclosed", "open_nothing", mark)];
      if (braces !== undefined ? !Object.hasOwn(rules.directives, braces) : mark[0] === ":") {
        if (box) found.push(this.slip("near-miss", "near_box", `${mark}${name}`, `${mark}{${more.length ? "admonition" : rules.boxes[words]}}`));
        else if (braces !== undefined && mark[0] !== ":" && rules.languages.includes(words))
          found.push(this.slip("near-miss", "near_code", `${mark}${name}`, mark + words));
        else found.push(["unknown-directive", { value: braces ?? name }]);
      }
      const cause = braces === undefined ? "open_fence" : inner ? "open_colons" : "open_box";
      return closed ? found : [...found, this.slip("unclosed", cause, `${mark}${name}`)];
    }

    /** `[!NOTE]`, alone on the first line of a quotation, makes a box of it. @param {TextBlock} block */
    withoutAlert(block) {
      const [first, ...others] = block.text.split("\n");
      const isAlert = block.where === "quote" && this.rules.alerts.includes(first.toLowerCase());
      return isAlert ? { ...block, text: others.join("\n") } : block;
    }

    /** The faults of the whole text as [code, details], and the sources that it cites. @param {string} text */
    look(text) {
      const { rules } = this;
      const faults = this.odd(text);
      /** @type {Set<string>} */
      const cited = new Set();
      const tags = new S3.FormTags(rules.tags);
      if (text.split("\n").some((row) => row.length > rules.longest_line)) faults.push(["too-much", { cause: rules.line_message }]);
      const names = new Set([...text.matchAll(REFERENCE)].map(([, name]) => name.toLowerCase()));
      for (const block of S3.markdownBlocks(text, rules.directives, rules.tags.group)) {
        if (block.kind === "fence") faults.push(...this.fence(block));
        else if (block.kind === "note") faults.push(["footnote-in-body", { value: block.label }]);
        else if (block.kind === "heading" && block.level === 1) faults.push(["title-repeated", {}]);
        else if (block.kind === "tag") tags.take(block);
        else if (block.kind === "text") {
          const here = this.inline(this.withoutAlert(block), names, tags);
          faults.push(...here.found);
          for (const label of here.cited) cited.add(label);
        }
      }
      for (const value of tags.left()) faults.push(["raw-html", { value }]);
      return { faults, cited: [...cited] };
    }
  }

  S3.FormText = FormText;
}
