"""The records as open data: JSON, tables, a database and what catalogues of data read, all computed from the kinds."""
