"""What a build wears: the value, what is impossible about it, the attributes it gives, and how it is read from text."""
