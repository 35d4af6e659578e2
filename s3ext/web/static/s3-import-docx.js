// @ts-check
/* A Word file, opened in the browser by mammoth: looked through within bounds before, as s3ext/core/importing/word.py does,
   so that the library gets nothing but text and pictures. Changes and comments stop it; by whom is nobody's business. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { ArchiveError } = S3.formArchive;
  const { openOffice } = S3.formMaterial;
  const TEXTS = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
  const PICTURE = /\.(?:png|jpe?g|webp|gif|bmp|tiff?|emf|wmf|svg)$/i;
  /* elements that hold what was changed, and the texts that say how */
  const CHANGES = /** @type {Record<string, string>} */ ({ ins: "change_added", moveTo: "change_moved", del: "change_removed", moveFrom: "change_moved" });
  /* what a page cannot hold, or holds in another form: group and code of the remark */
  const REMARKED = /** @type {Record<string, [string, string]>} */ ({
    txbxContent: ["changed", "text_box"], oMath: ["left_out", "formula"], chart: ["left_out", "diagram"],
    relIds: ["left_out", "diagram"], vanish: ["changed", "hidden_text"],
  });
  const SHOWN = 60;

  /** *words* in one short line. @param {string} words */
  const shown = (words) => {
    const line = words.split(/\s+/).filter(Boolean).join(" ");
    return line.length <= SHOWN ? line : `${line.slice(0, SHOWN).trimEnd()}…`;
  };
  /** The attribute of *node* whose name without namespace is *name*. @param {Element} node @param {string} name */
  const local = (node, name) => [...node.attributes].find((one) => one.localName === name)?.value ?? "";
  /** The words of *node*, those taken away too. @param {Element} node */
  const wordsIn = (node) => [...node.getElementsByTagName("*")].filter(({ localName }) => localName === "t" || localName === "delText").map((one) => one.textContent).join("");
  /** The ids of the styles of headings; their names are English in every edition of Word. @param {Document} styles */
  const headingStyles = (styles) => {
    const all = [...styles.getElementsByTagName("*")].filter(({ localName }) => localName === "style");
    return new Set(all.filter((style) => [...style.children].some((one) => one.localName === "name" && /^(?:heading|title)/i.test(local(one, "val")))).map((style) => local(style, "styleId")));
  };
  /** The words between the marks of the comment *id* in *nodes*. @param {Element[]} nodes @param {string} id */
  const commented = (nodes, id) => {
    const from = nodes.findIndex((one) => one.localName === "commentRangeStart" && local(one, "id") === id);
    const to = nodes.findIndex((one) => one.localName === "commentReference" && local(one, "id") === id);
    return from < 0 ? "" : nodes.slice(from, to).filter(({ localName }) => localName === "t" || localName === "delText").map((one) => one.textContent).join("");
  };
  /** The changes and comments in the text *part*, in its order. @param {Document} part @param {Set<string>} headings @returns {ImportUnfinished[]} */
  const unfinished = (part, headings) => {
    const nodes = [...part.getElementsByTagName("*")];
    const found = [];
    let heading = "";
    for (const node of nodes) {
      const name = node.localName;
      if (name === "p" && [...node.getElementsByTagName("*")].some((one) => one.localName === "pStyle" && headings.has(local(one, "val")))) heading = wordsIn(node);
      if (Object.hasOwn(CHANGES, name)) found.push({ cause: CHANGES[name], words: shown(wordsIn(node)), heading: shown(heading) });
      if (name === "commentReference") found.push({ cause: "comment", words: shown(commented(nodes, local(node, "id"))), heading: shown(heading) });
    }
    return found;
  };

  /** What of the part *name* no page can hold. @param {string} name @param {Document} part @param {ImportReport} report */
  const remark = (name, part, report) => {
    const isText = /^word\/[^/]+$/.test(name) && !/(?:styles|numbering)\.xml$/.test(name);
    for (const node of part.getElementsByTagName("*")) {
      if (isText && Object.hasOwn(REMARKED, node.localName)) report.add(...REMARKED[node.localName]);
      const isPicture = node.localName === "Relationship" && local(node, "Type").endsWith("/image");
      if (isPicture && local(node, "TargetMode") === "External") report.add("left_out", "picture_outside");
    }
    const said = shown([...part.getElementsByTagName("*")].filter(({ localName }) => localName === "t").map((one) => one.textContent).join(""));
    if (/(?:^|\/)(?:header|footer)[^/]*$/.test(name) && said && !/^\d+$/.test(said)) report.add("left_out", "header_footer", said);
  };
  /** The parts of *archive* that a document is made of, as an archive of their own. @param {Archive} archive @param {ImportReport} report @param {FormInput} data */
  const lookThrough = async (archive, report, data) => {
    const files = [];
    /** @type {ImportUnfinished[]} */
    const places = [];
    const headings = headingStyles(await archive.xml("word/styles.xml"));
    for (const { name, size } of archive.parts) {
      const isXml = /\.(?:xml|rels)$/i.test(name) && size > 0;
      if (!isXml && !PICTURE.test(name)) continue;
      if (isXml && size > data.import_rules.most_xml) throw new ArchiveError("file_unpacks");
      if (isXml) {
        const part = await archive.xml(name);
        if (part.getElementsByTagName("*").length > data.import_rules.most_elements) throw new ArchiveError("import_deep");
        remark(name, part, report);
        if (TEXTS.includes(name)) places.push(...unfinished(part, headings));
      }
      files.push({ path: name, bytes: await archive.read(name) });
    }
    return { files, places };
  };

  /** Pictures by the names that the HTML has for them; the same one is the same. */
  class Pictures {
    constructor() {
      /** @type {Map<string, Blob>} */
      this.byName = new Map();
      /** @type {Map<string, string>} */
      this.known = new Map();
    }

    /** @param {ArrayBuffer} buffer @param {string} type @returns {string} */
    add(buffer, type) {
      const bytes = new Uint8Array(buffer);
      const text = `${bytes.length} ${new TextDecoder("latin1").decode(bytes)}`;
      if (this.known.has(text)) return this.known.get(text);
      const kind = S3.formPicture.kindOf(bytes) || type.replace(/^.*[/-]/, "");
      const name = `${this.byName.size + 1}.${kind}`;
      this.byName.set(name, new Blob([bytes]));
      this.known.set(text, name);
      return name;
    }
  }

  /**
   * What the Word file *bytes* says: its tree, its pictures, and what of it no page can hold; or the changes and comments
   * that somebody has yet to decide on. Throws ArchiveError.
   * @param {Uint8Array<ArrayBuffer>} bytes @param {FormInput} data @returns {Promise<ReadDocument>}
   */
  const readDocx = async (bytes, data) => {
    const report = new S3.ImportReport();
    if (bytes.length > data.import_rules.most_bytes) throw new ArchiveError("import_large");
    const archive = await openOffice(bytes, "docx", data.file_rules);
    const { files, places } = await lookThrough(archive, report, data);
    if (places.length) return { places };
    const pictures = new Pictures();
    const whole = await new Blob(S3.zip(files)).arrayBuffer();
    /** @param {{contentType: string, readAsArrayBuffer(): Promise<ArrayBuffer>}} image */
    const picture = async (image) => ({ src: pictures.add(await image.readAsArrayBuffer(), image.contentType) });
    try {
      const options = { styleMap: data.import_rules.styles, includeEmbeddedStyleMap: false, convertImage: window.mammoth.images.imgElement(picture) };
      const { value } = await window.mammoth.convertToHtml({ arrayBuffer: whole }, options);
      const root = new DOMParser().parseFromString(value, "text/html").body;
      return { root, pictures: pictures.byName, remarks: report.remarks };
    } catch {
      /* the library looks at nothing before it uses it: a part that is missing or odd ends in any error */
      throw new ArchiveError("file_broken");
    }
  };

  S3.importDocx = { readDocx, unfinished };
}
