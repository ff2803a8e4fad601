"""What can be typed after `gw2optimizer`, one file per command. Together with `bot.__main__` the top floor."""
