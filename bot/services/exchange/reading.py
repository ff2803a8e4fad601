"""What people bring to be imported, whatever it is, as rows: files of ours, tables of ours, or any text with codes."""

from collections.abc import Sequence
from typing import Final

from bot.domain.guides import Mention, find_mentions
from bot.domain.sketch import Sketch
from bot.errors import ImportRefusedError
from bot.services.exchange.csv_file import is_csv_file, read_csv_file
from bot.services.exchange.json_file import is_json_file, read_json_file
from bot.services.exchange.rows import QUOTED, ROWS, Row
from bot.services.pasted import parse_pasted_builds

IMPORT_BYTES: Final = 100_000


def decode(source: bytes | str) -> str:
    """Return what was brought as text. Raises ImportRefusedError("size" or "encoding")."""
    data = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
    if len(data) > IMPORT_BYTES:
        raise ImportRefusedError("size", limit=IMPORT_BYTES, found=len(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise ImportRefusedError("encoding") from exc


def read_texts(texts: Sequence[str], roles: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of all texts. Raises ImportRefusedError, and ChatCodeError where there is not a single row."""
    rows = tuple(row for text in texts for row in _read(text, roles))
    if not rows:
        # says what is in there instead, if that is known
        parse_pasted_builds("\n".join(texts))
    return rows


def _read(text: str, roles: Sequence[str]) -> Sequence[Row]:
    if is_json_file(text):
        return read_json_file(text, roles)
    if is_csv_file(text):
        return read_csv_file(text, roles)
    mentions = find_mentions(text)
    if len(mentions) > ROWS:
        raise ImportRefusedError("rows", limit=ROWS, found=len(mentions))
    return [_mentioned(mention) for mention in mentions]


def _mentioned(mention: Mention) -> Row:
    if mention.template is None:
        return Row(line=mention.line, error=mention.error, quote=mention.code[:QUOTED])
    return Row(line=mention.line, sketch=Sketch(template=mention.template, name=mention.title), is_name_guessed=True)
