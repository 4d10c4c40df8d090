"""Whether what was entered stands in its text, word for word."""

from winset.errors import Problem, Severity
from winset.record.article import Article
from winset.record.item import Item
from winset.record.place import storable
from winset.record.point import PointReport
from winset.record.statement import Span, Statement

LONGEST_SHOWN = 60
OMISSION = ".…[]"


def fitting(article: Article, content: str) -> tuple[Article, tuple[Problem, ...]]:
    """Return the article with only those items that stand in the text, and a problem for each that does not."""
    problems: list[Problem] = []
    kept: dict[str, tuple[Item, ...]] = {}
    for name in ("statements", "contacts", "claims"):
        found: tuple[Item, ...] = getattr(article, name)
        wrong = {index: problem for index, item in enumerate(found) if (problem := misfit(item, content, article.text_id))}
        problems += wrong.values()
        kept[name] = tuple(item for index, item in enumerate(found) if index not in wrong)
    return (article.model_copy(update=kept) if problems else article), tuple(problems)


def misfit(item: Item, content: str, text_id: str) -> Problem | None:
    """Return what is wrong with an item's anchor, if anything is; half a pair of surrogates may have come back as "?"."""
    where = f"{text_id[:12]} {item.id}"
    if item.text_id != text_id:
        return _problem("other-text", where, f"spans of text {item.text_id[:12]}", "spans of this text")
    for start, end in _spans(item):
        if not 0 <= start <= end <= len(content):
            return _problem("span", where, f"a span {start}..{end}", f"one within 0..{len(content)}")
    if isinstance(item, Statement) and not _holds(storable(item.text), [storable(content[a:b]) for a, b in item.content]):
        return _problem("quote-not-in-source", where, repr(item.text[:LONGEST_SHOWN]), "the words that stand at its spans")
    if isinstance(item, PointReport) and storable(item.text) != storable(content[slice(*item.span)]):
        return _problem("quote-not-in-source", where, repr(item.text[:LONGEST_SHOWN]), "the words that stand at its span")
    return None


def _spans(item: Item) -> tuple[Span, ...]:
    return (*item.content, *item.source, *item.cue) if isinstance(item, Statement) else (item.span,)


def _holds(words: str, pieces: list[str]) -> bool:
    """Whether the words are the pieces in order, and between them nothing but spaces or marks of omission."""
    at = 0
    for piece in pieces:
        while not words.startswith(piece, at):
            if at == len(words) or not _joins(words[at]):
                return False
            at += 1
        at += len(piece)
    return bool(pieces) and all(pieces) and all(map(_joins, words[at:]))


def _joins(character: str) -> bool:
    return character.isspace() or character in OMISSION


def _problem(kind: str, where: str, got: str, wanted: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, "read the text again, or mark the words by hand")
