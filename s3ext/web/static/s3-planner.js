// @ts-check
/* A programme fitted to a day: when it starts and how many come, kept in the address. What is multiplied stands in the
   page (s3ext/core/views/amounts.py); without script a table there says the same for some numbers of people. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));

  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /* the script for the room, beside this one; in a kit without a version */
  const room = own ? new URL(own.dataset.s3Room ?? "s3-room.js", own.src).href : "";

  /** Minutes after midnight as a clock shows them. @param {number} minutes */
  const clock = (minutes) => [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => `${part}`.padStart(2, "0")).join(":");
  /** The minutes after midnight of "09:00"; NaN of anything else. @param {string} text */
  const minutesOf = (text) => {
    const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
    return Number(hours) * 60 + Number(minutes);
  };
  /** @type {S3["planner"]["total"]} */
  const total = ([each, per], people, seats) => {
    if (per === "group") return seats ? each * Math.ceil(people / seats) : null;
    return per === "person" ? each * people : each;
  };
  /** *text* with its `{names}` filled in. @param {string} text @param {Record<string, unknown>} details */
  const fill = (text, details) => text.replace(/\{(\w+)\}/g, (_, name) => `${details[name]}`);

  /** How many sit together, as evenly as can be. @param {PlannerData} data @param {number} people */
  const seating = ({ seats, texts }, people) => {
    if (!seats) return "";
    const groups = Math.ceil(people / seats);
    const [few, many] = [Math.floor(people / groups), Math.ceil(people / groups)];
    return fill(groups === 1 ? texts.seated_one : texts.seated, { groups, size: few === many ? few : `${few}–${many}` });
  };
  /** What is known of the choices, in words. @param {PlannerData} data @param {number} start @param {number} people */
  const summary = (data, start, people) => {
    const { texts, days, least, most } = data;
    const said = [];
    const ends = days.map((minutes) => clock(start + minutes)).join(", ");
    if (start >= 0) said.push(fill(days.length > 1 ? texts.times_days : texts.times, { start: clock(start), end: ends }));
    if (people) said.push(seating(data, people));
    if (people && (people < least || people > most)) said.push(fill(texts.outside, { least, most }));
    return said.filter(Boolean).join(" ");
  };

  class Planner {
    /** @param {HTMLElement} place */
    constructor(place) {
      this.place = place;
      this.data = /** @type {PlannerData} */ (JSON.parse(place.dataset.s3Planner ?? "{}"));
      this.result = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
      this.fields = [...place.querySelectorAll("input")];
      this.fold = document.querySelector(".s3-amounts");
      /** @type {HTMLElement | null} */
      this.list = null;
      this.clocks = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".s3-clock"))].map((element) => {
        return { element, text: element.textContent ?? "" };
      });
    }

    /** Take what the address says, and follow the fields. */
    begin() {
      const query = new URLSearchParams(location.search);
      for (const field of this.fields) {
        field.value = query.get(field.name) ?? "";
        field.addEventListener("input", () => {
          this.write();
          this.show();
        });
      }
      this.place.querySelector("button")?.addEventListener("click", () => this.room());
      if (this.fields.some((field) => field.value)) this.show();
    }

    /** Show the programme for the room. */
    room() {
      const open = () => S3.room?.open(this.data, minutesOf(this.fields[0].value));
      if (S3.room) return open();
      const script = document.createElement("script");
      script.src = room;
      script.addEventListener("load", open);
      document.head.append(script);
    }

    /** Keep the choices in the address. */
    write() {
      const query = new URLSearchParams(location.search);
      for (const { name, value } of this.fields) {
        if (value) query.set(name, value);
        else query.delete(name);
      }
      const text = `${query}`.replaceAll("%3A", ":");
      history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
    }

    show() {
      const [start, people] = [minutesOf(this.fields[0].value), Number(this.fields[1].value)];
      const many = Number.isInteger(people) && people > 0 && people < 1000 ? people : 0;
      for (const { element, text } of this.clocks) {
        const [from, minutes] = [start + Number(element.dataset.s3At), Number(element.dataset.s3Minutes)];
        const shown = element.closest("table") ? `${clock(from)}–${clock(from + minutes)}` : clock(from);
        element.textContent = start >= 0 ? shown : text;
      }
      this.result.textContent = summary(this.data, start, many);
      this.list?.remove();
      this.list = many && this.fold ? this.listFor(this.fold, many) : null;
    }

    /** What to print, and how many, before the table of many numbers. @param {Element} fold @param {number} people */
    listFor(fold, people) {
      const { amounts, seats, texts } = this.data;
      const table = document.createElement("table");
      table.className = `table s3-table-amounts s3-planner-list ${fold.classList.contains("s3-leader") ? "s3-leader" : ""}`;
      table.createCaption().textContent = fill(texts.list, { people });
      const head = table.createTHead().insertRow();
      for (const text of [texts.what, texts.number]) head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: text }));
      const body = table.createTBody();
      for (const [at, { cells }] of [...fold.querySelectorAll("tr")].slice(1).entries()) {
        const row = body.insertRow();
        const what = Object.assign(document.createElement("th"), { scope: "row" });
        what.append(...cells[0].cloneNode(true).childNodes);
        row.append(what);
        row.insertCell().textContent = `${total(amounts[at], people, seats) ?? texts.needed_group}`;
      }
      fold.before(table);
      return table;
    }
  }

  S3.planner = { clock, minutesOf, total, summary };
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".s3-planner"));
  if (place) new Planner(place).begin();
}
