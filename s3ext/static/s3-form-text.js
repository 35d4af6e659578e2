/* What the form can see of a text. The patterns, limits, lists and words are the check's own, handed over as data; what
   needs other pages, or all of Markdown, is found by `s3ext check`, and the form says so. */
"use strict";
window.s3FormText = (rules) => {
  const characters = rules.characters.map(({ pattern, message }) => [new RegExp(pattern, "u"), message]);
  const leftovers = rules.leftovers.map((rule) => ({ ...rule, form: new RegExp(rule.pattern, "gmu") }));
  const html = new RegExp(rules.html, "gi");
  const breaks = new RegExp(rules.breaks, "gi");
  const named = new RegExp(rules.named, "u");
  const roles = new Set(rules.roles);
  const { read } = window.s3FormMarkdown(rules.directives, rules.tags.group);
  /* stands for what is no text, as in the check, and for what has been looked at or escaped */
  const OBJECT = "\ufffc";
  const TAKEN = "\ufffd";
  const CODE = /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;
  /* one symbol of several characters: what joins them is hidden elsewhere (Unicode UTS 51) */
  const EMOJI = /\p{Extended_Pictographic}\ufe0f?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3/gu;
  const ROLE = /\{([\w:+-]+)\}\ufffc/g;
  const NOTE = /\[\^([^[\]\s]+)\]/g;
  const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,32}));/g;
  const LINK = /(!?)\[([^[\]]*)\](?:\((?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\[([^[\]]*)\])/g;
  const REFERENCE = /^[ >]*\[([^[\]^][^[\]]*)\]: *\S/gm;
  const ADDRESS = /<https?:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>|(?:https?:\/\/|www\.)[^\s<]+/g;
  const STRONG = /\*\*(?=[^\s*])((?:(?!\*\*)[^])*[^\s*]\*?)\*\*/g;

  const odd = (text) => {
    const found = [];
    const plain = text.replace(EMOJI, " ");
    for (const [pattern, message] of characters) {
      const hit = pattern.exec(plain);
      if (hit) found.push(["bad-character", { cause: message.replace("{value}", code(hit[0])).replace("{word}", around(plain, hit.index)) }]);
    }
    return found;
  };
  const decoded = (text) =>
    text.replace(ENTITY, (found, decimal, hexadecimal, name) => {
      if (name) return rules.entities[name] ?? found;
      const number = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
      return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : found;
    });
  const slip = (code, cause, value, fix = "") => [code, { value, cause: rules.causes[cause].replaceAll("{fix}", fix) }];

  /* the faults of one text between two blocks, and the sources that it cites */
  const inline = ({ text, where, scope }, names, tags) => {
    const found = [];
    let rest = text.replace(CODE, (hit, ticks) => (ticks ? OBJECT : TAKEN));
    for (const [, name] of rest.matchAll(ROLE)) if (!roles.has(name)) found.push(["unknown-role", { value: name }]);
    rest = rest.replace(ROLE, OBJECT);
    rest = where === "heading" ? rest.replace(named, "") : rest.replace(breaks, " ");
    rest = tags.read(rest, where, scope);
    for (const { 0: value, groups } of rest.matchAll(html)) if (tags.isNew(groups)) found.push(["raw-html", { value }]);
    rest = rest.replace(html, TAKEN);
    if (decoded(rest) !== rest) found.push(...odd(decoded(rest)));
    const cited = [...rest.matchAll(NOTE)].map(([, label]) => label);
    rest = sweep(rest.replace(NOTE, OBJECT), leftovers.filter((rule) => rule.addresses), where, found);
    rest = sweep(links(rest, names), leftovers.filter((rule) => !rule.addresses), where, found);
    return { found: [...found, ...strong(rest)], cited };
  };
  /* the text without the slips of these rules, which are put with what was found */
  const sweep = (text, wanted, where, found) => {
    let rest = text;
    for (const { code, cause, form, places, right } of wanted) {
      if (places && !places.includes(where)) continue;
      for (const [hit] of rest.matchAll(form)) found.push(slip(code, cause, shown(hit), right && hit.replace(new RegExp(right[0], "gu"), right[1])));
      rest = rest.replace(form, TAKEN);
    }
    return rest;
  };
  const shown = (text) => text.trim().replaceAll(OBJECT, "…");
  /* the text without the addresses of links that work, and without pictures */
  const links = (text, names) => {
    let rest = text;
    for (let round = 0; round < 2; round++)
      rest = rest.replace(LINK, (found, picture, words, name) =>
        name !== undefined && !names.has((name || words).toLowerCase()) ? found : picture ? OBJECT : words,
      );
    return rest.replace(ADDRESS, OBJECT);
  };
  /* asterisks that made nothing bold */
  const strong = (text) => {
    const rest = text.replace(STRONG, "$1").replace(STRONG, "$1");
    const places = [...rest.matchAll(/\*\*/g)].map(({ index }) => index);
    if (!places.length) return [];
    if (places.length > 1) {
      const [begin, end] = places;
      const words = rest.slice(begin, end + 2);
      if (/\n|\ufffc/.test(words) || !words.slice(2, -2).trim()) return [slip("unclosed", "open_strong", "**")];
      const [, before, inner, after] = /^\*\*(\s*)(.*?)(\s*)\*\*$/.exec(words);
      return [slip("near-miss", before || after ? "near_strong_space" : "near_strong", words, `${before}**${inner}**${after}`)];
    }
    const [place] = places;
    const opens = rest.slice(place + 2, place + 3).trim() && /(?:^|[\s(”"])$/.test(rest.slice(0, place));
    return opens ? [slip("unclosed", "open_strong", `**${rest.slice(place + 2).split(/\s/)[0]}`)] : [];
  };

  /* what begins or ends a box or an example */
  const fence = ({ mark, info, closed, inner }) => {
    const [name, ...more] = info.split(/\s+/);
    const braces = /^\{(.*)\}$/.exec(name)?.[1];
    const found = [];
    const words = name.replace(/^\{?\.?(?:callout-)?|\}$/g, "").toLowerCase();
    const box = Object.hasOwn(rules.boxes, words) && (braces === undefined ? mark[0] === ":" : braces[0] === ".");
    if (!name && mark[0] === ":") return [slip("unclosed", "open_nothing", mark)];
    if (braces !== undefined ? !Object.hasOwn(rules.directives, braces) : mark[0] === ":") {
      if (box) found.push(slip("near-miss", "near_box", `${mark}${name}`, `${mark}{${more.length ? "admonition" : rules.boxes[words]}}`));
      else if (braces !== undefined && mark[0] !== ":" && rules.languages.includes(words))
        found.push(slip("near-miss", "near_code", `${mark}${name}`, mark + words));
      else found.push(["unknown-directive", { value: braces ?? name }]);
    }
    const cause = braces === undefined ? "open_fence" : inner ? "open_colons" : "open_box";
    return closed ? found : [...found, slip("unclosed", cause, `${mark}${name}`)];
  };

  /* `[!NOTE]`, alone on the first line of a quotation, makes a box of it */
  const withoutAlert = (block) => {
    const [first, ...others] = block.text.split("\n");
    return block.where === "quote" && rules.alerts.includes(first.toLowerCase()) ? { ...block, text: others.join("\n") } : block;
  };

  /* the faults of the whole text as [code, details], and the sources that it cites */
  const look = (text) => {
    const found = odd(text);
    const cited = new Set();
    const tags = window.s3FormTags(rules.tags);
    if (text.split("\n").some((row) => row.length > rules.longest_line)) found.push(["too-much", { cause: rules.line_message }]);
    const names = new Set([...text.matchAll(REFERENCE)].map(([, name]) => name.toLowerCase()));
    for (const block of read(text)) {
      if (block.kind === "fence") found.push(...fence(block));
      else if (block.kind === "note") found.push(["footnote-in-body", { value: block.label }]);
      else if (block.kind === "heading" && block.level === 1) found.push(["title-repeated", {}]);
      else if (block.kind === "tag") tags.take(block);
      else if (block.kind === "text") {
        const here = inline(withoutAlert(block), names, tags);
        found.push(...here.found);
        here.cited.forEach((label) => cited.add(label));
      }
    }
    return { faults: [...found, ...tags.left().map((value) => ["raw-html", { value }])], cited: [...cited] };
  };
  const code = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const around = (text, at) => {
    const before = /[\p{L}\p{M}]*$/u.exec(text.slice(0, at))[0];
    const after = /^.[\p{L}\p{M}]*/u.exec(text.slice(at))[0];
    return before + after;
  };
  return { look, odd };
};
