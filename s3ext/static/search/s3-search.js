/* The search page: the field, the hits, the choices beside them, and the address that reproduces all of it. */
"use strict";
(() => {
  const page = document.querySelector(".s3-search-page");
  const data = window.s3SearchIndex;
  if (!page || !data) return;

  const said = data.texts;
  const root = document.documentElement.dataset.content_root || "./";
  const engine = window.s3Engine(data);
  const excerpts = window.s3Excerpts(data, engine, root);
  const STEP = 10;
  const PAUSE = 700;
  const field = page.querySelector("input[type=search]");
  const form = page.querySelector("form");
  const place = page.querySelector("#search-results");
  const names = data.facets.map((facet) => facet.name);
  const labels = data.facets.map((facet) => facet.values.map(([, label]) => label));
  const state = { q: "", chosen: names.map(() => new Set()), sort: "", show: STEP };

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  /* do *work* when what already waits, such as a keystroke, has been done */
  const soon = (work) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage("");
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const addressOf = (number) => root + (data.pages[number].url ?? `${data.pages[number].doc}.html`);

  /* -- the address ------------------------------------------------------------------------------ */

  const read = () => {
    const query = new URLSearchParams(location.search);
    state.q = query.get("q") || "";
    data.facets.forEach((facet, at) => {
      const known = new Map(facet.values.map(([value], place) => [value, place]));
      state.chosen[at] = new Set(query.getAll(facet.name).filter((value) => known.has(value)).map((value) => known.get(value)));
    });
    state.sort = ["newest", "oldest"].includes(query.get("sort")) ? query.get("sort") : "";
    const asked = Number(query.get("show"));
    state.show = Number.isInteger(asked) && asked > STEP && asked <= data.pages.length + STEP ? asked : STEP;
  };
  const write = () => {
    write.timer = clearTimeout(write.timer);
    const query = new URLSearchParams();
    if (state.q.trim()) query.set("q", state.q.trim());
    data.facets.forEach((facet, at) => {
      for (const value of [...state.chosen[at]].sort((a, b) => a - b)) query.append(facet.name, facet.values[value][0]);
    });
    if (state.sort) query.set("sort", state.sort);
    if (state.show > STEP) query.set("show", state.show);
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : ""));
  };

  /* -- what fits -------------------------------------------------------------------------------- */

  const fits = (number) =>
    state.chosen.every((chosen, at) => !chosen.size || data.pages[number].values[at].some((value) => chosen.has(value)));
  const ordered = (hits) => {
    if (!state.sort) return hits;
    const year = (hit) => data.pages[hit.page].year;
    return [...hits].sort((a, b) => {
      if (!year(a) || !year(b)) return (year(a) ? 0 : 1) - (year(b) ? 0 : 1);
      const order = year(a) < year(b) ? -1 : year(a) > year(b) ? 1 : 0;
      return state.sort === "newest" ? -order : order;
    });
  };
  const browse = () => data.order.map((number) => ({ page: number }));

  /* -- one hit ---------------------------------------------------------------------------------- */

  const row = (number) => {
    const found = data.pages[number];
    const link = element("a", { href: addressOf(number), textContent: found.title });
    const facts = [labels[0][found.values[0][0]], found.meta, found.period].filter(Boolean).join(" · ");
    const item = element("li", {}, element("p", { className: "s3-hit-title" }, link), element("p", { className: "s3-hit-meta", textContent: facts }));
    item.dataset.doc = found.doc;
    let line = null;
    let before = "";
    /* show what of the page's text answers the query; where that is as before nothing is touched */
    const show = ({ anchor, pieces }) => {
      const now = JSON.stringify([anchor, pieces]);
      if (now === before) return;
      before = now;
      const next = element("p", { className: "s3-hit-text" });
      next.append(...pieces.map(({ text, marked }) => (marked ? element("mark", { textContent: text }) : text)));
      if (line) line.replaceWith(next);
      else item.append(next);
      line = next;
      const forms = [...new Set(pieces.filter(({ marked }) => marked).map(({ text }) => text))];
      const query = forms.length ? `?highlight=${encodeURIComponent(forms.join(" "))}` : "";
      link.href = addressOf(number) + query + (anchor ? `#${anchor}` : "");
    };
    return { item, show };
  };

  /* -- the page --------------------------------------------------------------------------------- */

  const status = element("p", { className: "s3-search-status" });
  const spoken = element("p", { className: "s3-visually-hidden" });
  spoken.setAttribute("role", "status");
  const notes = element("div", { className: "s3-search-notes" });
  const list = element("ol", { className: "s3-hits" });
  const more = element("button", { type: "button", className: "s3-catalogue-clear", textContent: said.more });
  // in one column the choices come after the hits, out of sight
  const jump = element("button", { type: "button", className: "s3-catalogue-clear s3-search-jump", textContent: said.filter });
  const hits = element("div", { className: "s3-search-hits" }, status, spoken, jump, notes, list, more);
  const panel = (facet) => {
    const lines = facet.values.map(([value, label]) => {
      const box = element("input", { type: "checkbox", name: facet.name, value });
      const many = element("span", { className: "s3-catalogue-count" });
      const line = element("label", {}, box, ` ${label} `, many);
      return { box, many, line };
    });
    const details = element(
      "details",
      {},
      element("summary", { textContent: facet.label }),
      element("fieldset", {}, element("legend", { className: "s3-visually-hidden", textContent: facet.label }), ...lines.map(({ line }) => line)),
    );
    details.dataset.facet = facet.name;
    return { details, lines };
  };
  const panels = data.facets.map(panel);
  const sort = element("select", { id: "s3-search-sort" });
  for (const [value, text] of [["", said.sort_relevance], ["newest", said.sort_newest], ["oldest", said.sort_oldest]]) {
    sort.append(element("option", { value, textContent: text }));
  }
  const clear = element("button", { type: "button", className: "s3-catalogue-clear", textContent: said.clear });
  const heading = element("h2", { id: "s3-search-choices", textContent: said.filter });
  const choices = element(
    "form",
    { className: "s3-catalogue s3-search-choices" },
    heading,
    element("p", { className: "s3-catalogue-control" }, element("label", { htmlFor: sort.id, textContent: said.sort }), sort),
    element("div", { className: "s3-catalogue-facets" }, ...panels.map(({ details }) => details)),
    clear,
  );
  choices.setAttribute("aria-labelledby", heading.id);
  place.append(element("div", { className: "s3-search-columns" }, hits, choices));

  const tell = (text) => {
    clearTimeout(tell.timer);
    status.textContent = text;
    tell.timer = setTimeout(() => { spoken.textContent = text; }, PAUSE);
  };
  /* the rows shown, by page: those that the next keystroke finds again stay */
  let rows = new Map();
  const showHits = (shown, excerpt) => {
    const next = new Map(shown.map(({ page: number }) => [number, rows.get(number) || row(number)]));
    const lacking = [];
    for (const [number, { show }] of next) {
      if (excerpts.has(number)) show(excerpt(number));
      else lacking.push(number);
    }
    rows = next;
    const items = [...next.values()].map(({ item }) => item);
    if (items.length !== list.children.length || items.some((item, at) => item !== list.children[at])) list.replaceChildren(...items);
    // the list comes first, then the texts; a later keystroke may want others
    if (lacking.length) {
      soon(() => {
        if (rows !== next) return;
        for (const number of lacking) excerpts.load(number).then(() => rows === next && excerpts.has(number) && next.get(number).show(excerpt(number)));
      });
    }
  };
  /* beside each value how many pages it would show: those that fit the choices of the other facets */
  const showCounts = (all) => {
    const counts = data.facets.map((facet) => facet.values.map(() => 0));
    const every = [...counts.keys()];
    const narrowed = every.filter((at) => state.chosen[at].size);
    for (const { page: number } of all) {
      const { values } = data.pages[number];
      const unfit = narrowed.filter((at) => !values[at].some((value) => state.chosen[at].has(value)));
      if (unfit.length > 1) continue;
      for (const at of unfit.length ? unfit : every) for (const value of values[at]) counts[at][value] += 1;
    }
    data.facets.forEach((facet, at) => {
      const { details, lines } = panels[at];
      lines.forEach(({ box, many, line }, number) => {
        const found = counts[at][number];
        const text = `(${found})`;
        box.checked = state.chosen[at].has(number);
        if (many.textContent !== text) many.textContent = text;
        line.hidden = !found && !box.checked;
      });
      details.hidden = lines.every(({ line }) => line.hidden);
      if (state.chosen[at].size) details.open = true;
    });
  };
  const ask = (word) => {
    const link = element("a", { href: `?q=${encodeURIComponent(word)}`, textContent: word });
    return link;
  };
  const explain = (result, many) => {
    notes.replaceChildren();
    if (broken) notes.append(element("p", { textContent: said.incomplete }));
    if (!result) return;
    for (const { word, as } of result.read) {
      notes.append(element("p", {}, fill(said.read_as, { word }), " ", ...as.slice(0, 3).flatMap((other, at) => (at ? [", ", ask(other)] : [ask(other)])), "."));
    }
    if (many && result.unknown.length) {
      notes.append(element("p", { textContent: fill(said.unknown, { words: result.unknown.map((word) => `”${word}”`).join(", ") }) }));
    }
    if (many) return;
    const near = engine.suggest(state.q);
    if (near.length && !result.read.length) {
      notes.append(element("p", {}, `${said.did_you_mean} `, ...near.flatMap((word, at) => (at ? [", ", ask(word)] : [ask(word)])), "?"));
    }
    if (state.chosen.some((chosen) => chosen.size)) notes.append(element("p", { textContent: said.none_chosen }));
    notes.append(element("p", { textContent: said.none_registers }), element("p", { textContent: said.none_ask }));
  };
  /* of the pages found, those that hold every phrase of the query word for word */
  const holding = async (all, phrases) => {
    const first = all.slice(0, 60);
    await Promise.all(first.map((hit) => excerpts.load(hit.page)));
    return first.filter((hit) => excerpts.holds(hit.page, phrases));
  };
  let turn = 0;
  let broken = false;
  /* what the engine finds, when the pieces of the index that it needs are here; nothing if a later query has come */
  const answer = async (query, isLate) => {
    for (;;) {
      const result = engine.search(query);
      if (!result.missing.length) return result;
      const read = await Promise.all(result.missing.map(excerpts.loadPiece));
      if (!read.every(Boolean)) broken = true;
      if (isLate()) return null;
    }
  };
  const show = async ({ typed = false } = {}) => {
    turn += 1;
    const mine = turn;
    const isLate = () => mine !== turn;
    const query = state.q.trim();
    const result = query ? await answer(query, isLate) : null;
    if (isLate()) return;
    let all = result ? result.hits : browse();
    if (result && result.phrases.length) all = await holding(all, result.phrases);
    if (isLate()) return;
    const shown = ordered(all.filter((hit) => fits(hit.page)));
    showHits(shown.slice(0, state.show), excerpts.excerpts(result && result.marks));
    more.hidden = shown.length <= state.show;
    showCounts(all);
    choices.hidden = !all.length;
    jump.hidden = !all.length;
    sort.options[0].textContent = query ? said.sort_relevance : said.sort_alphabet;
    sort.value = state.sort;
    clear.hidden = !state.chosen.some((chosen) => chosen.size) && !state.sort;
    const found = shown.length === 1 ? said.found_one : shown.length ? said.found : said.found_none;
    const browsed = shown.length === 1 ? said.browse_one : state.sort ? said.browse_sorted : said.browse;
    tell(fill(query ? found : browsed, { count: shown.length, query }));
    explain(result, shown.length);
    // browsers allow so many changes of the address in a while, and each takes its time
    clearTimeout(write.timer);
    if (typed) write.timer = setTimeout(write, PAUSE);
    else write();
    page.dataset.s3Shown = query;
  };
  /* a keystroke gives way to one that is already waiting */
  const showSoon = () => {
    turn += 1;
    const mine = turn;
    soon(() => mine === turn && show({ typed: true }));
  };

  field.addEventListener("input", () => {
    state.q = field.value;
    state.show = STEP;
    showSoon();
  });
  field.addEventListener("keydown", (event) => {
    // Esc would empty the field, and what was found would be gone
    if (event.key === "Escape") event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    state.q = field.value;
    show();
  });
  choices.addEventListener("submit", (event) => event.preventDefault());
  choices.addEventListener("input", () => {
    panels.forEach(({ lines }, at) => { state.chosen[at] = new Set(lines.flatMap(({ box }, number) => (box.checked ? [number] : []))); });
    state.sort = sort.value;
    state.show = STEP;
    show();
  });
  jump.addEventListener("click", () => {
    choices.scrollIntoView();
    sort.focus({ preventScroll: true });
  });
  clear.addEventListener("click", () => {
    for (const chosen of state.chosen) chosen.clear();
    state.sort = "";
    show();
    sort.focus();
  });
  more.addEventListener("click", () => {
    const next = state.show;
    state.show += STEP;
    show().then(() => list.children[next]?.querySelector("a").focus());
  });
  // whoever leaves before the address is written finds it when coming back
  addEventListener("click", () => write.timer && write(), true);
  // the hit that was followed has focus again when the reader comes back
  list.addEventListener("click", (event) => {
    const doc = event.target.closest("li")?.dataset.doc;
    if (event.target.closest("a") && doc) history.replaceState({ doc }, "");
  });
  addEventListener("popstate", () => {
    read();
    field.value = state.q;
    show();
  });
  read();
  field.value = state.q;
  // the page stands before the first answer is looked for
  soon(async () => {
    if (!turn) await show();
    const doc = history.state?.doc;
    const left = doc && [...list.children].find((item) => item.dataset.doc === doc);
    if (left) left.querySelector("a").focus();
  });
})();
