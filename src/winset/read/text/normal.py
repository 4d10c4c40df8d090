"""Normalising that never moves a character: every offset into the result is an offset into the text as received."""

import re

_SPACES = (
    "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"
)
_BREAKS = "\u2028\u2029"
_TABLE = {ord(c): " " for c in _SPACES} | {ord(c): "\n" for c in _BREAKS} | {0x2010: "-", 0x2011: "-", 0x00AD: "\u200b"}
_ODD = re.compile(f"[{''.join(map(chr, _TABLE))}]")

INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad"
"""Characters that show nothing: they stay where they are and count as part of the word around them."""


def same_length(text: str) -> str:
    """Return the text with odd spaces, breaks and hyphens made plain, one for one; a carriage return becomes a space.

    >>> same_length("Aland\\u00a0said")
    'Aland said'
    >>> len(same_length("a\\r\\nb")) == len("a\\r\\nb")
    True
    """
    plain = text.translate(_TABLE) if _ODD.search(text) else text
    if "\r" in plain:
        plain = plain.replace("\r\n", " \n").replace("\r", "\n")
    return plain
