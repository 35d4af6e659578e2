// @ts-check
/* What a link fills in: known fields with known values, such as the empty cell of a table names them. Nothing else of the
   address gets into the form. */
"use strict";
{
  const S3 = (window.S3 ??= /** @type {S3} */ ({}));
  const { fill } = S3.dom;
  const { choicesOf, element } = S3.form;

  /** The field that *path* names, 'themes' or 'obstacles.obstacle', and the one of the header around it. @param {PageSpec} spec @param {string} path */
  const fieldAt = (spec, path) => {
    const [name, inner] = path.split(".");
    const outer = spec.fields.find((field) => field.name === name);
    const field = inner && outer?.kind === "group" && outer.many ? outer.fields.find((part) => part.name === inner) : outer;
    return outer && field && inner === (field === outer ? undefined : field.name) ? { outer, field } : null;
  };
  /**
   * What *query* says that is known: values as the controls keep them, and in words.
   * @param {URLSearchParams} query @param {FormInput} data @param {PageForm} form @returns {FilledIn}
   */
  const readLink = (query, data, form) => {
    /** @type {Record<string, any>} */
    const items = {};
    /** @type {string[]} */
    const told = [];
    for (const path of new Set(query.keys())) {
      const found = fieldAt(form.spec, path);
      if (!found) continue;
      const { outer, field } = found;
      const asked = new Set(query.getAll(path));
      const all = choicesOf(data, field, form).filter(({ id }) => asked.has(id));
      const known = field.many || outer.many ? all : all.slice(0, 1);
      if (!known.length) continue;
      const ids = known.map(({ id }) => id);
      if (outer !== field) items[outer.name] = ids.map((id) => ({ [field.name]: field.many ? [id] : id }));
      else items[field.name] = field.many ? ids : ids[0];
      told.push(`${outer.label}: ${known.map(({ label }) => label).join(", ")}`);
    }
    return { items, told };
  };
  /** The message about what was filled in. @param {Record<string, string>} words @param {string[]} told */
  const linkNotice = (words, told) =>
    element("p", { className: "s3-form-draft", role: "status" }, fill(words.filled_in, { fields: told.join("; ") }));

  S3.formLink = { readLink, linkNotice };
}
