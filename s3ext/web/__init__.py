"""What only the web site gets."""
