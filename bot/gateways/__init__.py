"""What the bot reaches that is neither its database nor Discord."""
