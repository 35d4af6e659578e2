// @ts-check
/* An attachment, looked at as far as a browser can, by what the check refuses (s3ext/core/gate/materials.py, as data): what
   is no file of its kind, what holds programs, remarks or tracked changes. Names of persons in its properties go. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { Archive, ArchiveError } = S3.formArchive;
  const TYPES = "[Content_Types].xml";
  /* password protected office files, and old ones, are of another format (MS-CFB) */
  const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
  const LOCKED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

  /** Why *bytes* are no office file of today. @param {Uint8Array} bytes */
  const beforeArchive = (bytes) => {
    if (!COMPOUND.every((byte, at) => bytes[at] === byte)) return "";
    const text = new TextDecoder("latin1").decode(bytes);
    return text.includes(LOCKED) ? "file_locked" : "file_old";
  };
  /** The kind of office file that *archive* says it is, or "". @param {Archive} archive @param {FileRules} rules */
  const kindOf = async (archive, rules) => {
    const mime = (await archive.text("mimetype")).trim();
    if (mime) return Object.keys(rules.mime).find((ending) => rules.mime[ending] === mime) ?? "";
    const types = await archive.text(TYPES);
    if (types.includes("macroEnabled")) throw new ArchiveError("file_macro");
    return Object.keys(rules.main).find((ending) => types.includes(`"${rules.main[ending]}"`)) ?? "";
  };
  /** The office file *bytes*, which is of the kind *ending* and holds nothing that runs. Throws ArchiveError. @param {Uint8Array<ArrayBuffer>} bytes @param {string} ending @param {FileRules} rules */
  const openOffice = async (bytes, ending, rules) => {
    const other = beforeArchive(bytes);
    if (other) throw new ArchiveError(other);
    const archive = new Archive(bytes, rules);
    const active = new RegExp(rules.active, "iu");
    const found = await kindOf(archive, rules);
    if (archive.parts.some(({ name }) => active.test(name) && !/embeddings\//i.test(name))) throw new ArchiveError("file_macro");
    if (found !== ending) throw new ArchiveError("file_other");
    return archive;
  };

  /** Whether the text of *archive* has remarks or changes of somebody. @param {Archive} archive @param {FileRules} rules */
  const hasChanges = async (archive, rules) => {
    const people = new RegExp(rules.people, "iu");
    if (archive.parts.some(({ name }) => people.test(name))) return true;
    const changed = /<(?:\w+:)?(?:ins|del|moveFrom|moveTo)\s[^<>]*author=|<(?:\w+:)?(?:changed-region|annotation)[\s>]/;
    for (const { name } of archive.parts) if (name.endsWith(".xml") && changed.test(await archive.text(name))) return true;
    return false;
  };
  /** @param {string} text @param {[string, string, string][]} rules */
  const cleaned = (text, rules) => rules.reduce((rest, [, form, instead]) => rest.replace(new RegExp(form, "gu"), instead), text);
  /** *archive* as a new file, without names of persons in its properties. @param {Archive} archive @param {FileRules} rules */
  const withoutNames = async (archive, rules) => {
    const files = [];
    for (const { name } of archive.parts) {
      if (name.endsWith("/") || new RegExp(`^(?:${rules.left_out})$`, "u").test(name)) continue;
      let bytes = await archive.read(name);
      const here = rules.cleaned.filter(([place]) => new RegExp(`^(?:${place})$`, "u").test(name));
      if (here.length) bytes = new TextEncoder().encode(cleaned(new TextDecoder().decode(bytes), here));
      /* a photograph in the file carries along what a photograph does */
      const picture = await S3.formPicture.bare(new Blob([bytes]), S3.formPicture.kindOf(bytes));
      files.push({ path: name, bytes: new Uint8Array(await picture.arrayBuffer()) });
    }
    return new Blob(S3.zip(files));
  };

  /**
   * The file *file* as it can go along, or the name of the text that says why it cannot.
   * @param {File} file @param {string} ending @param {FileRules} rules @returns {Promise<{file?: Blob, problem?: string}>}
   */
  const readMaterial = async (file, ending, rules) => {
    if (file.size > rules.material_bytes) return { problem: "file_large" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const start = new TextDecoder("latin1").decode(bytes.subarray(0, 5));
    if (ending === "pdf") return start === "%PDF-" ? { file } : { problem: "file_other" };
    if (ending === "csv") return bytes.includes(0) ? { problem: "file_other" } : { file };
    try {
      const archive = await openOffice(bytes, ending, rules);
      if (await hasChanges(archive, rules)) return { problem: "file_changes" };
      return { file: await withoutNames(archive, rules) };
    } catch (error) {
      if (error instanceof ArchiveError) return { problem: error.cause };
      throw error;
    }
  };

  S3.formMaterial = { beforeArchive, openOffice, readMaterial };
}
