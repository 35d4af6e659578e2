"""Sphinx reads the pages: each becomes facts of its own, and a tree that shows nothing of others yet."""
