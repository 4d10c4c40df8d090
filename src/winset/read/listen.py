"""One article listened to from its first paragraph to its last: who says what, with everything around it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from winset.read import claim
from winset.read.act import act
from winset.read.attribution.draft import Draft, drafts
from winset.read.attribution.grammar import is_word
from winset.read.contacts.contact import TELLING, contacts
from winset.read.english.outlet import outlet_named
from winset.read.english.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATORS
from winset.read.further import joined, whole
from winset.read.issue import Glossary
from winset.read.learned.act import ActModel, Spoken
from winset.read.learned.combine import Second
from winset.read.learned.place import Place, place
from winset.read.naming.pronoun import Listener, Names
from winset.read.naming.roster import Roster
from winset.read.naming.speaker import SpeakerTable
from winset.read.setting import channel
from winset.read.setting.around import around, carried, circumstances
from winset.read.setting.channel import Circumstances
from winset.read.setting.day import Days
from winset.read.setting.interview import to_an_outlet
from winset.read.setting.lead import Lead
from winset.read.setting.pagewide import FIRST_WORDS, ISSUED, ORDINARY, Pagewide
from winset.read.setting.when import Mention
from winset.read.text.paragraph import Paragraph
from winset.read.text.token import Sentence, sentences, tokens
from winset.record.statement import Act, Claim, Contact, Detail, Kind, Span, Statement, Voice, identity

SHORTEST_BARE = 4
LONGEST_SEEMING = 12
SMALL = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | AUXILIARIES
_INFERRING = ("hint", "imply")
_WORD = re.compile(r"\w+")
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
    roster: Roster
    author: str | None
    wide: Pagewide = ORDINARY
    """What everything said on the page has: the day and channel of a transcript, a live page, a communiqué."""
    lead: Lead = field(default_factory=Lead)
    days: Sequence[Mention] = ()
    """The days that the page names, in order."""
    acts: ActModel | None = None
    """What judges acts after the rules; nothing where the rules are alone."""


@dataclass(slots=True)
class Heard:
    """What was found so far, and what later sayings may take over from earlier ones."""

    days: Days
    statements: list[Statement] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where each statement stands; nothing where the rules are alone."""
    contacts: list[Contact] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    last: Circumstances = field(default_factory=Circumstances)
    open: int | None = None
    """The statement whose quotation has not closed yet."""
    quoted: int | None = None
    """The statement of the paragraph before that a paragraph of nothing but quotation goes on with."""
    further: dict[int, list[Span]] = field(default_factory=dict)
    """What such paragraphs add, by the statement to which they add it."""


def listen(
    page: Page, paragraphs: Callable[[], Iterable[Paragraph]], titles: Container[int] = (), second: Second | None = None
) -> Heard:
    """Return the statements, contacts and claims of a page; `paragraphs` gives its sentences, and is asked for them twice.

    The first pass only learns who is named, and nothing from a paragraph that begins at one of `titles` if every word
    there has a capital; the second decides who speaks, after a second reader's opinion where there is one.
    """
    listener = Listener(
        SpeakerTable(
            (s for paragraph in paragraphs() for s in paragraph if s[0].start not in titles or not _headline(s)), page.roster
        ),
        page.roster,
        page.author,
        page.roster.first_body(page.plain[:FIRST_WORDS]) if page.wide.channel.value in ISSUED else None,
    )
    heard = Heard(Days(page.anchor, page.wide, page.lead, page.days))
    opinion = second.opinion if second else None
    for paragraph in second.ahead(paragraphs()) if second else paragraphs():
        _paragraph(page, drafts(page.plain, paragraph, opinion), paragraph, listener, heard)
    heard.statements, heard.claims = whole(page.text, heard.statements, heard.claims, heard.further)
    return heard


def _headline(s: Sentence) -> bool:
    """Whether all but the smallest words of a title have capitals, so that a capital tells no name."""
    return all(token.capital or token.low in SMALL for token in s if token.text.isalpha())


