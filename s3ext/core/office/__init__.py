"""Files for office programs, made of what a page says: text documents and workbooks that everybody can read."""
