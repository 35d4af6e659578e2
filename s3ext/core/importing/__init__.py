"""The way in from other programs: a document of Word, LibreOffice or Google as a page of a handbook."""
