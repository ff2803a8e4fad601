"""What differs between installations, and the game's numbers. Read at the top only, see `settings`."""
