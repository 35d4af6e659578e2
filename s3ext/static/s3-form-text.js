/* What the form can see of a text without reading Markdown. The patterns, limits and lists are the check's own, handed
   over as data; what needs a parser, or other pages, is found by `s3ext check`, and the form says so. */
"use strict";
window.s3FormText = (rules) => {
  const characters = rules.characters.map(({ pattern, message }) => [new RegExp(pattern, "u"), message]);
  const html = new RegExp(rules.html, "i");
  const roles = new Set(rules.roles);
  const directives = new Set(rules.directives);
  const FENCE = /^ {0,3}(:{3,}|`{3,}|~{3,}) *(.*)$/;
  const CODE = /(`+)[^`].*?\1(?!`)/g;
  const CODE_HERE = "\u0001";
  /* one symbol of several characters: what joins them is hidden elsewhere (Unicode UTS 51) */
  const EMOJI = /\p{Extended_Pictographic}\ufe0f?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3/gu;
  const ROLE = /\{([\w:-]+)\}\u0001/g;

  /* the lines outside code examples, with code in lines left out; and how directives and examples open and close */
  const read = (text) => {
    const lines = [];
    const open = [];
    for (const row of text.split("\n")) {
      const fence = FENCE.exec(row);
      const inner = open[open.length - 1];
      const inCode = inner && inner.mark[0] !== ":" ;
      if (fence && inner && !fence[2] && fence[1][0] === inner.mark[0] && fence[1].length >= inner.mark.length) open.pop();
      else if (fence && !inCode) open.push({ mark: fence[1], name: fence[2].trim() });
      else if (!inCode) lines.push(row.replace(CODE, CODE_HERE));
      if (fence && !inCode) lines.push({ opens: fence[2].trim(), mark: fence[1] });
    }
    return { lines: lines.filter((row) => typeof row === "string"), opened: lines.filter((row) => typeof row !== "string"), left: open };
  };

  /* the first fault that the text has of each kind, as [code, details] */
  const faults = (text) => {
    const found = [];
    const plain = text.replace(EMOJI, " ");
    for (const [pattern, message] of characters) {
      const hit = pattern.exec(plain);
      if (hit) found.push(["bad-character", { cause: message.replace("{value}", code(hit[0])).replace("{word}", around(plain, hit.index)) }]);
    }
    if (text.split("\n").some((row) => row.length > rules.longest_line)) found.push(["too-much", { cause: rules.line_message }]);
    const { lines, opened, left } = read(text);
    for (const { opens } of opened.filter(({ mark, opens: name }) => mark[0] === ":" && name)) {
      const name = /^\{([^}]*)\}/.exec(opens)?.[1];
      if (name === undefined || !directives.has(name)) found.push(["unknown-directive", { value: name ?? opens }]);
    }
    const last = left[left.length - 1];
    if (last) found.push(["unclosed", { value: last.mark + last.name, mark: last.mark }]);
    for (const row of lines) {
      const tag = html.exec(row);
      if (tag) found.push(["raw-html", { value: tag[0] }]);
      for (const [, name] of row.matchAll(ROLE)) if (!roles.has(name)) found.push(["unknown-role", { value: name }]);
    }
    return found;
  };
  const code = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const around = (text, at) => {
    const before = /[\p{L}\p{M}]*$/u.exec(text.slice(0, at))[0];
    const after = /^.[\p{L}\p{M}]*/u.exec(text.slice(at))[0];
    return before + after;
  };
  return { faults };
};
