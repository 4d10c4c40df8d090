"""The reader: a text in, an article out; one pass composed of passes that each do one thing."""

from collections.abc import Iterable, Sequence
from datetime import date

from winset.case.case import Case
from winset.errors import Problem, Severity
from winset.read.contacts.contact import merged
from winset.read.english.outlet import agencies
from winset.read.issue import glossary
from winset.read.learned.act import ActModel
from winset.read.learned.combine import Second
from winset.read.learned.settle import Settler, Tells
from winset.read.learned.tagger import Tagger
from winset.read.listen import Page, listen
from winset.read.naming.roster import roster
from winset.read.setting.head import head
from winset.read.setting.lead import of_lead
from winset.read.setting.pagewide import of_page
from winset.read.setting.title import echoed
from winset.read.setting.when import every_day
from winset.read.text.language import language
from winset.read.text.normal import same_length
from winset.read.text.paragraph import Paragraphs
from winset.read.text.zone import zones
from winset.record.article import Article, ZoneKind
from winset.record.source import sha256

CODER, CODER_ALONE = "winset 1", "winset-rules 1"
LONGEST_TEXT = 10_000_000
MOST_TOLD = 3
SHORTEST_LINE = 3
"""Characters below which a paragraph is a mark or a letter, and says nothing."""


def read_text(
    text: str, *, document: str, as_of: date | None = None, case: Case | None = None, rules_alone: bool = False
) -> Article:
    """Return what an article says: its zones, statements, contacts and claims, and the problems met.

    Every span is in code points of `text`. `as_of` is the day on which the article is read as news: it supplies the year
    and the weekdays' dates where the page has no full date of its own. `case` supplies parties, issues and options.
    `rules_alone` leaves the tagger out. A text in another language, or one too long to be an article, is refused with a problem.

    >>> article = read_text("Talks resume\\n\\nMinister Ana Orl said on Monday that the talks would resume.", document="a")
    >>> [(s.speaker, s.text) for s in article.statements]
    [(('Ana Orl',), 'that the talks would resume')]
    """
    coder = CODER_ALONE if rules_alone else CODER
    text_id = sha256(text.encode("utf-8", "surrogatepass"))
    tongue = language(text)
    refusal = _refusal(text, document, tongue)
    if refusal:
        return Article(document=document, text_id=text_id, coder=coder, language=tongue, problems=(refusal,))
    plain = same_length(text)
    parts = tuple(zones(plain))
    top = head(plain, parts, as_of)
    readable = (zone.span for zone in parts if zone.kind in (ZoneKind.TITLE, ZoneKind.BODY))
    read = [(start, end) for start, end in readable if end - start >= SHORTEST_LINE]
    anchor = top.day or as_of
    story = of_lead(plain, [zone.span for zone in parts if zone.kind is ZoneKind.BODY], anchor)
    every = of_page(plain, read, top.title, anchor)
    acts = None if rules_alone else ActModel.load()
    page = Page(
        text,
        plain,
        text_id,
        coder,
        anchor,
        glossary(case),
        agencies(plain),
        roster(case),
        top.byline,
        every,
        story,
        () if rules_alone else tuple(every_day(plain, anchor)),
        acts,
    )
    paragraphs = Paragraphs(plain, read)
    titles = {zone.span[0] for zone in parts if zone.kind is ZoneKind.TITLE}
    heard = listen(page, paragraphs, titles, None if rules_alone else Second(Tagger.load(), titles))
    said, headlines = heard.statements, [zone.span for zone in parts if zone.kind is ZoneKind.TITLE]
    if not rules_alone:
        tells = Tells(story.day.value, every.day.value, every.channel.value, anchor, headlines)
        said = list(Settler.load().settled(said, heard.places, tells))
    told = echoed(said, headlines)
    distinct = {statement.id: statement for statement in reversed(told)}
    return Article(
        document=document, text_id=text_id, coder=coder, title=top.title, byline=top.byline, contributors=top.contributors,
        outlet=top.outlet, date=top.date, language=tongue, zones=parts, statements=tuple(reversed(distinct.values())),
        contacts=merged(heard.contacts), claims=tuple({c.id: c for c in heard.claims}.values()),
        problems=tuple(_unbalanced(plain, document, paragraphs.unbalanced)),
    )  # fmt: skip


def _refusal(text: str, document: str, tongue: str | None) -> Problem | None:
    if not text.strip():
        return Problem(Severity.ERROR, "empty", document, "no words", "an article", "check that the right file was given")
    if len(text) > LONGEST_TEXT:
        return Problem(
            Severity.ERROR, "too-long", document, f"{len(text):,} characters",
            f"an article of at most {LONGEST_TEXT:,}", "split it into its articles",
        )  # fmt: skip
    if tongue not in ("en", None):
        return Problem(
            Severity.ERROR, "language", document, f"a text in {tongue}", "English", "read a translation that says it is one"
        )
    return None


def _unbalanced(plain: str, document: str, stray: Sequence[int]) -> Iterable[Problem]:
    wanted, remedy = "a mark for each end", "check the statements nearby"
    for at in stray[:MOST_TOLD]:
        line = plain.count("\n", 0, at) + 1
        got = f"a quotation mark at character {at} that nothing closes"
        yield Problem(Severity.NOTE, "unbalanced-quotation", f"{document}:{line}", got, wanted, remedy)
    if len(stray) > MOST_TOLD:
        got = f"{len(stray) - MOST_TOLD} more such marks"
        yield Problem(Severity.NOTE, "unbalanced-quotation", document, got, wanted, remedy)
