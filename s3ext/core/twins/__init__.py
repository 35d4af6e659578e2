"""Twins: what a page of the handbook says of itself in a further language, as a source of that edition."""
