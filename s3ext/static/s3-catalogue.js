/* The catalogue: choose among the cases by facets. The list itself is in the page and is whole without this script.
   Choices within a facet widen, choices in different facets narrow. The address reproduces the view. */
"use strict";
(() => {
  const list = document.querySelector("ul.s3-records-catalogue");
  const data = window.s3Catalogue;
  if (!list || !data) return;

  const root = document.documentElement.dataset.content_root || "./";
  const rows = new Map();
  for (const row of list.children) {
    const link = row.querySelector("a[href]");
    if (link) rows.set(new URL(link.getAttribute("href"), location.href).pathname, row);
  }
  const items = data.items
    .map((item, order) => ({ ...item, order, row: rows.get(new URL(root + item.url, location.href).pathname) }))
    .filter((item) => item.row);
  const names = data.facets.map((facet) => facet.name);
  const state = { chosen: new Map(names.map((name) => [name, new Set()])), from: "", to: "", sort: "" };
  const boxes = new Map();

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /* -- what fits ----------------------------------------------------------------------- */

  const inPeriod = (item) => {
    const from = Number(state.from) || -Infinity;
    const to = Number(state.to) || Infinity;
    if (from === -Infinity && to === Infinity) return true;
    if (item.from === null && item.to === null) return false;
    return (item.from ?? item.to) <= to && (item.to ?? Infinity) >= from;
  };
  const fits = (item, skip) =>
    inPeriod(item) &&
    names.every((name) => {
      const chosen = state.chosen.get(name);
      return name === skip || !chosen.size || item.values[name].some((value) => chosen.has(value));
    });

  /* -- the address ----------------------------------------------------------------------- */

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const facet of data.facets) {
      const known = new Set(facet.values.map(([value]) => value));
      const asked = query.getAll(facet.name).filter((value) => known.has(value));
      state.chosen.set(facet.name, new Set(asked));
    }
    for (const name of ["from", "to"]) state[name] = /^\d{4}$/.test(query.get(name) || "") ? query.get(name) : "";
    state.sort = ["newest", "oldest"].includes(query.get("sort")) ? query.get("sort") : "";
  };
  const write = () => {
    const query = new URLSearchParams();
    for (const name of names) for (const value of state.chosen.get(name)) query.append(name, value);
    for (const name of ["from", "to", "sort"]) if (state[name]) query.set(name, state[name]);
    const text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  };

  /* -- the page ---------------------------------------------------------------------------- */

  const status = element("p", { className: "s3-catalogue-status" });
  status.setAttribute("role", "status");
  const clear = element("button", { type: "button", className: "s3-catalogue-clear", textContent: data.texts.clear });
  const sort = element("select", { id: "s3-sort" });
  for (const [value, key] of [["", "sort_title"], ["newest", "sort_newest"], ["oldest", "sort_oldest"]]) {
    sort.append(element("option", { value, textContent: data.texts[key] }));
  }
  const year = (name) =>
    element("input", { id: "s3-" + name, type: "text", inputMode: "numeric", maxLength: 4, autocomplete: "off" });
  const years = { from: year("from"), to: year("to") };

  const facetPanel = (facet) => {
    const inputs = facet.values.map(([value, label]) => {
      const box = element("input", { type: "checkbox", name: facet.name, value });
      const number = element("span", { className: "s3-catalogue-count" });
      boxes.set(facet.name + "=" + value, { box, number, facet: facet.name, value });
      return element("label", {}, box, " " + label + " ", number);
    });
    const summary = element("summary", { textContent: facet.label });
    const legend = element("legend", { className: "s3-visually-hidden", textContent: facet.label });
    const details = element("details", {}, summary, element("fieldset", {}, legend, ...inputs));
    details.dataset.facet = facet.name;
    return details;
  };
  const labelled = (control, text) =>
    element("p", { className: "s3-catalogue-control" }, element("label", { htmlFor: control.id, textContent: text }), control);
  const periodPanel = element(
    "details",
    {},
    element("summary", { textContent: data.texts.period }),
    labelled(years.from, data.texts.from),
    labelled(years.to, data.texts.to),
  );
  const heading = element("h2", { textContent: data.texts.filter, id: "s3-catalogue-heading" });
  const form = element("form", { className: "s3-catalogue" }, heading);
  form.setAttribute("aria-labelledby", heading.id);
  form.append(
    element("div", { className: "s3-catalogue-facets" }, ...data.facets.filter((f) => f.values.length).map(facetPanel), periodPanel),
    labelled(sort, data.texts.sort),
    clear,
  );

  const order = (a, b) => {
    if (!state.sort) return a.order - b.order;
    if (a.from === null || b.from === null) return (a.from === null) - (b.from === null) || a.order - b.order;
    return (state.sort === "newest" ? b.from - a.from : a.from - b.from) || a.order - b.order;
  };
  const show = () => {
    const shown = items.filter((item) => fits(item, null));
    const visible = new Set(shown);
    for (const item of [...items].sort(order)) {
      item.row.hidden = !visible.has(item);
      list.append(item.row);
    }
    for (const name of names) {
      const left = items.filter((item) => fits(item, name));
      const counts = new Map();
      for (const item of left) for (const value of item.values[name]) counts.set(value, (counts.get(value) || 0) + 1);
      for (const entry of boxes.values()) {
        if (entry.facet !== name) continue;
        entry.number.textContent = "(" + (counts.get(entry.value) || 0) + ")";
      }
    }
    const text = data.texts.shown.replace("{shown}", shown.length).replace("{all}", items.length);
    status.textContent = shown.length ? text : data.texts.none;
    const any = names.some((name) => state.chosen.get(name).size) || state.from || state.to || state.sort;
    clear.hidden = !any;
  };
  const reflect = () => {
    for (const { box, facet, value } of boxes.values()) box.checked = state.chosen.get(facet).has(value);
    for (const details of form.querySelectorAll("details[data-facet]")) {
      details.open = details.open || state.chosen.get(details.dataset.facet).size > 0;
    }
    years.from.value = state.from;
    years.to.value = state.to;
    periodPanel.open = periodPanel.open || Boolean(state.from || state.to);
    sort.value = state.sort;
  };
  const changed = () => {
    for (const name of names) state.chosen.set(name, new Set());
    for (const { box, facet, value } of boxes.values()) if (box.checked) state.chosen.get(facet).add(value);
    for (const name of ["from", "to"]) state[name] = /^\d{4}$/.test(years[name].value) ? years[name].value : "";
    state.sort = sort.value;
    write();
    show();
  };

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    for (const { box } of boxes.values()) box.checked = false;
    years.from.value = years.to.value = sort.value = "";
    changed();
    form.querySelector("summary").focus();
  });
  addEventListener("popstate", () => {
    read();
    reflect();
    show();
  });

  const before = list.previousElementSibling?.classList.contains("s3-count") ? list.previousElementSibling : list;
  before.before(form);
  if (before !== list) before.replaceWith(status);
  else list.before(status);
  read();
  reflect();
  show();
})();
