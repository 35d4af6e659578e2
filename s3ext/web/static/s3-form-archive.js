// @ts-check
/* A zip archive that somebody chose, read part by part (PKWARE, APPNOTE 6.3.10). What it says of its sizes is looked at
   before anything is unpacked, and nothing may unpack to more than it said. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
  /* the end of the archive, and the longest remark that may stand after it */
  const END_SIZE = 22;
  const LONGEST_REMARK = 0xffff;
  const [STORED, DEFLATED] = [0, 8];
  const LOCKED = 1;

  /* what is wrong with an archive; `cause` names the text */
  class ArchiveError extends Error {
    /** @param {string} cause */
    constructor(cause, value = "") {
      super(cause);
      this.cause = cause;
      this.value = value;
    }
  }

  /** The parts that the directory of *view* names. @param {DataView} view @param {{parts: number, unpacked: number}} limits @returns {ArchivePart[]} */
  const directory = (view, limits) => {
    let end = view.byteLength - END_SIZE;
    const least = Math.max(0, end - LONGEST_REMARK);
    while (end >= least && view.getUint32(end, true) !== END) end--;
    if (end < least) throw new ArchiveError("file_broken");
    const count = view.getUint16(end + 10, true);
    if (count > limits.parts) throw new ArchiveError("file_unpacks");
    const parts = [];
    let at = view.getUint32(end + 16, true);
    for (let number = 0; number < count; number++) {
      if (view.getUint32(at, true) !== CENTRAL) throw new ArchiveError("file_broken");
      const [name, extra, remark] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
      const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, name);
      const [flags, method] = [8, 10].map((place) => view.getUint16(at + place, true));
      const [packed, size, , offset] = [20, 24, 28, 42].map((place) => view.getUint32(at + place, true));
      parts.push({ name: new TextDecoder().decode(bytes), flags, method, packed, size, offset });
      at += 46 + name + extra + remark;
    }
    return parts;
  };

  /** *bytes* unpacked, to no more than *most* bytes. @param {Uint8Array<ArrayBuffer>} bytes @param {number} most */
  const inflated = async (bytes, most) => {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const whole = new Uint8Array(most);
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return whole.subarray(0, size);
      if (size + value.length > most) {
        await reader.cancel();
        throw new ArchiveError("file_broken");
      }
      whole.set(value, size);
      size += value.length;
    }
  };

  class Archive {
    /** @param {Uint8Array<ArrayBuffer>} bytes @param {{parts: number, unpacked: number}} limits */
    constructor(bytes, limits) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      try {
        if (this.view.getUint32(0, true) !== LOCAL) throw new ArchiveError("file_broken");
        this.parts = directory(this.view, limits);
      } catch (error) {
        throw error instanceof ArchiveError ? error : new ArchiveError("file_broken");
      }
      if (this.parts.reduce((sum, { size }) => sum + size, 0) > limits.unpacked) throw new ArchiveError("file_unpacks");
      if (this.parts.some(({ flags }) => flags & LOCKED)) throw new ArchiveError("file_locked");
      if (new Set(this.parts.map(({ name }) => name.toLowerCase())).size < this.parts.length) throw new ArchiveError("file_broken");
    }

    /** The bytes of a *part*; none if there is none called so. @param {string} name */
    async read(name) {
      const part = this.parts.find((other) => other.name === name);
      if (!part) return new Uint8Array();
      try {
        if (this.view.getUint32(part.offset, true) !== LOCAL) throw new ArchiveError("file_broken");
        const first = part.offset + 30 + this.view.getUint16(part.offset + 26, true) + this.view.getUint16(part.offset + 28, true);
        const packed = this.bytes.slice(first, first + part.packed);
        const whole = part.method === DEFLATED ? await inflated(packed, part.size) : packed;
        if (![STORED, DEFLATED].includes(part.method) || whole.length !== part.size) throw new ArchiveError("file_broken");
        return whole;
      } catch (error) {
        throw error instanceof ArchiveError ? error : new ArchiveError("file_broken");
      }
    }

    /** @param {string} name */
    async text(name) {
      return new TextDecoder().decode(await this.read(name));
    }

    /** The XML of the part *name*; a document type is refused, as it could name other files. @param {string} name */
    async xml(name) {
      const text = await this.text(name);
      if (/<!DOCTYPE/i.test(text)) throw new ArchiveError("file_broken");
      const read = new DOMParser().parseFromString(text || "<none/>", "application/xml");
      if (read.getElementsByTagName("parsererror").length) throw new ArchiveError("file_broken");
      return read;
    }
  }

  S3.formArchive = { Archive, ArchiveError };
}
