"""What the commands of the program do. How they are called is a matter of ``cli``; no part of the extension is here."""
