// @ts-check
/* Pictures and attachments of a draft, kept in this browser beside its text (IndexedDB): text alone fits in the other place.
   A browser that keeps nothing, as some do for pages from disk or in private windows, is no fault; `isKept` says it. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const NAME = "s3-form";
  const FILES = "files";

  /** What *request* comes to; rejected if it fails. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const settled = (request) =>
    new Promise((done, fail) => {
      request.addEventListener("success", () => done(request.result));
      request.addEventListener("error", () => fail(request.error));
    });
  /** @returns {Promise<IDBDatabase>} */
  const open = () => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(FILES));
    return settled(request);
  };

  class FileStore {
    constructor() {
      /* whether all that was put here is kept */
      this.isKept = true;
    }

    /**
     * Do *work* with what is kept; what it comes to, or *instead* if nothing can be kept.
     * @template T @param {IDBTransactionMode} mode @param {(files: IDBObjectStore) => IDBRequest<T>} work @param {T} instead
     */
    async with(mode, work, instead) {
      let database;
      try {
        database = await open();
        return await settled(work(database.transaction(FILES, mode).objectStore(FILES)));
      } catch {
        return instead;
      } finally {
        database?.close();
      }
    }

    /** @param {string} name @param {Blob} file */
    async put(name, file) {
      const kept = await this.with("readwrite", (files) => files.put(file, name), "");
      if (!kept) this.isKept = false;
    }

    /** @param {string} name @returns {Promise<Blob | undefined>} */
    async get(name) {
      const found = await this.with("readonly", (files) => files.get(name), undefined);
      return found instanceof Blob ? found : undefined;
    }

    /** @param {string} name */
    async forget(name) {
      await this.with("readwrite", (files) => files.delete(name), undefined);
    }
  }

  /** Forget the files of the draft with these *values*. @param {Record<string, KeptPage> | undefined} values */
  const forgetFiles = (values) => {
    const store = new FileStore();
    for (const page of Object.values(values ?? {})) for (const { key } of page?.files ?? []) store.forget(key);
  };

  S3.forgetFiles = forgetFiles;
  S3.FileStore = FileStore;
}
