"""The rules of the game and of the bot: value objects, codecs, legality. Pure: no input, no output, no clock."""
