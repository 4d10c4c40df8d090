"""Rules and tagger together: the rules find, the tagger doubts and proposes, quotation marks and zones decide.

A quotation is one token to both, so that neither can cut it; a page's footers and forms reach neither. An attribution that the
rules see is dropped where the tagger is all but sure that its cue is none, and its content is mended where the tagger's reading
is far likelier. One that the tagger alone sees is added where it is sure enough, names a source and what was said, and takes
nothing from another.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from winset.read.attribution.content import before_aside
from winset.read.attribution.found import Found
from winset.read.attribution.grammar import Range, has_verb, is_word
from winset.read.english.cues import CUES, Form, Frame, inflected
from winset.read.english.words import DETERMINERS, PRONOUNS, word_set
from winset.read.learned.lexicon import SAYING, THINKING
from winset.read.learned.tagger import Heard, Proposal, Tagger
from winset.read.text.token import Sentence
from winset.record.statement import Span

DOUBTED = 0.02
"""Below this chance of its cue, an attribution of the rules in plain words is dropped."""
SURE = 0.97
"""From this chance of its cue, a proposal is an attribution."""
SAID = 0.75
"""The same where the cue is a word of saying."""
FELT = 0.93
"""The same where it is a word of thinking, wishing or fearing."""
LIKELIER = 4.0
"""A reading whose logarithmic odds over the rules' are at least this takes its place."""
BARE = 3.0
"""The same where the rules see who speaks and no words: ruled out | the higher figure."""
DEEDS = frozenset(
    form for lemma in word_set("welcome greet offer invite accept address support back") for form in inflected(lemma)
)
"""Words that are deeds as often as sayings: who welcomes a guest says nothing. What follows is quoted, or begins with "to"."""
LEAST, HALF = 0.3, 0.5
AHEAD = 60
"""Paragraphs listened to at a time."""
SAME = 0.5
"""Share of the words of two contents that makes them one."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second reader beside the rules: a tagger, and what it made of the sentences just ahead, by where they begin and end."""

    tagger: Tagger
    titles: Container[int]
    heard: dict[Span, Heard] = field(default_factory=dict)

    def ahead(self, paragraphs: Iterable[Sequence[Sentence]]) -> Iterator[Sequence[Sentence]]:
        """Yield the paragraphs, having listened to them some at a time, since many sentences are read faster than one."""
        stream = iter(paragraphs)
        while some := list(islice(stream, AHEAD)):
            self.heard.clear()
            worth = [(s, p[0][0].start in self.titles) for p in some for s in p if s and self.tagger.worth(s)]
            made = self.tagger.hear([s for s, _ in worth], [title for _, title in worth], LEAST)
            self.heard.update((_place(s), heard) for (s, _), heard in zip(worth, made, strict=True))
            yield from some

    def opinion(self, s: Sentence, number: int, rules: list[Found]) -> list[Found]:
        """Return the attributions of a sentence after both; inside a quotation the rules are alone."""
        heard = self.heard.get(_place(s))
        return combined(s, number, rules, heard) if heard else rules


def combined(s: Sentence, number: int, rules: Sequence[Found], heard: Heard) -> list[Found]:
    """Return the attributions of a sentence, of the rules and of the tagger, in the order of their cues."""
    kept = [_mended(s, f, heard, rules) for f in rules if not _doubted(s, f, heard)]
    proposed = [_found(s, number, p) for p in heard.proposals if p.score >= _bar(s, p)]
    added = [f for f in proposed if f and not any(_one(s, f, other) for other in kept)]
    return sorted([*kept, *added], key=lambda f: f.cue or f.source or f.content[0])


def alone(s: Sentence, number: int, rules: Sequence[Found], heard: Heard) -> list[Found]:
    """Return what the tagger proposes, and of the rules only quotations without a cue: for measuring what each is worth."""
    found = [_found(s, number, p, bare=True) for p in heard.proposals if p.score >= HALF]
    kept = [f for f in found if f is not None]
    return kept or [f for f in rules if f.cue is None]


def _doubted(s: Sentence, f: Found, heard: Heard) -> bool:
    if f.cue is None or any(t.quotation is not None for a, b in f.content for t in s[a:b]):
        return False
    return max(heard.chance[slice(*f.cue)], default=0.0) < DOUBTED


def _bar(s: Sentence, p: Proposal) -> float:
    cue = [t.low for t in s[slice(*p.cue)]]
    return SAID if any(w in SAYING for w in cue) else FELT if any(w in THINKING for w in cue) else SURE


