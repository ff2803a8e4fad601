"""The squad optimizer."""
