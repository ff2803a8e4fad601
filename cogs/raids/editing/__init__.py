"""`/raid edit` and `/raid cancel`: the panel by which leaders change a raid, a page per module."""
