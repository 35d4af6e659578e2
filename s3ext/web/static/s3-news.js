// @ts-check
/* What is new since a later day than the page says: the list and the text to paste, made of what the page knows of each
   change, as core/views/news.py makes them. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element, fill } = S3.dom;

  /**
   * Of the changes *rows* those since *since*: what is told one by one, by group, and the days with more than *many*
   * new or reviewed pages. @param {NewsRow[]} rows @param {string} since @param {number} many
   */
  const arrange = (rows, since, many) => {
    const found = rows
      .map(([title, about, kind, address, group, added, reviewed]) => {
        const isNew = added >= since;
        return { title, about, kind, address, group, isNew, day: isNew ? added : reviewed };
      })
      .filter(({ day }) => day >= since);
    // equals stay in their order
    found.sort((a, b) => a.group - b.group || (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
    /** @type {Map<string, NewsEntry[]>} */
    const byDay = new Map();
    // in the order of letters new ones stand after those reviewed
    const keyOf = /** @param {NewsEntry} entry */ ({ day, isNew }) => `${day} ${isNew ? "new" : "a"}`;
    for (const entry of found) byDay.set(keyOf(entry), [...(byDay.get(keyOf(entry)) ?? []), entry]);
    const days = [...byDay].filter(([, entries]) => entries.length > many).sort(([a], [b]) => (a < b ? 1 : -1));
    return {
      found,
      groups: byGroup(found.filter((entry) => byDay.get(keyOf(entry)).length <= many)),
      days: days.map(([, entries]) => ({ day: entries[0].day, isNew: entries[0].isNew, groups: byGroup(entries) })),
    };
  };
  /** @param {NewsEntry[]} found @returns {Map<number, NewsEntry[]>} */
  const byGroup = (found) => {
    const groups = new Map();
    for (const entry of found) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    return groups;
  };

  class News {
    /** @param {HTMLElement} box */
    constructor(box) {
      this.data = /** @type {NewsData} */ (JSON.parse(box.dataset.s3News));
      this.texts = this.data.texts;
      this.list = box.querySelector(".s3-news-list");
      /** @type {HTMLInputElement} */
      this.field = box.querySelector(".s3-news-since input");
      this.text = box.querySelector("textarea");
      this.status = box.querySelector("[role=status]");
      this.field.addEventListener("change", () => this.field.value >= this.field.min && this.show(this.field.value));
      box.querySelector("button").addEventListener("click", () => this.copy());
      const asked = new URLSearchParams(location.search).get("since") ?? "";
      if (/^\d{4}-\d\d-\d\d$/.test(asked) && asked > this.field.min) this.field.value = asked;
      // the addresses in the text are then those where the page is read
      if (this.field.value !== this.field.min || !this.data.base) this.show(this.field.value);
    }

    /** *day* in words. @param {string} day */
    date(day) {
      const [year, month, date] = day.split("-").map(Number);
      return fill(this.texts.full_date, { year, month: this.texts.months.split(" ")[month - 1], day: date });
    }

    /** @param {"new" | "old"} name @param {number} number */
    count(name, number) {
      return `${number} ${this.texts[`${name}_${number === 1 ? "one" : "many"}`]}`;
    }

    /** @param {NewsDay} day */
    many({ day, isNew, groups }) {
      const number = [...groups.values()].flat().length;
      return fill(this.texts.many, { pages: this.count(isNew ? "new" : "old", number), date: this.date(day) });
    }

    /** Show what is new *since* that day. @param {string} since */
    show(since) {
      const arranged = arrange(this.data.changes, since, this.data.many);
      const { found, groups, days } = arranged;
      const isNew = found.filter((entry) => entry.isNew).length;
      const numbers = { new: this.count("new", isNew), reviewed: this.count("old", found.length - isNew) };
      const total = fill(this.texts.total, { ...numbers, date: this.date(since) });
      this.list.replaceChildren(
        element("p", { className: "s3-count", textContent: total }),
        ...this.lists(groups),
        ...days.map((day) =>
          element("details", { className: "s3-fold" }, element("summary", { textContent: this.many(day) }), ...this.lists(day.groups)),
        ),
        ...(found.length ? [] : [element("p", { className: "s3-none", textContent: this.texts.none })]),
      );
      this.text.value = this.lines(arranged, since).join("\n");
      this.status.textContent = "";
      const query = since === this.field.min ? "" : `?since=${since}`;
      if (location.search !== query) history.replaceState(null, "", location.pathname + query + location.hash);
    }

    /** A heading and a list for each of *groups*. @param {Map<number, NewsEntry[]>} groups */
    lists(groups) {
      return [...groups].flatMap(([group, entries]) => [
        element(/** @type {"h2"} */ (`h${this.data.level}`), { className: "s3-group rubric", textContent: this.data.groups[group] }),
        element("ul", { className: "s3-records s3-records-list" }, ...entries.map((entry) => this.row(entry))),
      ]);
    }

    /** @param {NewsEntry} entry */
    row({ title, about, address, isNew, day }) {
      const link = element("a", { className: "reference internal", href: address, textContent: title });
      const when = fill(isNew ? this.texts.is_new : this.texts.is_reviewed, { date: this.date(day) });
      return element(
        "li",
        {},
        element("p", { className: "s3-record-title" }, link),
        element("p", { className: "s3-record-meta", textContent: `${about} · ${when}` }),
      );
    }

    /** The lines of the text. @param {ReturnType<typeof arrange>} arranged @param {string} since */
    lines({ found, groups, days }, since) {
      const { texts, data } = this;
      const head = fill(texts.text_head, { date: this.date(since) });
      const told = [...groups].flatMap(([group, entries]) => [
        "",
        data.groups[group],
        ...entries.map((entry) => `${fill(entry.isNew ? texts.text_new : texts.text_reviewed, { ...entry })}: ${this.address(entry.address)}`),
      ]);
      const summed = days.flatMap((day) => ["", `${this.many(day)}: ${this.address("")}`]);
      return [head, ...told, ...summed, ...(found.length ? [] : [texts.none])];
    }

    /** The full *address*; from disk, where it is nobody else's, that from the front page. @param {string} address */
    address(address) {
      const { base, here } = this.data;
      if (!base && location.protocol.startsWith("http")) return new URL(address || location.pathname, location.href).href;
      return base + new URL(address || here, address ? `http://x/${here}` : "http://x/").pathname.slice(1);
    }

    copy() {
      const done = () => (this.status.textContent = this.texts.copied);
      this.text.select();
      if (navigator.clipboard) navigator.clipboard.writeText(this.text.value).then(done, () => document.execCommand("copy") && done());
      else if (document.execCommand("copy")) done();
    }
  }

  for (const box of document.querySelectorAll("[data-s3-news]")) new News(/** @type {HTMLElement} */ (box));
  S3.news = { arrange };
}
