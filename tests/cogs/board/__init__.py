"""The builds channel of a server."""
