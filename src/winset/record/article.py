"""A whole article as it was read: its head, its zones, and everything found in it."""

from enum import StrEnum
from typing import Any

from winset.band import Frozen
from winset.errors import Problem
from winset.record.statement import UNKNOWN, Claim, Contact, Detail, Span, Statement


class ZoneKind(StrEnum):
    """What a stretch of a page is; statements are taken from the title and the body alone."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CONTRIBUTORS = "contributors"
    FORM = "comment form"
    LINKS = "links"
    OTHER = "other"


class Zone(Frozen):
    """A stretch of a text and what it is."""

    kind: ZoneKind
    span: Span


class Article(Frozen):
    """What a reader made of one text."""

    document: str
    text_id: str
    coder: str
    title: str | None = None
    byline: str | None = None
    contributors: tuple[str, ...] = ()
    outlet: str | None = None
    date: Detail = UNKNOWN
    language: str | None = None
    zones: tuple[Zone, ...] = ()
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the article as machine output carries it."""
        return self.model_dump(mode="json")
