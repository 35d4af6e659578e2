/* Search: which pages have a word, and how much it says of each. MiniSearch weighs them.
   The lists of pages stand packed in the index, or in pieces that are loaded when a query needs them.
   They are unpacked when they are asked for: most words never are. */
"use strict";
window.s3Lists = (data) => {
  const SCALE = { word: 1.5, ring: 1 };
  const count = data.pages.length;
  const pieces = data.pieces ? data.pieces.map(([first]) => ({ first, lists: null })) : [{ first: 0, lists: data.lists.split(" ") }];
  /* the pieces that were asked for and are not here yet */
  const missing = new Set();
  const listAt = (at) => {
    let number = pieces.length - 1;
    while (pieces[number].first > at) number -= 1;
    const { first, lists } = pieces[number];
    if (!lists) missing.add(number);
    return lists ? lists[at - first] : undefined;
  };
  const sizeOf = (list) => {
    let size = 0;
    for (let at = 0; at < list.length; at += 1) size += list.charCodeAt(at) < 91 && list.charCodeAt(at) > 64 ? 1 : 0;
    return size;
  };
  const sizes = data.sizes ? data.sizes.split(" ").map(Number) : pieces[0].lists.map(sizeOf);
  const ringSizes = data.rings.map(([, list]) => sizeOf(list));
  const rarity = (size) => Math.log(1 + (count - size + 0.5) / (size + 0.5));

  /* "3KC" → page 3 at weight 11, page 4 at weight 3; the weights of words go to 16, the strengths of names to 24 */
  const unpack = (text, scale) => {
    const found = {};
    let [page, step] = [-1, 0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 64 && code < 91) {
        page += step || 1;
        found[page] = (code - 64) * scale;
        step = 0;
      } else step = step * 36 + code - (code < 58 ? 48 : 87);
    }
    return found;
  };
  const everyPage = (value) => Object.fromEntries(data.pages.map((_, page) => [page, value(page)]));
  const same = {
    documentCount: count,
    nextId: count,
    documentIds: everyPage((page) => page),
    fieldIds: { text: 0 },
    fieldLength: everyPage(() => [1]),
    averageFieldLength: [1],
    storedFields: {},
    dirtCount: 0,
    serializationVersion: 2,
  };
  // the weights were worked out at build time: k so large that nothing is evened out again
  const options = { fields: ["text"], searchOptions: { tokenize: (text) => [text], processTerm: (term) => term, bm25: { k: 1e6, b: 0, d: 0 } } };
  // what the library found is kept: the next keystroke asks for most of it again
  const kept = new Map();
  const weigh = (packed) => {
    if (!packed.length) return;
    const mini = window.MiniSearch.loadJS({ ...same, index: packed.map(([name, list, scale]) => [name, { 0: unpack(list, scale) }]) }, options);
    for (const [name] of packed) kept.set(name, mini.search(name).map(({ id, score }) => [id, score]));
  };

  /* for each word its pages, each with its score; none of a word whose piece is missing */
  const ofWords = (places) => {
    const fresh = places.filter((at) => !kept.has(`${at}`)).map((at) => [`${at}`, listAt(at), SCALE.word]);
    weigh(fresh.filter(([, list]) => list !== undefined));
    return places.map((at) => kept.get(`${at}`) || []);
  };
  /* the same for a ring of names */
  const ofRing = (ring) => {
    const name = `ring ${ring}`;
    if (!kept.has(name)) weigh([[name, data.rings[ring][1], SCALE.ring]]);
    return kept.get(name);
  };
  /* take the lists of the piece *number*, as its script gives them */
  const give = (number, text) => {
    pieces[number].lists = text.split(" ");
  };
  return { sizes, ringSizes, rarity, ofWords, ofRing, give, missing };
};
