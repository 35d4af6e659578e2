// @ts-check
/* Text with a form of its own that is pasted into a text of the form keeps it; plain text is pasted as everywhere. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { element } = S3.form;
  /* what a text can keep: else what is pasted is plain, as from an editor of code */
  const FORMED = /<(?:h[1-6]|ul|ol|table|blockquote|b|strong|i|em|sup|sub|img|a\s[^>]*href)\b|mso-list|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|vertical-align:\s*su/i;

  /**
   * Let *area*, the text of the section called *heading*, take what is pasted; the report on it stands in what is given.
   * @param {HTMLTextAreaElement} area @param {string} heading @param {PageForm} form @param {FormInput} data
   */
  const pasteInto = (area, heading, form, data) => {
    const place = element("div", { role: "status" });
    area.addEventListener("paste", async (event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      const plain = event.clipboardData?.getData("text/plain") ?? "";
      if (!FORMED.test(html)) return;
      event.preventDefault();
      await S3.loadImport();
      if (S3.importForm) place.replaceChildren(await S3.importForm.paste(html, area, heading, form, data));
      /* the script did not come */
      else area.setRangeText(plain, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return place;
  };

  S3.pasteInto = pasteInto;
}
