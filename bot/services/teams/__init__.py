"""Teams: planned, filled, shared and found."""
