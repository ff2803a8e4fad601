"""Learning from use: what is noted of it, of whom, and for how long."""
