"""Pictures: what they are made of."""
