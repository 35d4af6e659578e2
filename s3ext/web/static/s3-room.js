// @ts-check
/* A programme for the room: one part at a time, large, with the clock running, what comes then, and what the one who leads
   says, folded. All of it is read from the page. Arrows and a remote control lead on. Loaded when it is asked for. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const MINUTE = 60_000;

  /** A length of time as a clock shows it: "12:05", "1:00:00". @param {number} time in milliseconds */
  const length = (time) => {
    const seconds = Math.ceil(time / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const rest = `${seconds % 60}`.padStart(2, "0");
    return hours ? `${hours}:${`${minutes}`.padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
  };
  /** *text* with its `{names}` filled in. @param {string} text @param {Record<string, unknown>} details */
  const fill = (text, details) => text.replace(/\{(\w+)\}/g, (_, name) => `${details[name]}`);
  /** @type {S3["dom"]["element"]} */
  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /** The parts of the programme, each with what the one who leads does in it. @returns {RoomPart[]} */
  const readParts = () => {
    const steps = [...document.querySelectorAll("dl.s3-script > dt")];
    return [.../** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll("tbody tr:has(.s3-clock)"))].map((row) => {
      const { s3At, s3Minutes } = /** @type {HTMLElement} */ (row.querySelector(".s3-clock")).dataset;
      const title = row.cells[1].textContent?.trim() ?? "";
      // in the order of the parts, of which some have none
      const step = steps[0]?.querySelector(`[data-s3-at="${s3At}"]`) && steps[0].textContent?.includes(title) ? steps.shift() : undefined;
      return { title, at: Number(s3At), minutes: Number(s3Minutes), mode: row.cells[3]?.textContent?.trim() ?? "", script: step?.nextElementSibling };
    });
  };

  class Room {
    /** @param {PlannerData} data @param {number} start in minutes after midnight, or NaN */
    constructor({ texts, days }, start) {
      this.texts = texts;
      this.start = start;
      this.parts = readParts();
      /** @type {Record<string, HTMLElement>} */
      this.places = {};
      for (const name of ["part", "title", "times", "left", "next"]) {
        this.places[name] = element(name === "title" ? "h2" : "p", { className: `s3-room-${name}` });
      }
      this.places.left.setAttribute("role", "timer");
      this.script = element("details");
      this.back = this.button("back", () => this.show(this.at - 1));
      this.forward = this.button("forward", () => this.show(this.at + 1));
      const { part, title, times, left, next } = this.places;
      const said = element("div", { ariaLive: "polite" }, part, title);
      const full = this.button("full", () => this.fill());
      const close = this.button("close", () => this.dialog.close());
      const controls = element("div", { className: "s3-room-controls" }, this.back, this.forward, full, close);
      const shown = [said, times, left, next, this.script, controls];
      this.dialog = element("dialog", { className: "s3-room", ariaLabel: texts.room }, ...shown);
      this.at = days.length > 1 ? 0 : Math.max(0, this.parts.findIndex((found) => this.endOf(found) > Date.now() && this.isPlanned(found)));
    }

    /** @param {string} name @param {() => void} work */
    button(name, work) {
      const made = element("button", { type: "button", textContent: this.texts[`room_${name}`] });
      made.addEventListener("click", work);
      return made;
    }

    /** When *part* is to end today. @param {RoomPart} part */
    endOf(part) {
      return new Date().setHours(0, this.start + part.at + part.minutes, 0, 0);
    }

    /** Whether it is the time of *part*, more or less: the programme has begun, and is not long over. @param {RoomPart} part */
    isPlanned(part) {
      const [first, last] = [this.endOf({ ...part, at: 0, minutes: 0 }), this.endOf(part)];
      return this.start >= 0 && Date.now() >= first && Date.now() < last + 60 * MINUTE;
    }

    open() {
      document.body.append(this.dialog);
      this.dialog.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        this.show(this.at + step);
      });
      const running = setInterval(() => this.tick(), 1000);
      this.dialog.addEventListener("close", () => {
        clearInterval(running);
        this.dialog.remove();
      });
      this.dialog.showModal();
      this.show(this.at);
      this.forward.focus();
    }

    /** The part *at*, if there is one. @param {number} at */
    show(at) {
      const { parts, texts, places } = this;
      const part = parts[at];
      if (!part) return;
      this.at = at;
      this.end = this.isPlanned(part) ? this.endOf(part) : Date.now() + part.minutes * MINUTE;
      places.part.textContent = fill(texts.room_part, { number: at + 1, many: parts.length });
      places.title.textContent = part.title;
      const clocks = [part.at, part.at + part.minutes].map((minutes) => S3.planner.clock(this.start + minutes)).join("–");
      places.times.textContent = [this.start >= 0 ? clocks : fill(texts.room_minutes, { minutes: part.minutes }), part.mode].filter(Boolean).join(" · ");
      places.next.textContent = parts[at + 1] ? fill(texts.room_next, { part: parts[at + 1].title }) : texts.room_last;
      this.script.open = false;
      this.script.hidden = !part.script;
      this.script.replaceChildren(element("summary", { textContent: texts.room_script }), ...(part.script?.cloneNode(true).childNodes ?? []));
      this.back.disabled = at === 0;
      this.forward.disabled = at === parts.length - 1;
      if (this.back.disabled || this.forward.disabled) (this.forward.disabled ? this.back : this.forward).focus();
      this.tick();
    }

    /** How much is left, or how much too long it took. */
    tick() {
      const left = (this.end ?? 0) - Date.now();
      this.places.left.textContent = fill(left > 0 ? this.texts.room_left : this.texts.room_over, { time: length(Math.abs(left)) });
      this.places.left.classList.toggle("s3-room-over", left <= 0);
    }

    /** The whole screen, or no longer. */
    fill() {
      const change = document.fullscreenElement ? document.exitFullscreen() : this.dialog.requestFullscreen?.();
      change?.catch(() => {}); // not everybody lets a page have it
    }
  }

  S3.room = { length, open: (data, start) => new Room(data, start).open() };
}
