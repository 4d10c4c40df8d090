"""Drafts: attributions with their place in the text, before anybody is named; nested reports found inside quotations."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from winset.read.attribution.attribute import attributions
from winset.read.attribution.found import Found, Opinion
from winset.read.attribution.grammar import Range, is_word
from winset.read.english.cues import CUES
from winset.read.text.quote import Quotation, quotations
from winset.read.text.token import Sentence, sentences, tokens
from winset.record.statement import Kind, Span

DEEPEST = 8


class Draft(NamedTuple):
    """An attribution in a paragraph: where its parts stand, its sentence, and the draft inside which it is reported.

    `number` is the sentence of the paragraph that holds it, a quotation's own sentences being those of `sentence`.
    """

    found: Found
    sentence: Sentence
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    kind: Kind
    number: int
    parent: int | None = None
    continues: bool = False

    @property
    def lemma(self) -> str:
        """The cue's lemma, with its particle: "call for"."""
        if self.found.cue is None:
            return ""
        particle = self.sentence[self.found.cue[1] - 1].low
        return f"{self.found.form.lemma} {particle}" if particle in ("for", "on", "upon") else self.found.form.lemma


def drafts(text: str, paragraph: Sequence[Sentence], opinion: Opinion | None = None) -> list[Draft]:
    """Return the drafts of a paragraph, each after the one in which it is nested."""
    flat = [_draft(paragraph, f) for f in attributions(paragraph, opinion)]
    if not flat:
        return []
    whole: list[Draft] = []
    for _, beside in groupby(range(len(flat)), key=lambda index: flat[index].number):
        same = list(beside)
        whole += (flat[index]._replace(parent=_around(flat, index, same)) for index in same)
    for index, draft in enumerate(flat):
        for quotation in _quoted(paragraph, draft.found):
            whole += (one._replace(parent=index, number=draft.number) for one in _inside(text, quotation))
    order = sorted(range(len(whole)), key=lambda i: (whole[i].number, _depth(whole, i), whole[i].content[0]))
    place = {old: new for new, old in enumerate(order)}
    return [whole[i]._replace(parent=None if (parent := whole[i].parent) is None else place[parent]) for i in order]


def _depth(whole: Sequence[Draft], index: int) -> int:
    depth, at = 0, whole[index].parent
    while at is not None and depth < DEEPEST:
        depth, at = depth + 1, whole[at].parent
    return depth


def _draft(paragraph: Sequence[Sentence], f: Found) -> Draft:
    s = paragraph[f.sentence]
    content = [(s[a].start, s[b - 1].end) for a, b in f.content] + [
        (paragraph[n][i].start, paragraph[n][i].end) for n, i in f.more
    ]
    first = s[f.content[0][0]].quotation if f.content else None
    bare = f.source is None and first is not None and first.continues
    return Draft(f, s, tuple(sorted(content)), _span(s, f.source), _span(s, f.cue), _kind(s, f), f.sentence, continues=bare)


def _span(s: Sentence, part: Range | None) -> tuple[Span, ...]:
    return ((s[part[0]].start, s[part[1] - 1].end),) if part and part[1] > part[0] else ()


def _kind(s: Sentence, f: Found) -> Kind:
    parts = [s[i] for a, b in f.content for i in range(a, b)]
    quoted = bool(f.more) or any(t.quotation is not None for t in parts)
    plain = any(is_word(t) for t in parts)
    return Kind.MIXED if quoted and plain else Kind.DIRECT if quoted else Kind.INDIRECT


def _around(flat: Sequence[Draft], index: int, same: Sequence[int]) -> int | None:
    """Return the narrowest draft of `same`, those of its sentence, whose content holds this one's cue."""
    inner = flat[index]
    if not inner.cue:
        return None
    holding = [
        (sum(b - a for a, b in flat[n].content), n)
        for n in same
        if n != index and any(a <= inner.cue[0][0] and inner.cue[0][1] <= b for a, b in flat[n].content)
    ]
    return min(holding)[1] if holding else None


def _quoted(paragraph: Sequence[Sentence], f: Found) -> Iterator[Quotation]:
    s = paragraph[f.sentence]
    for a, b in f.content:
        for token in s[a:b]:
            if token.quotation is not None and _may_report(token.text):
                yield token.quotation
    for number, i in f.more:
        quotation = paragraph[number][i].quotation
        if quotation is not None and _may_report(paragraph[number][i].text):
            yield quotation


def _may_report(words: str) -> bool:
    return any(w.strip(",.?!;:“”\"'’").lower() in CUES for w in words.split())


def _inside(text: str, quotation: Quotation) -> Iterator[Draft]:
    """Yield what the speaker of a quotation reports in it; what is said of "you" or in no finite clause is left."""
    inside = [q for p in quotations(text, [quotation.inner]) for q in p.quotations] if quotation.turn else []
    inner = list(sentences(tokens(text, quotation.inner, inside)))
    for f in attributions(inner):
        s = inner[f.sentence]
        if f.source is None or f.found in ("participle", "after") or f.form.tense == "base" or f.negated:
            continue
        if s[f.source[0]].low in ("you", "we", "i", "it", "that", "which", "nobody", "none", "no") or len(s) < 4:
            continue
        yield _draft(inner, f)
