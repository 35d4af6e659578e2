"""The schema of the headers, and every file that is written from it."""
