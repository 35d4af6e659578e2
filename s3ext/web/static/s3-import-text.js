// @ts-check
/* The words of a document without what nobody sees in them, and addresses as a page may hold them: as
   s3ext/core/importing/clean_text.py and addresses.py have it, whose patterns come as data. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { isText } = S3.importHtml;
  const STYLED = "char_lookalike";
  const LONGEST_PART = 63;

  /** *text* without case, accents, spaces and punctuation. @param {string} text */
  const fold = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  /** *text* with the characters of *map* replaced. @param {string} text @param {Record<string, string>} map */
  const translated = (text, map) => text.replace(/[^]/gu, (char) => (Object.hasOwn(map, char) ? map[char] : char));
  /** *spans*, neighbours of one look as one: programs part words wherever somebody has stopped to type. @param {ImportSpan[]} spans */
  const joined = (spans) => {
    /** @type {ImportSpan[]} */
    const found = [];
    for (const one of spans) {
      const last = found.at(-1);
      const isAlike = last && isText(one) && isText(last) && last.strong === one.strong && last.em === one.em && last.place === one.place && last.href === one.href;
      if (isAlike) found[found.length - 1] = { ...one, text: last.text + one.text };
      else found.push(one);
    }
    return found;
  };
  /** The host in *address* in small letters; "" if there is none or it cannot be read. @param {string} address */
  const hostOf = (address) => {
    const found = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(address);
    return (found?.[1] ?? "").replace(/^.*@/, "").replace(/:\d*$/, "").toLowerCase().replace(/\.+$/, "");
  };
  /** Whether the host of *address* deceives nobody: a name of two parts or more in letters of western Europe. @param {string} address */
  const isPlainHost = (address) => {
    const parts = hostOf(address).split(".");
    if (parts.length < 2 || /^(?:\d+|0x[0-9a-f]*)$/.test(parts.at(-1))) return false;
    return parts.every((part) => part.length <= LONGEST_PART && /^[a-z0-9ß-žA-Z-]+$/.test(part) && !/[ıĸŉ÷]|^xn--/.test(part));
  };

  class ImportText {
    /** @param {FormInput} data */
    constructor({ import_rules: rules, text_rules: texts }) {
      this.rules = rules;
      this.emoji = new RegExp(texts.emoji, "gu");
      this.odd = texts.characters.map(({ pattern, cause }) => ({ form: new RegExp(pattern, "gu"), cause }));
      this.blanks = this.pattern("blanks", "g");
      this.loose = this.pattern("loose_space", "g");
      this.web = this.pattern("web_address", "", true);
      this.mail = this.pattern("mail_address", "", true);
      this.telephone = this.pattern("telephone", "", true);
      this.around = this.pattern("around");
      this.shown = this.pattern("shown_host", "", true);
      this.shownMail = this.pattern("shown_mail", "", true);
    }

    /** The pattern *name* of the rules; *whole* if a text must be that and nothing else. @param {string} name */
    pattern(name, flags = "", whole = false) {
      const [form, own] = this.rules.patterns[name];
      return new RegExp(whole ? `^(?:${form})$` : form, own + flags);
    }

    /** Where *form* begins *text*, or null. @param {string} name */
    starting(name) {
      const [form, own] = this.rules.patterns[name];
      return new RegExp(`^(?:${form})`, own);
    }

    /** *text* without hidden characters, letters in one piece; and how many were hidden. @param {string} text @returns {[string, number]} */
    clean(text) {
      let rest = translated(translated(text, this.rules.hyphens), this.rules.signs).normalize("NFC");
      rest = rest.replace(this.blanks, " ").replace(this.loose, " ");
      const plain = rest.replace(this.emoji, (found) => " ".repeat(found.length));
      /** @type {Map<number, [string, string]>} */
      const odd = new Map();
      for (const { form, cause } of this.odd)
        for (const { 0: char, index } of plain.matchAll(form)) if (!odd.has(index)) odd.set(index, [char, cause]);
      for (const [char, cause] of odd.values()) {
        const instead = cause === STYLED ? char.normalize("NFKC") : "";
        rest = rest.replaceAll(char, instead);
      }
      return [rest.replace(this.blanks, " "), [...odd.values()].filter(([, cause]) => cause !== STYLED).length];
    }

    /** *spans* with ordinary blanks, nothing hidden, no blank at either end; and how many characters went. @param {ImportSpan[]} spans @returns {[ImportSpan[], number]} */
    cleanSpans(spans) {
      /** @type {ImportSpan[]} */
      const found = [];
      let gone = 0;
      for (const one of spans) {
        if (one.note || one.isBreak) {
          found.push(one);
          continue;
        }
        const [plain, hidden] = this.clean(one.text);
        let text = plain;
        gone += hidden;
        const last = found.at(-1);
        if (isText(one) && last && isText(last) && last.text.endsWith(" ")) text = text.replace(/^ +/, "");
        if (isText(one) && (!last || last.isBreak)) text = text.replace(/^[ \u00a0]+/, "");
        if (text || one.picture) found.push({ ...one, text: one.picture ? text.trim() : text });
      }
      while (found.length && (found.at(-1).isBreak || (isText(found.at(-1)) && !found.at(-1).text.trim()))) found.pop();
      const last = found.at(-1);
      if (last && isText(last)) found[found.length - 1] = { ...last, text: last.text.replace(/[ \u00a0]+$/, "") };
      return [joined(found), gone];
    }

    /** The web address that *href* leads to, or "" if that is none which may stand in a page. @param {string} href */
    webAddress(href) {
      let address = href.trim();
      if (this.around.test(address)) address = new URL(address).searchParams.get("q") ?? "";
      if (address.toLowerCase().startsWith("www.")) address = `https://${address}`;
      address = translated(address, this.rules.encoded);
      return this.web.test(address) && isPlainHost(address) ? address : "";
    }

    /** What a link in a text may lead to for *href*, or "". @param {string} href */
    linkAddress(href) {
      const address = href.trim();
      return this.mail.test(address) || this.telephone.test(address) ? address : this.webAddress(address);
    }

    /** Whether *words* show a host that *target*, a web or mail address, does not lead to. @param {string} words @param {string} target */
    leadsElsewhere(words, target) {
      const text = words.trim().replace(/^[<>()]+|[<>()]+$/g, "");
      const found = this.shownMail.exec(text)?.groups ?? this.shown.exec(text)?.groups;
      const shown = (found?.full ?? found?.bare ?? found?.host ?? "").toLowerCase().replace(/^www\./, "").replace(/\.+$/, "");
      if (!shown) return false;
      const host = target.toLowerCase().startsWith("mailto:") ? target.slice(7).split("?")[0].replace(/^.*@/, "").toLowerCase() : hostOf(target);
      const real = host.replace(/^www\./, "");
      return real !== shown && !real.endsWith(`.${shown}`);
    }
  }

  S3.ImportText = ImportText;
  S3.importText = { fold, hostOf };
}
