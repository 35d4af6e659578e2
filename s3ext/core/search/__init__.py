"""Search: words, compounds, other names of a thing, and the index that the browser reads."""
