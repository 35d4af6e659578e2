/* The search page: the field, the hits, the choices beside them, and the address that reproduces all of it. */
"use strict";
(() => {
  const page = document.querySelector(".s3-search-page");
  const data = window.s3SearchIndex;
  if (!page || !data) return;

  const engine = window.s3Engine(data);
  const { words } = window.s3Words;
  const said = data.texts;
  const root = document.documentElement.dataset.content_root || "./";
  const STEP = 10;
  const PAUSE = 700;
  const NOTHING = { stems: new Set(), starts: [], inside: [], names: new Set() };
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
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const addressOf = (number) => root + (data.pages[number].url ?? `${data.pages[number].doc}.html`);

  /* -- the text of pages, fetched as scripts: a page opened from a folder may load nothing else ----- */

  const texts = new Map();
  const waiting = new Map();
  window.s3SearchText = (doc, sections) => texts.set(doc, sections);
  const load = (number) => {
    const { doc, version } = data.pages[number];
    if (!waiting.has(doc)) {
      waiting.set(
        doc,
        new Promise((resolve) => {
          const script = element("script", { src: `${root}s3-search/pages/${doc}.js?v=${version}`, onload: resolve, onerror: resolve });
          document.head.append(script);
        }),
      );
    }
    return waiting.get(doc);
  };

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

  const fits = (number, skip) =>
    state.chosen.every((chosen, at) => at === skip || !chosen.size || data.pages[number].values[at].some((value) => chosen.has(value)));
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

  /* the section and the stretch of its text with most of the words looked for */
  const best = (sections, marks, other = false) => {
    let found = { value: -1 };
    sections.forEach(([anchor, heading, text], at) => {
      const marked = words(text).filter(({ word }) => engine.isMarked(word, marks, other));
      const inHeading = words(heading).filter(({ word }) => engine.isMarked(word, marks, other)).length;
      let stretch = { value: 0, start: 0 };
      marked.forEach((first, from) => {
        const inside = marked.slice(from).filter(({ end }) => end - first.start < 200);
        const value = new Set(inside.map(({ word }) => window.s3Words.key(word))).size + inside.length / 20;
        if (value > stretch.value) stretch = { value, start: first.start };
      });
      // the facts stand between the summary and the first heading: less to read than a text
      const value = (stretch.value + inHeading) * (at === 1 && !anchor ? 0.5 : 1);
      if (value > found.value) found = { value, anchor, text, other, start: stretch.start };
    });
    return found.value > 0 || other ? found : best(sections, marks, true);
  };
  const excerpt = ({ text, start, other }, marks) => {
    let from = start > 60 ? text.indexOf(" ", start - 60) + 1 : 0;
    if (from > start) from = start;
    let to = Math.min(text.length, from + 240);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), start + 1);
    const line = element("p", { className: "s3-hit-text" }, from ? "… " : "");
    let at = from;
    const forms = new Set();
    for (const { word, start: first, end } of words(text)) {
      if (first < from || end > to || !engine.isMarked(word, marks, other)) continue;
      line.append(text.slice(at, first), element("mark", { textContent: text.slice(first, end) }));
      forms.add(text.slice(first, end));
      at = end;
    }
    line.append(text.slice(at, to), to < text.length ? " …" : "");
    return { line, forms: [...forms] };
  };
  const row = (hit, result) => {
    const found = data.pages[hit.page];
    const link = element("a", { href: addressOf(hit.page), textContent: found.title });
    const facts = [labels[0][found.values[0][0]], found.meta, found.period].filter(Boolean).join(" · ");
    const item = element("li", {}, element("p", { className: "s3-hit-title" }, link), element("p", { className: "s3-hit-meta", textContent: facts }));
    item.dataset.doc = found.doc;
    const show = () => {
      const sections = texts.get(found.doc);
      if (!sections || item.querySelector(".s3-hit-text")) return;
      const part = result ? best(sections, result.marks) : { anchor: "", text: sections[0]?.[2] || "", start: 0 };
      const { line, forms } = excerpt(part, result ? result.marks : NOTHING);
      item.append(line);
      const query = forms.length ? `?highlight=${encodeURIComponent(forms.join(" "))}` : "";
      link.href = addressOf(hit.page) + query + (part.anchor ? `#${part.anchor}` : "");
    };
    if (texts.has(found.doc)) show();
    else load(hit.page).then(show);
    return item;
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
  const boxes = new Map();
  const panel = (facet, at) => {
    const inputs = facet.values.map(([value, label], number) => {
      const box = element("input", { type: "checkbox", name: facet.name, value });
      const many = element("span", { className: "s3-catalogue-count" });
      const line = element("label", {}, box, ` ${label} `, many);
      boxes.set(`${at} ${number}`, { box, many, line, at, number });
      return line;
    });
    const details = element(
      "details",
      {},
      element("summary", { textContent: facet.label }),
      element("fieldset", {}, element("legend", { className: "s3-visually-hidden", textContent: facet.label }), ...inputs),
    );
    details.dataset.facet = facet.name;
    return details;
  };
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
    element("div", { className: "s3-catalogue-facets" }, ...data.facets.map(panel)),
    clear,
  );
  choices.setAttribute("aria-labelledby", heading.id);
  place.append(element("div", { className: "s3-search-columns" }, hits, choices));

  const tell = (text) => {
    clearTimeout(tell.timer);
    status.textContent = text;
    tell.timer = setTimeout(() => { spoken.textContent = text; }, PAUSE);
  };
  const showCounts = (all) => {
    const counts = names.map((_, at) => {
      const found = new Map();
      for (const hit of all) {
        if (fits(hit.page, at)) for (const value of data.pages[hit.page].values[at]) found.set(value, (found.get(value) || 0) + 1);
      }
      return found;
    });
    for (const { box, many, line, at, number } of boxes.values()) {
      const found = counts[at].get(number) || 0;
      box.checked = state.chosen[at].has(number);
      many.textContent = `(${found})`;
      line.hidden = !found && !box.checked;
    }
    for (const details of choices.querySelectorAll("details")) {
      details.hidden = ![...details.querySelectorAll("label")].some((line) => !line.hidden);
      if (details.querySelector("input:checked")) details.open = true;
    }
  };
  const ask = (word) => {
    const link = element("a", { href: `?q=${encodeURIComponent(word)}`, textContent: word });
    return link;
  };
  const explain = (result, many) => {
    notes.replaceChildren();
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
    await Promise.all(first.map((hit) => load(hit.page)));
    return first.filter((hit) => {
      const parts = (texts.get(data.pages[hit.page].doc) || []).flatMap(([, title, text]) => [title, text]);
      parts.push(data.pages[hit.page].title);
      const flat = parts.map((text) => ` ${words(text).map(({ word }) => word).join(" ")} `);
      return phrases.every((phrase) => flat.some((text) => text.includes(` ${phrase.join(" ")} `)));
    });
  };
  let turn = 0;
  const show = async () => {
    turn += 1;
    const mine = turn;
    const query = state.q.trim();
    const result = query ? engine.search(query) : null;
    let all = result ? result.hits : browse();
    if (result && result.phrases.length) all = await holding(all, result.phrases);
    if (mine !== turn) return;
    const shown = ordered(all.filter((hit) => fits(hit.page, -1)));
    list.replaceChildren(...shown.slice(0, state.show).map((hit) => row(hit, result)));
    more.hidden = shown.length <= state.show;
    showCounts(all);
    choices.hidden = !all.length;
    jump.hidden = !all.length;
    sort.value = state.sort;
    clear.hidden = !state.chosen.some((chosen) => chosen.size) && !state.sort;
    const text = shown.length === 1 ? said.found_one : shown.length ? said.found : said.found_none;
    tell(query ? fill(text, { count: shown.length, query }) : fill(said.browse, { count: shown.length }));
    explain(result, shown.length);
    write();
    page.dataset.s3Shown = query;
  };

  field.addEventListener("input", () => {
    state.q = field.value;
    state.show = STEP;
    show();
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
    for (const { box, at, number } of boxes.values()) state.chosen[at][box.checked ? "add" : "delete"](number);
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
  show().then(() => {
    const doc = history.state?.doc;
    const left = doc && [...list.children].find((item) => item.dataset.doc === doc);
    if (left) left.querySelector("a").focus();
  });
})();
