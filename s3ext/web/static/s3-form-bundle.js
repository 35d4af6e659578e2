// @ts-check
/* Several files as one: a zip archive without compression (PKWARE, APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16). */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
    let value = number;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  const UTF8 = 0x0800;
  /* 1 January 1980, the first day that the format knows: the same files give the same archive */
  const DAY = 0x0021;

  /** @param {Uint8Array} bytes */
  const checksum = (bytes) => {
    let value = 0xffffffff;
    for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };
  /** A record of the archive: numbers as [value, bytes], smallest byte first. @param {[number, number][]} numbers */
  const record = (...numbers) =>
    Uint8Array.from(numbers.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, place) => Math.floor(value / 256 ** place) & 255)));

  /** The parts of an archive with *files*, in their order. @param {{path: string, text?: string, bytes?: Uint8Array<ArrayBuffer>}[]} files */
  const zip = (files) => {
    const encoder = new TextEncoder();
    const parts = [];
    const entries = [];
    let offset = 0;
    for (const { path, text, bytes: given } of files) {
      const name = encoder.encode(path);
      const bytes = given ?? encoder.encode(text);
      /** @type {[number, number][]} */
      const about = [[20, 2], [UTF8, 2], [0, 2], [0, 2], [DAY, 2], [checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
      const local = record([0x04034b50, 4], ...about);
      entries.push(record([0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
      parts.push(local, name, bytes);
      offset += local.length + name.length + bytes.length;
    }
    const size = entries.reduce((sum, part) => sum + part.length, 0);
    const end = record([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]);
    return [...parts, ...entries, end];
  };

  S3.zip = zip;
}
