"""What must hold of the real library, whatever is added to it or taken away: no number, title or id stands here."""
