"""Text in the cell of a table, so that no spreadsheet runs it, and read back as it was."""

import re

from winset.record.place import storable

DANGER = "=+\\-@＝＋－＠\t\r"
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""

_OUT = re.compile(rf"""(^|;)([ "]*)('*)(?=[{DANGER}])""")
_IN = re.compile(rf"""(^|;)([ "]*)'('*)(?=[{DANGER}])""")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe before what could begin a formula, at its start or after a semicolon.

    An empty text is an apostrophe alone, so that it differs from nothing; a text that begins with an apostrophe gets one more.

    >>> harmless("=1+1"), harmless("yes; @SUM(A1)"), harmless("'tis"), harmless("")
    ("'=1+1", "yes; '@SUM(A1)", "''tis", "'")
    """
    if text and text[0].isalnum() and ";" not in text:
        return storable(text)
    found = _OUT.sub(r"\1\2'\3", storable(text))
    return f"'{found}" if not text or (found.startswith("'") and text.startswith("'") and found == text) else found


def harmful(cell: str) -> str:
    """Return the text that a cell stands for: what `harmless` was given, and what a person typed as it is.

    >>> [harmful(harmless(text)) for text in ("=1+1", "'=1", "'tis", "", "''", "a;'=b")]
    ['=1+1', "'=1", "'tis", '', "''", "a;'=b"]
    """
    if "'" not in cell:
        return cell
    if cell == "'" or cell.startswith("''"):
        return cell[1:]
    return _IN.sub(r"\1\2\3", cell)
