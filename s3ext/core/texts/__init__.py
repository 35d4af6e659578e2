"""Every text the product says, in each language: messages, names of fields, what new pages begin with."""