@dataclass(slots=True)
class Told:
    """The drafts of one paragraph, as often asked for: by sentence, by what they stand in, and what was made of them so far."""

    found: list[Draft]
    by_number: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[int, list[Draft]] = field(default_factory=lambda: defaultdict(list))
    """The drafts of the same words, by the identity of their sentence: a quotation's own sentences are their own."""
    outer: set[int] = field(default_factory=set)
    made: dict[int, Statement] = field(default_factory=dict)
    reported: dict[str, Names] = field(default_factory=dict)
    """Who was last reported inside a statement: "he" there is the same."""

    def __post_init__(self) -> None:
        for index, draft in enumerate(self.found):
            self.by_number[draft.number].append(index)
            self.beside[id(draft.sentence)].append(draft)
            if draft.parent is not None:
                self.outer.add(draft.parent)


def _paragraph(page: Page, found: list[Draft], paragraph: Paragraph, listener: Listener, heard: Heard) -> None:
    found, carriers = _without_carriers(page, found)
    told = Told(found)
    heard.days.paragraph += 1
    quoted, last = _only_quotation(paragraph), None
    for number, s in enumerate(paragraph):
        speaker: Names = ()
        said: str | None = None
        for index in told.by_number.get(number, ()):
            draft = found[index]
            owner = heard.open if draft.continues else heard.quoted if quoted and not draft.cue else None
            if owner is not None and draft.parent is None:
                heard.further.setdefault(owner, []).extend(draft.content)
                heard.open = heard.open if _unclosed(draft) else None
                told.made[index] = heard.statements[owner]
                speaker, last = told.made[index].speaker, owner
                continue
            statement = _statement(page, draft, index, told, carriers.get(number), listener, heard)
            if statement is None:
                continue
            said = statement.date.value if not speaker and said is None else said
            told.made[index] = statement
            heard.statements.append(statement)
            heard.open = len(heard.statements) - 1 if _unclosed(draft) else heard.open
            asserted = claim.of_statement(statement)
            heard.claims += [asserted] if asserted else []
            if draft.parent is None:
                last = len(heard.statements) - 1 if statement.kind is Kind.DIRECT else None
                speaker = speaker or statement.speaker
                listener.last = statement.speaker or listener.last
        heard.contacts += contacts(page.text, page.text_id, s, listener, (), page.anchor, heard.contacts)
        _in_quotations(page, s, listener, speaker, said, heard)
        listener.hear(s)
        if not speaker and number not in told.by_number:
            asserted = claim.of_article(page.text, page.text_id, s)
            heard.claims += [asserted] if asserted else []
    heard.quoted = last


def _only_quotation(paragraph: Paragraph) -> bool:
    return not any(is_word(token) for s in paragraph for token in s)


def _without_carriers(page: Page, found: list[Draft]) -> tuple[list[Draft], dict[int, str]]:
    """Take out what is said "according to" an agency where somebody else is quoted; return who carried each sentence."""
    carriers: dict[int, str] = {}
    according = [(index, draft) for index, draft in enumerate(found) if draft.source and draft.lemma == "according to"]
    if not according:
        return found, carriers
    dropped: set[int] = set()
    sourced = Counter(draft.number for draft in found if draft.source)
    for index, draft in according:
        words = page.plain[slice(*draft.source[0])]
        name = outlet_named(words) or (words if words in page.agencies else None)
        if name and sourced[draft.number] > 1:
            carriers[draft.number] = name
            dropped.add(index)
    if not dropped:
        return found, carriers
    kept = [i for i in range(len(found)) if i not in dropped]
    place = {old: new for new, old in enumerate(kept)}
    return [
        found[i]._replace(parent=place.get(parent) if (parent := found[i].parent) is not None else None) for i in kept
    ], carriers


def _unclosed(draft: Draft) -> bool:
    last = [t.quotation for t in draft.sentence if t.quotation is not None]
    return bool(last) and last[-1] is not None and last[-1].continued


