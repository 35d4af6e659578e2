"""What a site on the web says to hosts, search engines and other programs, as text."""
