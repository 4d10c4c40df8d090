"""Words of others as a page shows them: escaped, with what could deceive the eye made visible."""

import re
import unicodedata

from markupsafe import Markup, escape

CONTROLS = "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u180e"
"""Characters that turn the direction of what follows, or that nobody sees."""

_CONTROL = re.compile(f"[{CONTROLS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\U000e0000-\U000e007f]")
_WORD = re.compile(r"[^\W\d_]+")
ALIKE = ("LATIN", "CYRILLIC", "GREEK", "CHEROKEE", "ARMENIAN")
"""Alphabets whose letters can be taken for each other's."""


def shown(text: str | None) -> Markup:
    """Return words as a page shows them.

    A character that turns the direction of writing, or that nobody sees, stands as a mark that says what it is; a word that
    mixes alphabets whose letters look alike is marked. Nothing is taken away: the exact words are in the machine twin.

    >>> shown("<b>")
    Markup('&lt;b&gt;')
    >>> shown("a\\u202eb")
    Markup('a<span class="control" title="U+202E RIGHT-TO-LEFT OVERRIDE">◆</span>b')
    >>> shown("P\\u0435skov")
    Markup('<span class="mixed" title="letters of CYRILLIC and LATIN">Pеskov</span>')
    """
    safe = str(escape(text or ""))
    if safe.isascii() and not _CONTROL.search(safe):
        return Markup(safe)
    return Markup(_CONTROL.sub(_told, _WORD.sub(_mixed, safe)))


def _told(match: re.Match[str]) -> str:
    character = match[0]
    name = unicodedata.name(character, "CONTROL CHARACTER")
    return f'<span class="control" title="U+{ord(character):04X} {name}">◆</span>'


def _mixed(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii():
        return word
    alphabets = {unicodedata.name(letter, "").partition(" ")[0] for letter in word} & set(ALIKE)
    if len(alphabets) < 2:
        return word
    return f'<span class="mixed" title="letters of {" and ".join(sorted(alphabets))}">{word}</span>'
