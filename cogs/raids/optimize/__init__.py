"""`/raid optimize`: the search, what it proposes, and what becomes of it."""
