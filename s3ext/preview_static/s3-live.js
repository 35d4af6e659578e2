/* Asks the preview server whether this page is still the newest, and shows what the server says about faults. */
"use strict";
(() => {
  const { token, lost } = document.currentScript.dataset;
  const PAUSE = 250; // milliseconds between two questions
  let leaving = false;

  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  /* The line at the foot of the window: what is wrong, and where it is explained. */
  const line = made("p", "s3-preview-line", "");
  line.setAttribute("role", "status");
  line.hidden = true;
  document.body.append(line);

  const showLine = (text, link, href) => {
    const wanted = `${text} ${link}`.trim();
    line.hidden = !wanted;
    if (line.textContent === wanted) return;
    line.replaceChildren(text ? `${text} ` : "");
    if (!link) {
      line.textContent = text;
      return;
    }
    const anchor = made("a", "", link);
    anchor.href = href;
    line.append(anchor);
  };

  /* The box on a page that could not be built anew: the last good page stays below it. */
  let box = null;
  const showFailure = (failure) => {
    const wanted = failure ? JSON.stringify(failure) : "";
    if ((box?.dataset.shown ?? "") === wanted) return;
    box?.remove();
    box = null;
    if (!failure) return;
    box = made("section", "s3-faults", "");
    box.dataset.shown = wanted;
    box.setAttribute("aria-label", failure.title);
    box.append(made("p", "s3-faults-title", failure.title), made("pre", "", failure.text), made("p", "", failure.more));
    (document.querySelector(".bd-article, [role=main] .body, main, .body") ?? document.body).prepend(box);
  };

  const isSeen = (element) => {
    const place = element.getBoundingClientRect();
    return place.bottom > 0 && place.top < innerHeight;
  };

  const show = (news) => {
    showFailure(news.failure);
    const own = document.querySelector(".s3-faults");
    if (own) {
      showLine("", isSeen(own) ? "" : own.querySelector(".s3-faults-title, p").textContent, "#");
    } else {
      showLine(news.line, news.line ? news.all : "", news.list);
    }
  };

  line.addEventListener("click", (event) => {
    const own = document.querySelector(".s3-faults");
    if (!own) return;
    event.preventDefault();
    own.scrollIntoView({ block: "center" });
  });

  const ask = async () => {
    const answer = await fetch(`/_s3/status?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
    const news = await answer.json();
    if (news.building) return;
    if (news.token === token) {
      show(news);
      return;
    }
    leaving = true;
    if (news.moved) location.replace(news.moved + location.hash);
    else location.reload();
  };

  const follow = async () => {
    if (!document.hidden) {
      try {
        await ask();
      } catch {
        showLine(lost, "", "");
      }
    }
    if (!leaving) setTimeout(follow, PAUSE);
  };
  addEventListener("pageshow", (event) => {
    if (event.persisted && leaving) {
      leaving = false;
      follow();
    }
  });
  follow();
})();
