/* What Sphinx's search lacks on the search page. */
"use strict";
// the words around a match come from the article, not from the breadcrumbs above it
Search.htmlToText = ((plain) => (html, anchor) => plain(html, anchor || "article"))(Search.htmlToText);
// what came of the search is told to those who do not see it
Search.startPulse = ((start) => () => {
  Search.status.setAttribute("role", "status");
  start();
})(Search.startPulse);
// read from disk, a page cannot fetch another
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
