"""Pictures: plain values in, the bytes of a PNG out. Pure but for the font, and safe to call in any thread.

Only words of the game, our own words and numbers are drawn. What people wrote stays text, where it can be escaped,
copied and read aloud.
"""
