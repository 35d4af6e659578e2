"""What may stand in a page, lie among the content, and be carried along by a file."""
