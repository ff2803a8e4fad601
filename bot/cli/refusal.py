"""Why a command cannot begin or go on, in one line that names the remedy."""


class Refusal(Exception):  # noqa: N818 - what the person meets is a refusal; `main` turns it into exit status 2
    """Ends the command with exit status 2 and its text, without a traceback; never holds a secret."""
