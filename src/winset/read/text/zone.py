"""Zones: what each stretch of a page is, so that nothing is read out of forms, links and footers."""

import re
from collections.abc import Callable, Iterator

from winset.read.text.turn import turns
from winset.record.article import Zone, ZoneKind
from winset.record.statement import Span

LONGEST_TITLE = 250
_BLOCK = re.compile(r"\S[^\n]*(?:\n(?=[^\S\n]*\S)[^\n]*)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(r"[.?!…][\"”’»')\]]*\s*$")
_BYLINE = re.compile(
    r"(?:By|Written by|Story by|Words by|From)\s+[A-Z][\w.'’\-]+(?:[\s,]+(?:and\s+|in\s+)?[A-Z][\w.'’\-]*){1,9}[.\s]*$", re.I
)
_STAMP = re.compile(
    r"(?:(?:last\s+)?(?:updated|published|posted|modified)\b.{0,80}|(?:\w+,\s+)?(?:\w+\.?\s+\d{1,2},?|"
    r"\d{1,2}\s+\w+\.?)\s+\d{4}\b.{0,40})$",
    re.I,
)
_CONTRIBUTORS = re.compile(
    r"contributed (?:to|reporting)|^\W*(?:additional )?reporting (?:and writing )?by\b|^\W*(?:writing|editing|"
    r"edited) by\b|^with (?:files|reporting) from\b"
    r"|\b(?:is|are) (?:a |an |the )?(?:[\w-]+ ){0,4}(?:correspondent|reporter|editor|columnist|staff writer)s?\b.{0,80}$",
    re.I,
)
_CREDITS = ("contributed", "report", "writing", "edit", "with files", "correspondent", "columnist", "staff writer")
"""Without one of these nobody is credited, and the slow pattern need not be tried."""
_FORM = re.compile(
    r"^(?:leave a (?:reply|comment)|your email address will not be published|required fields|post a comment|write a comment|"
    r"save my name|comments? (?:are closed|policy)|\d+ comments?$|join the (?:conversation|discussion)|"
    r"log ?in to (?:comment|reply)|add a comment)",
    re.I,
)
_LINKS = re.compile(
    r"^\W*(?:previous (?:post|article|story)|next (?:post|article|story)|read more|read also|also read|"
    r"see also|see more|related\b(?! to)|more (?:from|on|in)\b.{0,60}$|"
    r"more stories|recommended|you may also like|most (?:read|popular|viewed)|trending|share (?:this|on)|"
    r"follow us|sign up|subscribe|"
    r"get (?:our|the) .{0,40}newsletter|newsletter|advertisement|sponsored|tags?:|filed under|topics?:|"
    r"photo(?:graph)?s?(?: by)?[:/]|image:|watch:|video:|listen:|click here|"
    r"copyright|©|\(c\)|all rights reserved|back to top|skip to|home\s*[>/|]|terms of (?:use|service)|"
    r"privacy policy|cookie|support our|donate|"
    r"editor.s picks|latest (?:news|stories|headlines)|popular|what to read next|in this article)",
    re.I,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAYNAME = r"(?:[A-Z][a-z]+day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_DATE = rf"(?:{_DAYNAME}\.?,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_CAPITALS = r"[A-Z][A-Z.'’\-]+(?:[ ,]+[A-Z][A-Za-z.'’\-]+){0,5}"
_PLACE = r"[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3}"
_AGENCY = r"(?:\s*\([^()\n]{1,40}\)|\s*/[^/\n]{1,30}/|\.?\s+[A-Z]{2,}(?:\s+[A-Z]{2,})?)?"
_DATELINE = re.compile(
    rf"\s*(?:{_CAPITALS}(?:,\s*{_DATE})?\.?{_AGENCY}\s*(?:[—–]|--?|:)|{_PLACE},\s*{_DATE}\.?{_AGENCY}\s*(?:[—–]|--?))\s*(?=\S)"
)
_DAYLINE = re.compile(
    r"(?:\w[\w ]{0,24}[|·•–—-]\s*)?(?:(?:posted|published|updated)\b[^.\n]{0,40}?)?"
    rf"(?:{_DATE}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:,?\s+\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
    r"(?:\s*[|·•–—]\s*[^.\n]{1,60}(?:[|·•].{0,40})?)?\.?$",
    re.I,
)
_QUOTED = re.compile(r"[“\"]")
_SAID = re.compile(r"[“\"].*\bsaid\b")
_BRACKETED = re.compile(r"\[.{0,200}\]\W*$")


def blocks(text: str) -> Iterator[Span]:
    """Yield the paragraphs: stretches between blank lines, or single lines where lines are not folded.

    >>> list(blocks("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    for match in _BLOCK.finditer(text):
        start, end = match.span()
        if "\n" not in match.group() or _folded(match.group()):
            yield start, end
        else:
            yield from (line.span() for line in _LINE.finditer(text, start, end))


def _folded(block: str) -> bool:
    """Whether the lines of a block are one paragraph, broken at a margin."""
    lines = block.split("\n")
    widths = [len(line.rstrip()) for line in lines]
    if max(widths) > 110 or max(widths) < 50:
        return False
    whole = widths[:-1]
    return min(whole) > 0.6 * max(widths) and sum(bool(_STOP.search(line)) for line in lines[:-1]) <= len(whole) / 2


def zones(text: str) -> Iterator[Zone]:
    """Yield the zones of a text in order; only the title and the body are ever read."""
    spans = list(blocks(text))
    spoken = turns(text, spans)
    footer = listing = False
    for index, span in enumerate(spans):
        block = text[span[0] : min(span[1], span[0] + 600)]
        if index == 0 and _is_title(text, span, spans[:2]):
            yield Zone(kind=ZoneKind.TITLE, span=span)
            continue
        kind = _kind(block, footer, listing)
        footer = footer or kind is ZoneKind.FORM
        listing = kind is ZoneKind.LINKS
        if kind is ZoneKind.BODY and span not in spoken and (dateline := _DATELINE.match(block)) and dateline.end() < 90:
            yield Zone(kind=ZoneKind.DATELINE, span=(span[0], span[0] + len(dateline.group().rstrip())))
            yield Zone(kind=kind, span=(span[0] + dateline.end(), span[1]))
        else:
            yield Zone(kind=kind, span=span)


def _is_title(text: str, span: Span, head: list[Span]) -> bool:
    block = text[span[0] : span[1]]
    if len(block) > LONGEST_TITLE or len(head) < 2 or _BYLINE.match(block) or _STAMP.match(block) or _LINKS.match(block):
        return False
    dateline = _DATELINE.match(block)
    if dateline and re.search(r"[(—–]|--", dateline.group()):
        return False
    inner = re.findall(r"[.?!][\"”’]?\s+[A-Z\"“]", block)
    if len(inner) > 1 or (block.lstrip()[:1] in '"“' and _STOP.search(block)):
        return False
    return not _STOP.search(block) or len(block) <= 160


def _kind(block: str, footer: bool, listing: bool) -> ZoneKind:
    """Say what a block after the title is; `footer` and `listing` say what stood before it."""
    line = block.strip()
    if _FORM.match(line):
        return ZoneKind.FORM
    if footer:
        return ZoneKind.LINKS if _LINKS.match(line) else ZoneKind.OTHER
    listed = listing and len(line) <= 160 and not _STOP.search(line)
    return next((kind for kind, is_one in _TESTS if is_one(line)), ZoneKind.LINKS if listed else ZoneKind.BODY)


def _credits(line: str) -> bool:
    return any(map(line.lower().__contains__, _CREDITS)) and bool(_CONTRIBUTORS.search(line))


_TESTS: tuple[tuple[ZoneKind, Callable[[str], bool]], ...] = (
    (ZoneKind.BYLINE, lambda line: len(line) <= 160 and bool(_BYLINE.match(line))),
    (ZoneKind.DATELINE, lambda line: len(line) <= 120 and bool(_STAMP.match(line) or _DAYLINE.match(line))),
    (ZoneKind.CONTRIBUTORS, lambda line: len(line) <= 300 and _credits(line) and not _QUOTED.search(line)),
    (ZoneKind.LINKS, lambda line: len(line) <= 240 and bool(_LINKS.match(line)) and not _SAID.search(line)),
    (ZoneKind.OTHER, lambda line: bool(_BRACKETED.match(line))),
)
"""What makes a block something else than body, in the order in which it is asked."""
