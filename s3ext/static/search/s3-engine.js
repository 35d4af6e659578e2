/* Search: what a query means, and which pages answer it, the best first. Touches no page: s3-search.js shows what it finds.
   The index comes from s3ext/core/search/index.py. s3-vocabulary.js has its words, s3-lists.js the pages of each. */
"use strict";
window.s3Engine = (data) => {
  const { words, key, fold } = window.s3Words;
  const vocabulary = window.s3Vocabulary(data);
  const lists = window.s3Lists(data);
  const { leads, stems, stop, placeOf } = vocabulary;
  const { sizes, rarity } = lists;
  const WEIGHT = { exact: 1, prefix: 0.5, inside: 0.3, joined: 0.9, parts: 0.6, near: 0.7, far: 0.4, ring: 1, title: 0.8, manual: 0.6 };
  const LEAST = { prefix: 2, inside: 4, near: 5, parts: 7, far: 8, rarity: 1, inTitle: 3 };
  const PART_OF_TITLE = { start: 0.8, inside: 0.6 };
  const MOST_DERIVED = 40;
  const count = data.pages.length;

  /* -- what is known of names, titles and pages --------------------------------------------------- */

  const ringsOf = new Map();
  data.rings.forEach(([names], ring) => {
    for (const name of names) ringsOf.set(name, [...(ringsOf.get(name) || []), ring]);
  });
  // a name of several words may be written as one
  const joinedNames = new Map([...ringsOf].filter(([name]) => name.includes(" ")).map(([name, rings]) => [name.replace(/ /g, ""), rings]));
  const longestName = Math.max(1, ...[...ringsOf.keys()].map((name) => name.split(" ").length));
  /* the pages with the word at *at*, each with its score */
  const pagesWith = (at, weight) => new Map(lists.ofWords([at])[0].map(([page, score]) => [page, weight * score]));
  const addTo = (all, found) => {
    for (const [page, score] of found) all.set(page, (all.get(page) || 0) + score);
    return all;
  };

  /* the words of each title, worked out at the first query */
  let titleWords;
  const titles = () => (titleWords ??= data.pages.map(({ title }) => words(title).map(({ word }) => [key(word), fold(word)])));
  /* how much of each page's title *token* is: one of its words, the beginning of one, or inside one */
  const sharesOfTitles = (token) =>
    Float64Array.from(titles(), (title) => {
      let most = 0;
      for (const [stem, word] of title) {
        if (stem === token.key) return 1;
        const at = token.bare.length < LEAST.inTitle ? -1 : word.indexOf(token.bare);
        if (at >= 0) most = Math.max(most, at ? PART_OF_TITLE.inside : PART_OF_TITLE.start);
      }
      return most;
    });
  /* whether a page is of the library's matter: not the glossary, nor one that tells how the site is used */
  const isAbout = data.pages.map(({ values: [[type]] }) => !["page", "glossary"].includes(data.facets[0].values[type][0]));

  /* -- one word of a query -------------------------------------------------------------------- */

  /* the pages with one of *places*, each with the best of its scores there times what *weightOf* says of the word */
  const bestOf = (places, weightOf) => {
    const best = new Map();
    lists.ofWords(places).forEach((hits, number) => {
      const weight = weightOf(places[number]);
      for (const [page, score] of hits) best.set(page, Math.max(weight * score, best.get(page) || 0));
    });
    return best;
  };
  const withParts = (word, weight) => {
    const parts = word.length >= LEAST.parts ? vocabulary.partsOf(word) : null;
    if (!parts) return { found: new Map(), places: [], size: 0 };
    const [first, tail] = [pagesWith(parts.first, weight), pagesWith(parts.tail, weight)];
    const found = new Map([...tail].filter(([page]) => first.has(page)).map(([page, s]) => [page, Math.min(s, first.get(page))]));
    return { found, places: [parts.first, parts.tail], size: parts.size };
  };

  /* the pages for *word*; what of it is to be marked; the words it was read as, if it is no word of ours */
  const lookUp = (word) => {
    const bare = fold(word);
    const found = new Map();
    const marks = { stems: new Set(), starts: [], inside: [] };
    const exact = placeOf.get(key(word));
    if (exact !== undefined) {
      addTo(found, pagesWith(exact, WEIGHT.exact));
      marks.stems.add(stems[exact]);
    }
    const derived = (all, weight) => {
      const places = all.filter((at) => at !== exact);
      if (!places.length) return false;
      places.sort((a, b) => sizes[b] - sizes[a] || a - b);
      // a rarer word must not count more than the word itself, or than the most common of those that begin so
      const rarest = rarity(sizes[exact ?? places[0]]);
      addTo(found, bestOf(places.slice(0, MOST_DERIVED), (at) => weight * Math.min(1, rarest / rarity(sizes[at]))));
      return true;
    };
    const started = WEIGHT.prefix * Math.min(1.2, 0.6 + bare.length / 10);
    if (bare.length >= LEAST.prefix && derived(vocabulary.beginningWith(bare), started)) marks.starts.push(bare);
    if (bare.length >= LEAST.inside && derived(vocabulary.holding(bare), WEIGHT.inside)) marks.inside.push(bare);
    if (exact === undefined && !marks.starts.length && !marks.inside.length) return guess(word, marks);
    return { found: addTo(found, withParts(word, 0.35).found), marks, read: null };
  };
  /* the pages for a word that stands nowhere: spelt otherwise, mistyped, or made of known words */
  const guess = (word, marks) => {
    const take = (places, weight) => {
      for (const at of places) marks.stems.add(stems[at]);
      return { found: bestOf(places, () => weight), marks, read: places.map((at) => leads[at]) };
    };
    const respelt = key(fold(word).replace(/ae/g, "a").replace(/oe/g, "o").replace(/aa/g, "a"));
    if (placeOf.has(respelt)) return take([placeOf.get(respelt)], WEIGHT.exact);
    if (word.length >= LEAST.near) {
      const near = vocabulary.nearWords(word, 1);
      if (near.length) return take(near, WEIGHT.near);
    }
    const parts = withParts(word, WEIGHT.parts);
    // whether they share a page is not known before their lists are here
    if (parts.size > 4 && (parts.found.size || lists.missing.size)) {
      for (const at of parts.places) marks.stems.add(stems[at]);
      return { found: parts.found, marks, read: null };
    }
    const begun = vocabulary.beginningOf(word);
    if (begun !== undefined) return { ...take([begun], WEIGHT.parts), read: null };
    if (word.length >= LEAST.far) {
      const far = vocabulary.nearWords(word, 2);
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
    if (started.length >= 4 && !taken.has(last) && !vocabulary.has(started)) {
      const rings = [...ringsOf].flatMap(([name, of]) => (!name.includes(" ") && name.startsWith(started) ? of : []));
      if (rings.length) found.push({ rings: [...new Set(rings)], places: [last], started: true });
    }
    return found;
  };

  /* what a word of the query before was found to be: the next query has most of its words again */
  let known = new Map();
  /* *query* → hits (page, score), best first; what to mark; words read as others; words that stand nowhere.
     Or, as *missing*, the pieces of the index that must be given first. */
  const search = (query) => {
    lists.missing.clear();
    const { tokens, phrases } = parse(query);
    const scores = new Map();
    const covered = new Map();
    const marks = { stems: new Set(), starts: [], inside: [], names: new Set() };
    const [read, unknown] = [[], []];
    const note = (found, places) => {
      for (const [page, score] of found) {
        scores.set(page, (scores.get(page) || 0) + score);
        const before = covered.get(page);
        if (before) before.push(...places.filter((place) => !before.includes(place)));
        else covered.set(page, [...places]);
      }
    };
    const names = namesIn(tokens);
    const named = new Set(names.flatMap(({ places, started }) => (started ? [] : places)));
    const weights = tokens.map(() => 0);
    const lookedUp = new Map();
    tokens.forEach((token, place) => {
      if (token.stop) return;
      const result = known.get(token.word) || lookUp(token.word);
      lookedUp.set(token.word, result);
      const isName = named.has(place);
      const found = result.read && isName ? new Map() : result.found;
      if (result.read && !isName) read.push({ word: token.word, as: result.read });
      if (!found.size && !isName) unknown.push(token.word);
      note(found, [place]);
      weights[place] = Math.log(1 + count / (1 + (found.size || count / 8)));
      for (const stem of result.marks.stems) marks.stems.add(stem);
      marks.starts.push(...result.marks.starts);
      marks.inside.push(...result.marks.inside);
    });
    for (const { rings, places, started } of names) {
      const best = new Map();
      for (const ring of rings) {
        // a name that nearly all pages have still tells which are about it
        const weight = (WEIGHT.ring * Math.max(1, LEAST.rarity / rarity(lists.ringSizes[ring]))) / (started ? 2 : 1);
        for (const [page, score] of lists.ofRing(ring)) best.set(page, Math.max(weight * score, best.get(page) || 0));
        for (const name of data.rings[ring][0]) if (name.length > 3 && !name.includes(" ")) marks.names.add(name);
      }
      note(best, places);
    }
    for (let place = 0; place + 1 < tokens.length; place += 1) {
      const [first, second] = [tokens[place].word, tokens[place + 1].word];
      for (const joined of [first + second, `${first}s${second}`]) {
        const at = placeOf.get(key(joined));
        if (at === undefined || second.length < 3) continue;
        note(pagesWith(at, WEIGHT.joined), [place, place + 1]);
        marks.stems.add(stems[at]);
      }
    }
    if (lists.missing.size) return { missing: [...lists.missing] };
    known = lookedUp;
    const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const shares = tokens.map((token) => (token.stop ? null : (lookedUp.get(token.word).shares ??= sharesOfTitles(token))));
    const hits = [...scores].map(([page, score]) => {
      const share = covered.get(page).reduce((sum, place) => sum + weights[place], 0) / whole;
      const inTitle = shares.reduce((sum, ofPages, place) => sum + (ofPages ? weights[place] * ofPages[page] : 0), 0) / whole;
      return { page, share, score: score * share * share * (1 + WEIGHT.title * inTitle) * (isAbout[page] ? 1 : WEIGHT.manual) };
    });
    hits.sort((a, b) => b.score - a.score || a.page - b.page);
    return { missing: [], hits, phrases, marks, read, unknown: unknown.filter((word) => !read.some((said) => said.word === word)) };
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
      const near = vocabulary.nearWords(word, word.length < 6 ? 2 : 3);
      return (near.length ? near : vocabulary.beginningWith(fold(word).slice(0, 4))).slice(0, 3);
    });
    return [...new Set(found)].filter((at) => !stop.has(stems[at])).map((at) => leads[at]).slice(0, 5);
  };
  return { search, suggest, isMarked, give: lists.give };
};
