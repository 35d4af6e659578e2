"""A source file: its tokens, and what they say, read once."""
