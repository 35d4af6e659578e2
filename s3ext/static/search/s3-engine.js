/* Search: what a query means, and which pages answer it, the best first. Touches no page: s3-search.js shows what it finds.
   The index comes from s3ext/core/search/index.py. MiniSearch holds it, finds words and beginnings, and weighs the pages. */
"use strict";
window.s3Engine = (data) => {
  const { words, key, fold } = window.s3Words;
  const WEIGHT = { exact: 1, prefix: 0.5, inside: 0.3, joined: 0.9, parts: 0.6, near: 0.7, far: 0.4, ring: 1, title: 0.8, manual: 0.6 };
  const LEAST = { prefix: 2, inside: 4, near: 5, parts: 7, far: 8, rarity: 1, inTitle: 3 };
  const PART_OF_TITLE = { start: 0.8, inside: 0.6 };
  const MOST_DERIVED = 40;
  const count = data.pages.length;
  const stop = new Set(data.stop);
  const leads = data.words.split(" ");
  const folded = leads.map(fold);
  const stems = data.stems.split(" ").map((said, at) => {
    const [same, rest = ""] = said.split(".");
    return folded[at].slice(0, Number(same)) + rest;
  });
  const placeOf = new Map(stems.map((stem, at) => [stem, at]));

  /* -- the index ------------------------------------------------------------------------------ */

  /* "3KC" → page 3 at weight 11, page 4 at weight 3; the weights of words go to 16, the strengths of names to 24 */
  const unpack = (text, scale) => {
    const found = {};
    let page = -1;
    for (const [, step, weight] of text.matchAll(/([0-9a-z]*)([A-Z])/g)) {
      page += step ? parseInt(step, 36) : 1;
      found[page] = (weight.charCodeAt(0) - 64) * scale;
    }
    return found;
  };
  const everyPage = (value) => Object.fromEntries(data.pages.map((_, page) => [page, value(page)]));
  const lists = data.lists.split(" ");
  // two words that only their marks tell apart: the second keeps them
  const taken = new Set();
  const terms = folded.map((word, at) => {
    const term = taken.has(word) ? leads[at] : word;
    taken.add(term);
    return term;
  });
  const ringTerm = (ring) => "\u0000" + ring;
  const ringsOf = new Map();
  data.rings.forEach(([names], ring) => {
    for (const name of names) ringsOf.set(name, [...(ringsOf.get(name) || []), ring]);
  });
  // a name of several words may be written as one
  const joinedNames = new Map([...ringsOf].filter(([name]) => name.includes(" ")).map(([name, rings]) => [name.replace(/ /g, ""), rings]));
  const longestName = Math.max(1, ...[...ringsOf.keys()].map((name) => name.split(" ").length));
  const sizeOf = (list) => list.replace(/[^A-Z]/g, "").length;
  const sizes = lists.map(sizeOf);
  const ringSizes = data.rings.map(([, list]) => sizeOf(list));
  const rarity = (size) => Math.log(1 + (count - size + 0.5) / (size + 0.5));
  const as = (term) => term;
  const mini = window.MiniSearch.loadJS(
    {
      documentCount: count,
      nextId: count,
      documentIds: everyPage((page) => page),
      fieldIds: { text: 0 },
      fieldLength: everyPage(() => [1]),
      averageFieldLength: [1],
      storedFields: {},
      dirtCount: 0,
      index: [
        ...terms.map((term, at) => [term, { 0: unpack(lists[at], 1.5) }]),
        ...data.rings.map(([, list], ring) => [ringTerm(ring), { 0: unpack(list, 1) }]),
      ],
      serializationVersion: 2,
    },
    // the weights were worked out at build time: k so large that nothing is evened out again
    { fields: ["text"], searchOptions: { tokenize: (text) => [text], processTerm: as, bm25: { k: 1e6, b: 0, d: 0 } } },
  );
  // what the library found for a term is kept: the next keystroke asks for most of it again
  const asked = new Map();
  const hitsOf = (term) => {
    if (!asked.has(term)) asked.set(term, mini.search(term).map(({ id, score }) => [id, score]));
    return asked.get(term);
  };
  /* the pages with *term*, each with its score */
  const pagesWith = (term, weight) => new Map(hitsOf(term).map(([page, score]) => [page, weight * score]));
  const addTo = (all, found) => {
    for (const [page, score] of found) all.set(page, (all.get(page) || 0) + score);
    return all;
  };

  /* the words of each title, worked out at the first query */
  let titleWords;
  const titles = () => (titleWords ??= data.pages.map(({ title }) => words(title).map(({ word }) => [key(word), fold(word)])));
  /* how much of a title's words *token* is: one, the beginning of one, or inside one */
  const shareOfTitle = (token, page) => {
    let most = 0;
    for (const [stem, word] of titles()[page]) {
      if (stem === token.key) return 1;
      const at = token.bare.length < LEAST.inTitle ? -1 : word.indexOf(token.bare);
      if (at >= 0) most = Math.max(most, at ? PART_OF_TITLE.inside : PART_OF_TITLE.start);
    }
    return most;
  };
  /* whether a page is of the library's matter: not the glossary, nor one that tells how the site is used */
  const isAbout = data.pages.map(({ values: [[type]] }) => !["page", "glossary"].includes(data.facets[0].values[type][0]));

  /* -- one word of a query -------------------------------------------------------------------- */

  /* changes, with letters that changed places as one; more than *most* is as good as infinite */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return Infinity;
      [before, last] = [last, row];
    }
    return last[b.length];
  };
  /* the letters of a word as bits: a change of one letter changes two of them at most */
  const lettersOf = (word) => {
    let bits = 0;
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  };
  const letters = [folded.map(lettersOf), stems.map(lettersOf)];
  const mayBeNear = (one, other, most) => {
    let left = 2 * most;
    for (let differ = one ^ other; differ && left >= 0; differ &= differ - 1) left -= 1;
    return left >= 0;
  };
  /* the words at most *most* changes away, the nearest first; with the same first letter if there are any */
  const nearWords = (word, most) => {
    const [bare, stem] = [fold(word), key(word)];
    const bits = [lettersOf(bare), lettersOf(stem)];
    const near = [];
    for (let at = 0; at < stems.length; at += 1) {
      if (folded[at].length < 4) continue;
      // a whole word that is near counts more than a near stem
      const asWord = mayBeNear(bits[0], letters[0][at], most) ? distance(bare, folded[at], most) : Infinity;
      const asStem = stem.length > 3 * most && mayBeNear(bits[1], letters[1][at], most) ? distance(stem, stems[at], most) + 0.5 : Infinity;
      const away = Math.min(asWord, asStem);
      if (away <= most + 0.5) near.push({ at, away });
    }
    const same = near.filter(({ at }) => folded[at][0] === bare[0]);
    const chosen = same.length ? same : near;
    const least = Math.min(...chosen.map(({ away }) => away));
    return chosen.filter(({ away }) => away === least).map(({ at }) => at);
  };
  /* the two known words that *word* is made of: where both are longest */
  const partsOf = (word) => {
    let best = null;
    for (let cut = 3; cut <= word.length - 3; cut += 1) {
      const tail = placeOf.get(key(word.slice(cut)));
      if (tail === undefined || stop.has(stems[tail])) continue;
      for (const head of [word.slice(0, cut), word.slice(0, cut).replace(/s$/, ""), word.slice(0, cut).replace(/[oeu]$/, "a")]) {
        const first = placeOf.get(key(head));
        if (head.length < 4 || word.length - cut < 4 || first === undefined || stop.has(stems[first])) continue;
        const size = Math.min(head.length, word.length - cut);
        if (!best || size > best.size) best = { size, first, tail };
      }
    }
    return best;
  };
  const withParts = (word, weight) => {
    const parts = word.length >= LEAST.parts ? partsOf(word) : null;
    if (!parts) return { found: new Map(), places: [], size: 0 };
    const [first, tail] = [pagesWith(terms[parts.first], weight), pagesWith(terms[parts.tail], weight)];
    const found = new Map([...tail].filter(([page]) => first.has(page)).map(([page, s]) => [page, Math.min(s, first.get(page))]));
    return { found, places: [parts.first, parts.tail], size: parts.size };
  };

  /* the known first part of a compound that is still being typed: livsmedelsstr… */
  const beginningOf = (word) => {
    for (let cut = word.length - 2; cut >= 5; cut -= 1) {
      const tail = fold(word.slice(cut));
      const at = [word.slice(0, cut), word.slice(0, cut).replace(/s$/, "")].map((head) => placeOf.get(key(head))).find((place) => place !== undefined);
      if (at !== undefined && !stop.has(stems[at]) && folded.some((term) => term.startsWith(tail))) return at;
    }
    return undefined;
  };
  /* the pages for *word*; what of it is to be marked; the words it was read as, if it is no word of ours */
  const lookUp = (word) => {
    const bare = fold(word);
    const found = new Map();
    const marks = { stems: new Set(), starts: [], inside: [] };
    const exact = placeOf.get(key(word));
    if (exact !== undefined) {
      addTo(found, pagesWith(terms[exact], WEIGHT.exact));
      marks.stems.add(stems[exact]);
    }
    const derived = (test, weight) => {
      const places = terms.flatMap((_, at) => (at !== exact && test(folded[at]) ? [at] : []));
      places.sort((a, b) => sizes[b] - sizes[a] || a - b);
      const best = new Map();
      // a rarer word must not count more than the word itself, or than the most common of those that begin so
      const rarest = rarity(sizes[exact ?? places[0]]);
      for (const at of places.slice(0, MOST_DERIVED)) {
        const share = Math.min(1, rarest / rarity(sizes[at]));
        for (const [page, score] of pagesWith(terms[at], weight * share)) best.set(page, Math.max(score, best.get(page) || 0));
      }
      addTo(found, best);
      return places.length > 0;
    };
    const started = WEIGHT.prefix * Math.min(1.2, 0.6 + bare.length / 10);
    if (bare.length >= LEAST.prefix && derived((term) => term.startsWith(bare), started)) marks.starts.push(bare);
    if (bare.length >= LEAST.inside && derived((term) => term.indexOf(bare, 1) > 0, WEIGHT.inside)) marks.inside.push(bare);
    if (exact !== undefined || found.size) {
      const { found: apart } = withParts(word, 0.35);
      return { found: addTo(found, apart), marks, exact, read: null };
    }
    return { exact, ...guess(word, marks) };
  };
  /* the pages for a word that stands nowhere: spelt otherwise, mistyped, or made of known words */
  const guess = (word, marks) => {
    const take = (places, weight) => {
      const found = new Map();
      for (const at of places) {
        for (const [page, score] of pagesWith(terms[at], weight)) found.set(page, Math.max(score, found.get(page) || 0));
        marks.stems.add(stems[at]);
      }
      return { found, marks, read: places.map((at) => leads[at]) };
    };
    const respelt = key(fold(word).replace(/ae/g, "a").replace(/oe/g, "o").replace(/aa/g, "a"));
    if (placeOf.has(respelt)) return take([placeOf.get(respelt)], WEIGHT.exact);
    if (word.length >= LEAST.near) {
      const near = nearWords(word, 1);
      if (near.length) return take(near, WEIGHT.near);
    }
    const parts = withParts(word, WEIGHT.parts);
    if (parts.size > 4 && parts.found.size) {
      for (const at of parts.places) marks.stems.add(stems[at]);
      return { found: parts.found, marks, read: null };
    }
    const begun = beginningOf(word);
    if (begun !== undefined) return { ...take([begun], WEIGHT.parts), read: null };
    if (word.length >= LEAST.far) {
      const far = nearWords(word, 2);
      if (far.length) return take(far, WEIGHT.far);
    }
    return { found: new Map(), marks, read: null };
  };

  /* -- a whole query -------------------------------------------------------------------------- */

  /* the words of *query*, each with its key; those in quotes also as phrases */
  const parse = (query) => {
    const text = query.normalize("NFC");
    const phrases = [...text.matchAll(/["”“»]([^"”“»]+)["”“»]/g)]
      .map((found) => words(found[1]).map(({ word }) => word))
      .filter((phrase) => phrase.length);
    const tokens = words(text).map(({ word }) => ({ word, bare: fold(word), key: key(word), stop: stop.has(key(word)) }));
    if (tokens.every((token) => token.stop)) for (const token of tokens) token.stop = false;
    return { tokens, phrases };
  };
  /* the names in the query: the longest first, none over another */
  const namesIn = (tokens) => {
    const found = [];
    const taken = new Set();
    for (let size = Math.min(longestName, tokens.length); size; size -= 1) {
      for (let start = 0; start + size <= tokens.length; start += 1) {
        const run = tokens.slice(start, start + size);
        const places = run.map((_, step) => start + step);
        const name = run.map((token) => token.key).join(" ");
        const rings = ringsOf.get(name) || ringsOf.get(run.map((token) => key(token.word.replace(/z/g, "s"))).join(" ")) || (size === 1 && joinedNames.get(name));
        if (!rings || places.some((place) => taken.has(place)) || run.every((token) => token.stop)) continue;
        for (const place of places) taken.add(place);
        found.push({ rings, places });
      }
    }
    // the last word may still be on its way to a name
    const last = tokens.length - 1;
    const started = last >= 0 ? fold(tokens[last].word) : "";
    if (started.length >= 4 && !taken.has(last) && !terms.includes(started)) {
      const rings = [...ringsOf].flatMap(([name, of]) => (!name.includes(" ") && name.startsWith(started) ? of : []));
      if (rings.length) found.push({ rings: [...new Set(rings)], places: [last], started: true });
    }
    return found;
  };

  /* *query* → hits (page, score), best first; what to mark; words read as others; words that stand nowhere */
  const search = (query) => {
    const { tokens, phrases } = parse(query);
    const scores = new Map();
    const covered = new Map();
    const marks = { stems: new Set(), starts: [], inside: [], names: new Set() };
    const [read, unknown] = [[], []];
    const note = (found, places) => {
      for (const [page, score] of found) {
        scores.set(page, (scores.get(page) || 0) + score);
        if (!covered.has(page)) covered.set(page, new Set());
        for (const place of places) covered.get(page).add(place);
      }
    };
    const names = namesIn(tokens);
    const named = new Set(names.flatMap(({ places, started }) => (started ? [] : places)));
    const weights = tokens.map(() => 0);
    tokens.forEach((token, place) => {
      if (token.stop) return;
      const result = lookUp(token.word);
      const isName = named.has(place);
      if (result.read && isName) result.found = new Map();
      else if (result.read) read.push({ word: token.word, as: result.read });
      if (!result.found.size && !isName) unknown.push(token.word);
      note(result.found, [place]);
      weights[place] = Math.log(1 + count / (1 + (result.found.size || count / 8)));
      for (const stem of result.marks.stems) marks.stems.add(stem);
      marks.starts.push(...result.marks.starts);
      marks.inside.push(...result.marks.inside);
    });
    for (const { rings, places, started } of names) {
      const best = new Map();
      for (const ring of rings) {
        // a name that nearly all pages have still tells which are about it
        const weight = (WEIGHT.ring * Math.max(1, LEAST.rarity / rarity(ringSizes[ring]))) / (started ? 2 : 1);
        for (const [page, score] of pagesWith(ringTerm(ring), weight)) best.set(page, Math.max(score, best.get(page) || 0));
        for (const name of data.rings[ring][0]) if (name.length > 3 && !name.includes(" ")) marks.names.add(name);
      }
      note(best, places);
    }
    for (let place = 0; place + 1 < tokens.length; place += 1) {
      const [first, second] = [tokens[place].word, tokens[place + 1].word];
      for (const joined of [first + second, `${first}s${second}`]) {
        const at = placeOf.get(key(joined));
        if (at === undefined || second.length < 3) continue;
        note(pagesWith(terms[at], WEIGHT.joined), [place, place + 1]);
        marks.stems.add(stems[at]);
      }
    }
    const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const hits = [...scores].map(([page, score]) => {
      const sum = (places) => places.reduce((all, place) => all + weights[place], 0) / whole;
      const share = sum([...covered.get(page)]);
      const inTitle = tokens.reduce((all, token, place) => all + (token.stop ? 0 : weights[place] * shareOfTitle(token, page)), 0) / whole;
      return { page, share, score: score * share * share * (1 + WEIGHT.title * inTitle) * (isAbout[page] ? 1 : WEIGHT.manual) };
    });
    hits.sort((a, b) => b.score - a.score || a.page - b.page);
    return { hits, phrases, marks, read, unknown: unknown.filter((word) => !read.some((said) => said.word === word)) };
  };

  /* whether *word* of a text is one that the query found; with *other*, also one of the other names of what it asks for */
  const isMarked = (word, marks, other = false) => {
    const bare = fold(word);
    return (
      marks.stems.has(key(word)) ||
      (other && marks.names.has(key(word))) ||
      marks.starts.some((start) => bare.startsWith(start)) ||
      marks.inside.some((part) => bare.includes(part))
    );
  };
  /* words like those of *query*, for when nothing was found */
  const suggest = (query) => {
    const found = parse(query).tokens.flatMap(({ word }) => {
      if (word.length < 4) return [];
      const near = nearWords(word, word.length < 6 ? 2 : 3);
      const start = fold(word).slice(0, 4);
      return (near.length ? near : terms.flatMap((_, at) => (folded[at].startsWith(start) ? [at] : []))).slice(0, 3);
    });
    return [...new Set(found)].filter((at) => !stop.has(stems[at])).map((at) => leads[at]).slice(0, 5);
  };
  return { search, suggest, isMarked };
};
