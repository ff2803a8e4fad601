"""Bots under load against a local Discord: for `gw2optimizer bench commands` and `bench soak`."""
