"""Text out of bytes: which encoding it is in, and whether it is text at all."""

import codecs

from winset.errors import Problem, Severity

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
SAMPLE = 65_536


def decoded(data: bytes, where: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text that bytes hold, as received: nothing is stripped, folded or repaired.

    UTF-8 first, then UTF-16 and UTF-32 by their marks or their zeros, then Windows-1252 with a warning.

    >>> decoded("Zoë".encode("utf-8"), "note.txt")
    ('Zoë', ())
    """
    if not data.strip():
        return None, (
            Problem(
                Severity.ERROR,
                "empty",
                where,
                f"{len(data)} bytes, no words",
                "an article",
                "check that the right file was given",
            ),
        )
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _wide(data[:SAMPLE])
    if marked:
        try:
            return data.decode(marked), ()
        except UnicodeDecodeError as error:
            return None, (_undecodable(where, marked, error.start),)
    sample = data[:SAMPLE]
    if b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 100:
        return None, (_binary(where),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:
            return data[: error.start].decode("utf-8"), (
                Problem(
                    Severity.WARNING, "encoding", where, "a last character cut short", "whole UTF-8", "fetch the document again"
                ),
            )
        text = data.decode("cp1252", "replace")
        return text, (
            Problem(
                Severity.WARNING, "encoding", f"{where}: byte {error.start}", "bytes that are not UTF-8, read as Windows-1252",
                "UTF-8", "save the file as UTF-8 if letters look wrong",
            ),
        )  # fmt: skip


def _wide(sample: bytes) -> str | None:
    """Return UTF-16 where every other byte is mostly zero: no mark, but plainly wide."""
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _binary(where: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "binary",
        where,
        "bytes that are no text",
        "txt, html, pdf or docx",
        "give the document in one of these, with its own suffix",
    )


def _undecodable(where: str, encoding: str, at: int) -> Problem:
    return Problem(
        Severity.ERROR,
        "encoding",
        f"{where}: byte {at}",
        f"bytes that are not {encoding}",
        "one encoding throughout",
        "save the file as UTF-8",
    )
