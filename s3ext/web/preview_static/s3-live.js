// @ts-check
/* Asks the preview server whether this page is still the newest, and shows what the server says about faults. */
"use strict";
{
  // milliseconds between two questions, and between two while the page is being written
  const PAUSE = 250;
  const BRIEF = 60;

  /** @param {string} tag @param {string} className @param {string} text */
  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };
  /** The box of this page's own faults. @returns {HTMLElement | null} */
  const ownBox = () => document.querySelector(".s3-faults");
  /** @param {Element} element */
  const isSeen = (element) => {
    const place = element.getBoundingClientRect();
    return place.bottom > 0 && place.top < innerHeight;
  };

  /* The line at the foot of the window: what is wrong, and where it is explained. */
  class FaultLine {
    constructor() {
      this.element = made("p", "s3-preview-line", "");
      this.element.setAttribute("role", "status");
      this.element.hidden = true;
      document.body.append(this.element);
      this.element.addEventListener("click", (event) => {
        const own = ownBox();
        if (!own) return;
        event.preventDefault();
        own.scrollIntoView({ block: "center" });
      });
    }

    /** @param {string} text @param {string} link @param {string} href */
    show(text, link, href) {
      const wanted = `${text} ${link}`.trim();
      this.element.hidden = !wanted;
      if (this.element.textContent === wanted) return;
      this.element.replaceChildren(text ? `${text} ` : "");
      if (!link) {
        this.element.textContent = text;
        return;
      }
      const anchor = /** @type {HTMLAnchorElement} */ (made("a", "", link));
      anchor.href = href;
      this.element.append(anchor);
    }
  }

  /* The box on a page that could not be built anew: the last good page stays below it. */
  class FailureBox {
    constructor() {
      /** @type {HTMLElement | null} */
      this.element = null;
    }

    /** @param {{title: string, text: string, more: string} | null} failure */
    show(failure) {
      const wanted = failure ? JSON.stringify(failure) : "";
      if ((this.element?.dataset.shown ?? "") === wanted) return;
      this.element?.remove();
      this.element = null;
      if (!failure) return;
      const box = made("section", "s3-faults", "");
      box.dataset.shown = wanted;
      box.setAttribute("aria-label", failure.title);
      box.append(made("p", "s3-faults-title", failure.title), made("pre", "", failure.text), made("p", "", failure.more));
      (document.querySelector(".bd-article, [role=main] .body, main, .body") ?? document.body).prepend(box);
      this.element = box;
    }
  }

  class Live {
    /** @param {string} token @param {string} lost */
    constructor(token, lost) {
      this.token = token;
      this.lost = lost;
      this.isLeaving = false;
      this.isWritten = true;
      this.line = new FaultLine();
      this.failure = new FailureBox();
    }

    /** @param {News} news */
    show(news) {
      this.failure.show(news.failure);
      const own = ownBox();
      if (own) this.line.show("", isSeen(own) ? "" : own.querySelector(".s3-faults-title, p").textContent, "#");
      else this.line.show(news.line, news.line ? news.all : "", news.list);
    }

    async ask() {
      const answer = await fetch(`/_s3/status?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
      /** @type {News} */
      const news = await answer.json();
      this.isWritten = !news.building;
      if (news.building) return;
      if (news.token === this.token) {
        this.show(news);
        return;
      }
      this.isLeaving = true;
      if (news.moved) location.replace(news.moved + location.hash);
      else location.reload();
    }

    async follow() {
      if (!document.hidden) {
        try {
          await this.ask();
        } catch {
          this.line.show(this.lost, "", "");
        }
      }
      if (!this.isLeaving) setTimeout(() => this.follow(), this.isWritten ? PAUSE : BRIEF);
    }

    start() {
      addEventListener("pageshow", (event) => {
        if (event.persisted && this.isLeaving) {
          this.isLeaving = false;
          this.follow();
        }
      });
      this.follow();
    }
  }

  const { token, lost } = document.currentScript.dataset;
  new Live(token, lost).start();
}
