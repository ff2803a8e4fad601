"""The conversation: commands, buttons, words. One package or file per feature; what all of them share is `cogs.ui`."""
