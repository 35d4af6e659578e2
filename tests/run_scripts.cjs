/* Runs a function with our scripts loaded, without a page: what they give each other is in S3. Reads from the standard
   input what tests/scripts.py writes, and writes what the function gives as JSON. */
"use strict";
const { readFileSync } = require("node:fs");
const vm = require("node:vm");

const { first, files, work, values } = JSON.parse(readFileSync(0, "utf8"));
/* a page without any of what the scripts look for */
const document = { getElementById: () => null, querySelector: () => null, querySelectorAll: () => [] };
const context = vm.createContext({ document, TextEncoder, URLSearchParams });
context.window = context;
const own = new Set(Object.keys(context));
vm.runInContext(first, context);
for (const file of files) vm.runInContext(readFileSync(file, "utf8"), context, { filename: file });
context.globals = Object.keys(context).filter((name) => !own.has(name));
process.stdout.write(JSON.stringify(vm.runInContext(`(${work})`, context)(...values)));
