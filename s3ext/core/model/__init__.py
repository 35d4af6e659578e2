"""What kinds of records are made of: values, annotations of fields, and how the classes are read. No kind is here."""
