"""The built handbook in a real browser."""
