"""Why a command cannot begin or go on, in one line that names the remedy."""

from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):  # noqa: N818 - what the person meets is a refusal; `main` turns it into exit status 2
    """Ends the command with exit status 2 and its text, without a traceback; never holds a secret."""


@contextmanager
def refused_without_database(url: str) -> Iterator[None]:
    """Turn whatever a database says that does not let us in into a Refusal, without its password."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.errors import StorageUnavailableError
    from bot.repositories.sql_errors import our_errors

    place = make_url(url).render_as_string(hide_password=True)
    try:
        with our_errors():
            yield
    except (StorageUnavailableError, SQLAlchemyError) as error:
        reason = (str(getattr(error, "orig", None) or error).splitlines() or [type(error).__name__])[0]
        raise Refusal(f"no database at {place}: {reason}; start it or correct DATABASE_URL") from error
