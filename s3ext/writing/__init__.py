"""Sphinx writes the pages: what they show of others, which are written again, and what lies beside them."""
