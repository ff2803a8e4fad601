"""What a text looks like, whichever letters it is spelled with: for comparing, never for show.

Which letters look like which says Unicode's own table (UTS 39, confusables, version 14.0), of the scripts that people
imitate Latin letters with; small capitals and letters with a stroke are added. Compatibility letters, such as
mathematical or full-width ones, are taken apart by NFKD.
"""

import unicodedata
from typing import Final

_SPELLED: Final = {
    "a": "ɑаАαΑᎪꓮᴀ",
    "b": "ꞴƄВвЬΒᏴᏏꓐʙ",
    "c": "ᴄсСϹϲᏟꓚ",
    "d": "ԁᎠᏧꓓꓒᴅđð",
    "e": "ꬲеЕҽεΕᎬꓰᴇ",
    "f": "ꞘꞙꬵϜքꓝ",
    "g": "ƍɡԌցᏀᏳꓖɢ",
    "h": "һНнΗհᎻᏂꓧʜħ",
    "i": "ıɩɪіІӏӀꙇιΙᎥꓲlłƖǀ|1",
    "j": "ꞲЈјͿϳᎫꓙ",
    "k": "КкΚκᏦꓗᴋ",
    "m": "МмΜϺᎷꓟᴍ",
    "n": "Νηոռꓠпɴ",
    "o": "ᴏᴑꬽоОοΟσօՕꓳøØ0",
    "p": "рРρϱΡᏢꓑᴘ",
    "q": "ԛգզ",
    "r": "ꭇꭈƦгᴦᎡᏒꓣʀ",
    "s": "ƽꜱѕЅՏᏕᏚꓢ",
    "t": "ТтΤτᎢꓔᴛŧ",
    "u": "ʋᴜꞟꭎꭒυսՍꓴ",
    "v": "ᴠѵѴνᏙꓦ",
    "w": "ɯᴡѡԝԜաᎳᏔꓪ",
    "x": "ꭓхХΧχꓫ",
    "y": "ɣʏᶌỿꭚуУүҮγΥᎩᎽꓬ",
    "z": "ᴢΖᏃꓜ",
}
"""Each letter, and what looks like it. I, l, 1 and | look alike, and so do O and 0."""
_BOXED: Final = (0x1F150, 0x1F170, 0x1F1E6)
"""White letters on black circles and squares, and the letters that flags are spelled with: twenty-six of each."""
_FOLDED: Final = str.maketrans(
    {other: letter for letter, others in _SPELLED.items() for other in others}
    | {chr(first + number): chr(ord("a") + number) for first in _BOXED for number in range(26)}
)
_PAIRS: Final = (("rn", "m"), ("vv", "w"))
_DROPPED: Final = frozenset({"Cf", "Cc", "Cs", "Mn", "Me"})


def skeleton(text: str) -> str:
    """Return what `text` has in common with all that looks like it: Latin letters, no accents, nothing invisible.

    Letters of scripts that do not look like Latin ones stay. White space of any kind is a single space.
    """
    plain = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFKD", text))
    shown = "".join(character for character in plain if unicodedata.category(character) not in _DROPPED)
    folded = unicodedata.normalize("NFKD", shown.translate(_FOLDED).casefold()).translate(_FOLDED)
    for pair, letter in _PAIRS:
        folded = folded.replace(pair, letter)
    return " ".join(folded.split())
