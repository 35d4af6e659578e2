"""Which PDFs there are, in which order, and what each holds."""
