"""One article listened to from its first paragraph to its last: who says what, with everything around it."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from winset.read import channel, claim
from winset.read.act import act
from winset.read.around import around, carried, circumstances
from winset.read.channel import Circumstances
from winset.read.combine import Second
from winset.read.contact import TELLING, contacts
from winset.read.day import Days
from winset.read.draft import Draft, drafts
from winset.read.issue import Glossary
from winset.read.paragraph import Paragraph
from winset.read.pronoun import Listener, Names
from winset.read.speaker import SpeakerTable
from winset.read.token import Sentence, sentences, tokens
from winset.read.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATORS
from winset.record.statement import UNKNOWN, Act, Claim, Contact, Detail, Kind, Statement, Voice, identity

OMISSION = " … "
SHORTEST_BARE = 4
LONGEST_SEEMING = 12
SMALL = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | AUXILIARIES
_INFERRING = ("hint", "imply")
_SEEMING = re.compile(r"\b(?:apparently|seemingly|appear(?:s|ed|ing)? to|seem(?:s|ed|ing)? to)\b", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """A text ready to be listened to; `plain` is the same text normalised, offset for offset."""

    text: str
    plain: str
    text_id: str
    coder: str
    anchor: date | None
    glossary: Glossary
    agencies: frozenset[str]
    aliases: dict[str, str]
    day: Detail = UNKNOWN
    """The day of every entry, where the page is live or a transcript."""


@dataclass(slots=True)
class Heard:
    """What was found so far, and what later sayings may take over from earlier ones."""

    days: Days
    statements: list[Statement] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    last: Circumstances = field(default_factory=Circumstances)
    open: int | None = None


def listen(
    page: Page, paragraphs: Callable[[], Iterable[Paragraph]], titles: Container[int] = (), second: Second | None = None
) -> Heard:
    """Return the statements, contacts and claims of a page; `paragraphs` gives its sentences, and is asked for them twice.

    The first pass only learns who is named, and nothing from a paragraph that begins at one of `titles` if every word
    there has a capital; the second decides who speaks, after a second reader's opinion where there is one.
    """
    listener = Listener(
        SpeakerTable(s for paragraph in paragraphs() for s in paragraph if s[0].start not in titles or not _headline(s)),
        page.aliases,
    )
    heard = Heard(Days(page.anchor, page.day))
    opinion = second.opinion if second else None
    for paragraph in second.ahead(paragraphs()) if second else paragraphs():
        _paragraph(page, drafts(page.plain, paragraph, opinion), paragraph, listener, heard)
    return heard


def _headline(s: Sentence) -> bool:
    """Whether all but the smallest words of a title have capitals, so that a capital tells no name."""
    return all(token.capital or token.low in SMALL for token in s if token.text.isalpha())


def _paragraph(page: Page, found: list[Draft], paragraph: Paragraph, listener: Listener, heard: Heard) -> None:
    found, carriers = _without_carriers(page, found)
    made: dict[int, Statement] = {}
    heard.days.paragraph += 1
    for number, s in enumerate(paragraph):
        speaker: Names = ()
        for index, draft in enumerate(found):
            if draft.number != number:
                continue
            if draft.continues and _goes_on(page, draft, heard):
                speaker = heard.statements[-1].speaker
                continue
            statement = _statement(page, draft, made, found, carriers.get(number), listener, heard)
            if statement is None:
                continue
            made[index] = statement
            heard.statements.append(statement)
            heard.open = len(heard.statements) - 1 if _unclosed(draft) else heard.open
            asserted = claim.of_statement(statement)
            heard.claims += [asserted] if asserted else []
            if draft.parent is None:
                speaker = speaker or statement.speaker
                listener.last = statement.speaker or listener.last
        heard.contacts += contacts(page.text, page.text_id, s, listener, (), page.anchor, heard.contacts)
        said = next((one.date.value for i, one in made.items() if found[i].number == number), None)
        _in_quotations(page, s, listener, speaker, said, heard)
        listener.hear(s)
        if not speaker and not any(draft.number == number for draft in found):
            asserted = claim.of_article(page.text, page.text_id, s)
            heard.claims += [asserted] if asserted else []


def _without_carriers(page: Page, found: list[Draft]) -> tuple[list[Draft], dict[int, str]]:
    """Take out what is said "according to" an agency where somebody else is quoted; return who carried each sentence."""
    carriers: dict[int, str] = {}
    dropped: set[int] = set()
    for index, draft in enumerate(found):
        if draft.lemma != "according to" or not draft.source:
            continue
        words = page.plain[slice(*draft.source[0])]
        name = channel.outlet_named(words) or (words if words in page.agencies else None)
        if name and any(other.number == draft.number and i != index and other.source for i, other in enumerate(found)):
            carriers[draft.number] = name
            dropped.add(index)
    if not dropped:
        return found, carriers
    kept = [i for i in range(len(found)) if i not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    return [
        replace(found[i], parent=place.get(parent) if (parent := found[i].parent) is not None else None) for i in kept
    ], carriers


def _goes_on(page: Page, draft: Draft, heard: Heard) -> bool:
    """Add a paragraph of a quotation that went on to the statement in which it began."""
    if heard.open is None:
        return False
    owner = heard.statements[heard.open]
    content = tuple(sorted({*owner.content, *draft.content}))
    heard.statements[heard.open] = owner.model_copy(
        update={"content": content, "text": _words(page, content), "id": identity(page.text_id, content)}
    )
    heard.open = heard.open if _unclosed(draft) else None
    return True


def _unclosed(draft: Draft) -> bool:
    last = [t.quotation for t in draft.sentence if t.quotation is not None]
    return bool(last) and last[-1] is not None and last[-1].continued


def _statement(
    page: Page,
    draft: Draft,
    made: dict[int, Statement],
    found: Sequence[Draft],
    carrier: str | None,
    listener: Listener,
    heard: Heard,
) -> Statement | None:
    outer = made.get(draft.parent) if draft.parent is not None else None
    words = _words(page, draft.content)
    bare = not draft.source
    if bare and len(words.split()) < SHORTEST_BARE:
        return None
    speaker = listener.who(draft.sentence, draft.found.source, outer.speaker if outer else (), _reported(made, outer))
    others = [span for other in found if other.number == draft.number and other is not draft for span in other.content]
    if draft.parent is not None:
        others += [*found[draft.parent].source, *found[draft.parent].cue]
    near = around(page.plain, draft, others)
    said = carried(heard.last) if bare and not draft.cue else circumstances(page.plain, draft, near, page.agencies)
    if outer is None:
        said = heard.days.channel(page.plain, draft, near, speaker, said)
    when = heard.days.of(page.plain, draft, near, speaker, said, nested=outer is not None)
    if carrier and outer is None:
        said = replace(said, outlet=channel.explicit(carrier))
    if draft.lemma == "according to" and (agency := _agency(page, draft)):
        said, speaker = replace(said, outlet=channel.explicit(agency)), ()
    if outer is None:
        heard.last = said
    issues, options = page.glossary.touches(words)
    return Statement(
        id=identity(page.text_id, draft.content), text_id=page.text_id, content=draft.content, source=draft.source, cue=draft.cue,
        text=words, kind=draft.kind, speaker=speaker, party=page.glossary.party(speaker), channel=said.channel,
        outlet=said.outlet,
        addressee=_addressee(said.addressee, draft, listener), occasion=said.occasion, date=when,
        act=_act(page, draft, words, found), issues=issues, options=options,
        nested_in=outer.id if outer else None,
        voice=_voice(page, draft), coder=page.coder,
    )  # fmt: skip


def _reported(made: dict[int, Statement], outer: Statement | None) -> Names:
    """Return who was last reported inside the same statement: "he" there is the same."""
    inside = [one.speaker for one in made.values() if outer and one.nested_in == outer.id and one.speaker]
    return inside[-1] if inside else ()


def _act(page: Page, draft: Draft, words: str, found: Sequence[Draft]) -> Act:
    """Return the act; one who only reports what another said claims that it was said."""
    report = draft.kind is Kind.INDIRECT and any(other.parent is not None and found[other.parent] is draft for other in found)
    cue = page.plain[slice(*draft.cue[0])] if draft.cue else ""
    return Act.CLAIM if report else act(draft.lemma, words, cue)


def _voice(page: Page, draft: Draft) -> Voice:
    """Return whose words an attribution is: hinting, implying and seeming to say are the reporter's inference."""
    start, end = draft.cue[0] if draft.cue else (0, 0)
    seeming = _SEEMING.search(page.plain, max(0, start - LONGEST_SEEMING), end)
    return Voice.REPORTER if draft.found.form.lemma in _INFERRING or seeming else Voice.SPEAKER


