"""What the bot can do, one use case per method; each owns its transaction and knows nothing of Discord's library."""
