/* The files that the form makes: shown, copied, downloaded one by one or together, and handed to the host. */
"use strict";
/* `ready` says whether nothing is left to mend, and leads to it if something is; `faulty` only says it */
window.s3FormFiles = (data, { element, fill }, forms, { ready, faulty }) => {
  const words = data.form;
  let taken = false;

  const take = (blob, name) => {
    const address = URL.createObjectURL(blob);
    const link = element("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    taken = true;
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  /* the address where the host adds the file; with the text in it if it fits */
  const hostAddress = (folder, file, content) => {
    const named = `${data.host.new.replace("{folder}", folder)}?${data.host.name}=${encodeURIComponent(file)}`;
    const filled = `${named}&${data.host.text}=${encodeURIComponent(content)}`;
    const whole = Boolean(data.host.text) && filled.length <= data.longest_address;
    return { href: whole ? filled : named, whole };
  };

  const copyText = (text, done) => {
    const select = () => {
      text.select();
      if (document.execCommand("copy")) done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, select);
    else select();
  };

  /* the part of the page for one file: its elements, and what brings them up to date */
  const filePart = (form) => {
    const name = element("code");
    const text = element("textarea", { readOnly: true, rows: 14, id: `s3-file-${form.kind}`, spellcheck: false });
    const download = element("button", { type: "button", className: "s3-form-main" });
    const copy = element("button", { type: "button" }, words.copy);
    const status = element("span", { role: "status" });
    const host = element("a", { target: "_blank", rel: "noopener", hidden: true }, words.host);
    const hint = element("p", { className: "s3-form-hint" });
    const heading = words[`file_${form.kind}`];
    const actions = element("p", { className: "s3-form-actions" }, download, " ", copy, " ", host, " ", status);
    const label = element("label", { for: text.id }, `${words.text_label}: `, name);
    const box = element("section", { hidden: true, "aria-label": heading }, element("h3", {}, heading), label, text, actions, hint);
    download.addEventListener("click", () => {
      if (ready()) take(new Blob([form.text()], { type: "text/markdown;charset=utf-8" }), form.path().name);
    });
    copy.addEventListener("click", () => copyText(text, () => (status.textContent = words.copied)));
    /* a text that is too long for an address has to be pasted at the host */
    host.addEventListener("click", () => host.dataset.whole || copyText(text, () => (status.textContent = words.host_copied)));
    const refresh = () => {
      box.hidden = !form.active;
      if (!form.active) return;
      const { folder, name: file } = form.path();
      const content = form.text();
      name.textContent = `${folder}/${file}`;
      if (text.value !== content) text.value = content;
      download.textContent = fill(words.download, { name: file });
      status.textContent = "";
      hint.textContent = fill(howTo(), { folder, mailbox: data.host.mailbox });
      showHost(host, folder, file, content);
    };
    return { box, refresh };
  };
  const howTo = () => (data.host.new ? words.host_hint : data.host.mailbox ? words.send : words.place);
  /* what has faults is neither taken nor sent on */
  const showHost = (host, folder, file, content) => {
    host.hidden = !data.host.new || faulty();
    if (host.hidden) return;
    const { href, whole } = hostAddress(folder, file, content);
    host.href = href;
    host.dataset.whole = whole ? "1" : "";
  };

  const { zip } = window.s3FormBundle();
  const active = () => forms.filter((form) => form.active);
  const all = element("button", { type: "button", className: "s3-form-main" }, words.bundle);
  const hint = element("p", { className: "s3-form-hint" }, words.bundle_hint);
  const bundle = element("div", { hidden: true }, element("p", { className: "s3-form-actions" }, all), hint);
  all.addEventListener("click", () => {
    if (!ready()) return;
    const found = active().map((form) => ({ path: `${form.path().folder}/${form.path().name}`, text: form.text() }));
    take(zip(found), forms[0].path().name.replace(/\.md$/, ".zip"));
  });

  const parts = forms.map(filePart);
  return {
    element: element("div", { className: "s3-form-files" }, ...parts.map(({ box }) => box), bundle),
    refresh: () => {
      for (const part of parts) part.refresh();
      bundle.hidden = active().length < 2;
    },
    /* whether what is written now has been taken */
    isTaken: () => taken,
    changed: () => (taken = false),
  };
};
