"""Learning from use: models that tell what somebody may take next, and how they are tried. Pure reckoning, seeded."""