def _mended(s: Sentence, f: Found, heard: Heard, rules: Sequence[Found]) -> Found:
    """Return the attribution with the tagger's reading of its content, where that is far likelier than the rules'.

    What another verb of saying attributes stays its own: said the talks were slow | but noted that …
    """
    if f.cue is None or f.more:
        return f
    p = next((p for p in heard.proposals if f.cue[0] < p.cue[1] and p.cue[0] < f.cue[1]), None)
    if p is None or not p.content or p.odds(f.source, f.content) < (LIKELIER if f.content else BARE):
        return f
    content = tuple(part for r in p.content if (part := _trimmed(s, r)))
    if not content or (not f.content and (p.score < SAID or p.source is None or _deed(s, f.cue, content))):
        return f
    others = {i for other in rules if other is not f and other.cue for i in range(*other.cue)}
    if others & (_covered(s, content) - _words(s, f)):
        return f
    if f.content and _without_that(s, content) == _without_that(s, f.content):
        return f
    if not f.content:
        return f._replace(content=content, source=f.source or (p.source and _trimmed(s, p.source)), cue=p.cue)
    if not _words(s, f) & _covered(s, content) and not any(_speaks(s, r) for r in content):
        return f
    return f._replace(content=content)


def _without_that(s: Sentence, content: Sequence[Range]) -> list[Range]:
    (start, end), *others = content
    return [(start + (s[start].low == "that"), end), *others]


def _found(s: Sentence, number: int, p: Proposal, *, bare: bool = False) -> Found | None:
    content = tuple(part for r in p.content if (part := _trimmed(s, r)))
    if not content and not bare:
        return None
    source = _trimmed(s, p.source) if p.source else None
    if source is None and not bare:
        return None
    if not bare and (_deed(s, p.cue, content) or _one_phrase(s, source, p.cue)):
        return None
    low = s[p.cue[1] - 1].low
    form = next((CUES[t.low] for t in reversed(s[slice(*p.cue)]) if t.low in CUES), Form(low, "past", Frame.CLAUSE))
    side = "after" if source and source[0] >= p.cue[1] else "before"
    return Found(number, content, source, p.cue, form, side)


def _place(s: Sentence) -> Span:
    return s[0].start, s[-1].end


def _deed(s: Sentence, cue: Range, content: Sequence[Range]) -> bool:
    if not any(t.low in DEEDS for t in s[slice(*cue)]):
        return False
    said = any(t.quotation is not None for a, b in content for t in s[a:b])
    return not said and s[content[0][0]].low not in {"to", "that"}


def _one_phrase(s: Sentence, source: Range | None, cue: Range) -> bool:
    """Whether what seems a speaker and a verb is a noun with what describes it: Lingering border disputes remain."""
    if source is None or source[1] != cue[0] or not s[cue[0]].low.endswith("s") or s[-1].low != ".":
        return False
    words = s[slice(*source)]
    named = any(t.low in DETERMINERS or t.low in PRONOUNS or (t.capital and t is not s[0]) for t in words)
    return len(words) > 1 and not named and not words[-1].low.endswith("s")


def _trimmed(s: Sentence, r: Range) -> Range | None:
    """Leave out marks at either end of a stretch, and what explains a quotation; none where nothing else is in it."""
    start, end = r
    while start < end and not _says(s, start):
        start += 1
    while end > start and not _says(s, end - 1):
        end -= 1
    return (start, before_aside(s, (start, end))) if end > start else None


def _says(s: Sentence, i: int) -> bool:
    return s[i].quotation is not None or is_word(s[i]) or s[i].low in {"$", "£", "€", "%", "#", "@"}


def _one(s: Sentence, f: Found, other: Found) -> bool:
    """Whether two attributions have a word of their cues, or most of their contents, in common."""
    if f.cue and other.cue and f.cue[0] < other.cue[1] and other.cue[0] < f.cue[1]:
        return True
    ours, theirs = _words(s, f), _words(s, other)
    return bool(ours & theirs) and len(ours & theirs) >= SAME * len(ours | theirs)


def _words(s: Sentence, f: Found) -> set[int]:
    return _covered(s, f.content)


def _covered(s: Sentence, content: Sequence[Range]) -> set[int]:
    return {i for a, b in content for i in range(a, b) if is_word(s[i]) or s[i].quotation is not None}


def _speaks(s: Sentence, r: Range) -> bool:
    """Whether a stretch has a verb or a quotation: "on Monday" has neither, and is never all that was said."""
    return has_verb(s, r) or any(t.quotation is not None for t in s[slice(*r)])
