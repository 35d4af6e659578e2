// @ts-check
/* A picture made ready for a page: drawn anew, so that no place, time or name comes along, turned as it is to be seen,
   and no larger than the check lets through (limits as data from s3ext/core/gate). */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const BEGINNINGS = Object.entries({ png: [0x89, 0x50, 0x4e, 0x47], jpg: [0xff, 0xd8, 0xff], webp: [0x52, 0x49, 0x46, 0x46] });
  const TYPES = /** @type {Record<string, string>} */ ({ png: "image/png", jpg: "image/jpeg", webp: "image/webp" });
  /* how wide or high a picture of a page is at most: more than any screen shows of it */
  const SIDE = 2_000;
  /* how well it is kept, step by step until it fits; a PNG that does not fit becomes a JPEG */
  const QUALITIES = [0.9, 0.8, 0.65];
  const SHRUNK = 0.7;
  const ROUNDS = 4;

  /** The ending of the picture that *bytes* begin as, or "". @param {Uint8Array} bytes */
  const kindOf = (bytes) => BEGINNINGS.find(([, beginning]) => beginning.every((byte, at) => bytes[at] === byte))?.[0] ?? "";
  /** *picture* drawn no larger than *side*, on white if the result has no room for what shines through. @param {ImageBitmap} picture @param {number} side @param {string} kind */
  const drawn = (picture, side, kind) => {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    if (kind === "jpg") {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  /** @param {HTMLCanvasElement} canvas @param {string} kind @param {number} quality @returns {Promise<Blob | null>} */
  const written = (canvas, kind, quality) => new Promise((done) => canvas.toBlob(done, TYPES[kind], quality));

  /** A JPEG without notes and colour profiles, which browsers write too: up to where the picture itself begins. @param {Blob} file @param {string} ending */
  const bare = async (file, ending) => {
    if (ending !== "jpg") return file;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kept = [bytes.slice(0, 2)];
    let at = 2;
    while (at + 4 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
      const end = at + 2 + bytes[at + 2] * 256 + bytes[at + 3];
      const isNote = bytes[at + 1] === 0xfe || (bytes[at + 1] > 0xe0 && bytes[at + 1] <= 0xef);
      if (!isNote) kept.push(bytes.slice(at, end));
      at = end;
    }
    return new Blob([...kept, bytes.slice(at)], { type: file.type });
  };

  /**
   * *picture* as a file of *most* bytes, of its *kind* if it fits, and the ending that it then has; null if it does not fit.
   * @param {ImageBitmap} picture @param {string} kind @param {number} most
   */
  const fitted = async (picture, kind, most) => {
    for (let round = 0; round < ROUNDS; round++) {
      const side = SIDE * SHRUNK ** round;
      for (const as of new Set([kind, "jpg"])) {
        const canvas = drawn(picture, side, as);
        for (const quality of as === "png" ? [1] : QUALITIES) {
          const file = await written(canvas, as, quality);
          /* a browser that cannot write a kind writes a PNG */
          const ending = file ? kindOf(new Uint8Array(await file.slice(0, 12).arrayBuffer())) : "";
          if (ending && file.size <= most) return { file: await bare(file, ending), ending };
        }
      }
    }
    return null;
  };

  /**
   * The picture *file* made ready, or the name of the text that says why it cannot be used.
   * @param {Blob} file @param {FileRules} rules @returns {Promise<{file?: Blob, ending?: string, problem?: string}>}
   */
  const readPicture = async (file, rules) => {
    const kind = kindOf(new Uint8Array(await file.slice(0, 12).arrayBuffer()));
    if (!kind || !rules.pictures.includes(kind)) return { problem: "picture_kind" };
    if (file.size > rules.unpacked) return { problem: "picture_large" };
    let picture;
    try {
      picture = await createImageBitmap(file);
    } catch {
      return { problem: "picture_broken" };
    }
    const made = await fitted(picture, kind, rules.picture_bytes);
    picture.close();
    return made ?? { problem: "picture_large" };
  };

  S3.formPicture = { bare, drawn, kindOf, readPicture };
}