def _words(page: Page, content: Sequence[tuple[int, int]]) -> str:
    return OMISSION.join(page.text[a:b] for a, b in content)


def _agency(page: Page, draft: Draft) -> str | None:
    words = page.plain[slice(*draft.source[0])] if draft.source else ""
    return channel.outlet_named(words) if len(words.split()) <= 6 else None


def _addressee(addressee: Detail, draft: Draft, listener: Listener) -> Detail:
    """Name the person who was told, where the words mean one."""
    if not addressee.value or draft.found.cue is None:
        return addressee
    begin = draft.found.cue[1]
    person = listener.head(draft.sentence, (begin, min(len(draft.sentence), begin + len(addressee.value.split()))))
    return channel.explicit(listener.named(person.name)) if person else addressee


def _in_quotations(page: Page, s: Sentence, listener: Listener, speaker: Names, said: str | None, heard: Heard) -> None:
    """Add the contacts that somebody tells of in a quotation; "today" in it is the day on which it was said."""
    anchor = date.fromisoformat(said) if said and len(said) == 10 and said[0] != "-" else None
    for token in s:
        if token.quotation is not None and not TELLING.isdisjoint(re.split(r"\W+", token.text)):
            for inner in sentences(tokens(page.plain, token.quotation.inner)):
                heard.contacts += contacts(page.text, page.text_id, inner, listener, speaker, anchor)
