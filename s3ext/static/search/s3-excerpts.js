/* Search: the text of pages, loaded when a hit is to be shown, and the stretch of it that says most about a query.
   Files are loaded as scripts: a page opened from a folder may load nothing else. */
"use strict";
window.s3Excerpts = (data, engine, root) => {
  const { words, key } = window.s3Words;
  const [BEFORE, LONGEST, CLOSE] = [60, 240, 200];

  /* -- files ------------------------------------------------------------------------------------ */

  const waiting = new Map();
  /* a server may let scripts come only from addresses that a named rule has passed; ours come from the site itself */
  const trusted = window.trustedTypes?.createPolicy("s3-search", { createScriptURL: (address) => address });
  /* done when the script at *address* has run, or could not be read; each is read once */
  const script = (address) => {
    if (!waiting.has(address)) {
      const made = document.createElement("script");
      made.src = trusted ? trusted.createScriptURL(root + address) : root + address;
      waiting.set(address, new Promise((resolve) => {
        made.onload = resolve;
        made.onerror = resolve;
      }));
      document.head.append(made);
    }
    return waiting.get(address);
  };
  /* the sections of each page as they came, and with their words when these have been looked for */
  const [texts, sections] = [new Map(), new Map()];
  window.s3SearchText = (doc, parts) => texts.set(doc, parts);
  const load = (number) => script(`s3-search/pages/${data.pages[number].doc}.js?v=${data.pages[number].version}`);
  /* the lists of pages in the piece *number* of the index, given to the engine; whether they could be read */
  const given = new Set();
  window.s3SearchLists = (number, version, lists) => {
    // the index may be one that the browser has kept from before
    if (data.pieces?.[number]?.[1] !== version) return;
    given.add(number);
    engine.give(number, lists);
  };
  const loadPiece = async (number) => {
    await script(`s3-search/lists/${number}.js?v=${data.pieces[number][1]}`);
    const read = given.has(number);
    // without it the rest can still be searched
    if (!read) engine.give(number, "");
    return read;
  };
  const has = (number) => texts.has(data.pages[number].doc);
  const sectionsOf = (number) => {
    if (!sections.has(number)) {
      const read = ([anchor, heading, text]) => ({ anchor, heading: words(heading), text, words: words(text) });
      sections.set(number, (texts.get(data.pages[number].doc) || []).map(read));
    }
    return sections.get(number);
  };

  /* -- what to show of a page --------------------------------------------------------------------- */

  /* the section and the stretch of its text with most of the words looked for */
  const best = (parts, isMarked) => {
    let found = { value: 0 };
    parts.forEach(({ anchor, heading, text, words: all }, at) => {
      const marked = all.filter(({ word }) => isMarked(word));
      const inHeading = heading.filter(({ word }) => isMarked(word)).length;
      let stretch = { value: 0, start: 0 };
      marked.forEach((first, from) => {
        let to = from;
        const different = new Set();
        for (; to < marked.length && marked[to].end - first.start < CLOSE; to += 1) different.add(key(marked[to].word));
        const value = different.size + (to - from) / 20;
        if (value > stretch.value) stretch = { value, start: first.start };
      });
      // the facts stand between the summary and the first heading: less to read than a text
      const value = (stretch.value + inHeading) * (at === 1 && !anchor ? 0.5 : 1);
      if (value > found.value) found = { value, anchor, text, words: all, start: stretch.start };
    });
    return found;
  };
  /* the stretch around *start* as pieces of text, each marked or not */
  const stretchOf = ({ anchor, text, words: all, start }, isMarked) => {
    let from = start > BEFORE ? text.indexOf(" ", start - BEFORE) + 1 : 0;
    if (from > start) from = start;
    let to = Math.min(text.length, from + LONGEST);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), start + 1);
    const pieces = [{ text: from ? "… " : "" }];
    let at = from;
    for (const { word, start: first, end } of all) {
      if (first < from || end > to || !isMarked(word)) continue;
      pieces.push({ text: text.slice(at, first) }, { text: text.slice(first, end), marked: true });
      at = end;
    }
    pieces.push({ text: text.slice(at, to) + (to < text.length ? " …" : "") });
    return { anchor, pieces };
  };
  /* what the pages shown for one query are marked by: most of them have the same words */
  const marker = (marks, other) => {
    const kept = new Map();
    return (word) => {
      let found = kept.get(word);
      if (found === undefined) kept.set(word, (found = engine.isMarked(word, marks, other)));
      return found;
    };
  };
  /* for the hits of a query with *marks*, or of none: of a page's text the section and the stretch to show */
  const excerpts = (marks) => {
    const [own, other] = marks ? [marker(marks, false), marker(marks, true)] : [];
    return (number) => {
      const parts = sectionsOf(number);
      const start = { anchor: "", text: "", words: [], ...parts[0], start: 0 };
      if (!marks) return stretchOf({ ...start, anchor: "" }, () => false);
      for (const isMarked of [own, other]) {
        const found = best(parts, isMarked);
        if (found.value) return stretchOf(found, isMarked);
      }
      return stretchOf(start, other);
    };
  };
  /* whether a page has each of *phrases* word for word; words are only looked at where all of a phrase's letters are */
  const holds = (number, phrases) => {
    const { doc, title } = data.pages[number];
    const parts = [title, ...(texts.get(doc) || []).flatMap(([, heading, text]) => [heading, text])];
    const inWords = (text, phrase) => ` ${words(text).map(({ word }) => word).join(" ")} `.includes(` ${phrase.join(" ")} `);
    const small = parts.map((text) => text.toLowerCase());
    return phrases.every((phrase) => parts.some((text, at) => phrase.every((word) => small[at].includes(word)) && inWords(text, phrase)));
  };
  return { load, loadPiece, has, excerpts, holds };
};