def _statement(
    page: Page,
    draft: Draft,
    index: int,
    told: Told,
    carrier: str | None,
    listener: Listener,
    heard: Heard,
) -> Statement | None:
    outer = told.made.get(draft.parent) if draft.parent is not None else None
    words = joined(page.text, draft.content)
    bare = not draft.source
    if bare and len(words.split()) < SHORTEST_BARE:
        return None
    above, before = (outer.speaker, told.reported.get(outer.id, ())) if outer else ((), ())
    listener.speaking = draft.sentence
    speaker = listener.who(draft.sentence, draft.found.source, above, before, cue=draft.found.cue)
    others = [span for other in told.beside[id(draft.sentence)] if other is not draft for span in other.content]
    if draft.parent is not None:
        others += [*told.found[draft.parent].source, *told.found[draft.parent].cue]
    near = around(page.plain, draft, others)
    said = carried(heard.last) if bare and not draft.cue else circumstances(page.plain, draft, near, page.agencies)
    if draft.found.form.lemma == "tell" and _addressee(said.addressee, draft, listener) == said.addressee:
        said = to_an_outlet(said, listener)
    own = said
    if outer is None:
        said = heard.days.channel(page.plain, draft, near, speaker, said)
    part = any(page.lead.names(name, listener.nations(name)) for name in speaker)
    when = heard.days.of(page.plain, draft, near, speaker, said, nested=outer is not None, part=part)
    if page.acts is not None:
        heard.places.append(place(page.plain, draft, near, speaker, own, heard.days, part=part))
    if carrier and outer is None:
        said = replace(said, outlet=channel.explicit(carrier))
    if draft.lemma == "according to" and (agency := _agency(page, draft)):
        said, speaker = replace(said, outlet=channel.explicit(agency)), ()
    if outer is None:
        heard.last = said
    elif speaker:
        told.reported[outer.id] = speaker
    issues, options = page.glossary.touches(words)
    return Statement(
        id=identity(page.text_id, draft.content), text_id=page.text_id, content=draft.content, source=draft.source, cue=draft.cue,
        text=words, kind=draft.kind, speaker=speaker, party=page.glossary.party(speaker), channel=said.channel,
        outlet=said.outlet,
        addressee=_addressee(said.addressee, draft, listener), occasion=said.occasion, date=when,
        act=_act(page, draft, words, reports=index in told.outer), issues=issues, options=options,
        nested_in=outer.id if outer else None,
        voice=_voice(page, draft), coder=page.coder,
    )  # fmt: skip


def _act(page: Page, draft: Draft, words: str, *, reports: bool) -> Act:
    """Return the act; by the rules, one who only reports what another said claims that it was said."""
    cue, source = (page.plain[slice(*part[0])] if part else "" for part in (draft.cue, draft.source))
    if page.acts is None:
        return Act.CLAIM if reports and draft.kind is Kind.INDIRECT else act(draft.lemma, words, cue)
    rule = act(draft.lemma, words, cue)
    return page.acts.act(Spoken(cue, source, words, draft.kind, rule, draft.parent is not None, reports))


def _voice(page: Page, draft: Draft) -> Voice:
    """Return whose words an attribution is: hinting, implying and seeming to say are the reporter's inference."""
    start, end = draft.cue[0] if draft.cue else (0, 0)
    seeming = _SEEMING.search(page.plain, max(0, start - LONGEST_SEEMING), end)
    return Voice.REPORTER if draft.found.form.lemma in _INFERRING or seeming else Voice.SPEAKER


def _agency(page: Page, draft: Draft) -> str | None:
    words = page.plain[slice(*draft.source[0])] if draft.source else ""
    return outlet_named(words) if len(words.split()) <= 6 else None


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
        if token.quotation is not None and not TELLING.isdisjoint(_WORD.findall(token.text)):
            for inner in sentences(tokens(page.plain, token.quotation.inner)):
                heard.contacts += contacts(page.text, page.text_id, inner, listener, speaker, anchor)
