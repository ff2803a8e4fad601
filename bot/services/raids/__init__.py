"""Raids: planning and posting them, signing up, and what follows from it; one service per module."""
