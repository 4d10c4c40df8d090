"""From passages to examples: sentences as the reader splits them, each token with its cue label and, for each cue, its role.

The words inside a quotation are read apart: the quotation is one token of its sentence, and its sentences are examples of
their own, as the reader does it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from passage import Attribution, Passage, Span, Spans

from winset.read.text.normal import same_length
from winset.read.text.quote import quotations
from winset.read.text.token import Sentence, Token, sentences, tokens
from winset.read.text.turn import turn, turns
from winset.read.text.zone import blocks

SOURCE, CONTENT = "source", "content"
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
CUES = ("O", "B", "I")
SHORTEST_INNER = 4
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue of a sentence: its tokens, and the role of every token with regard to it."""

    cue: tuple[int, int]
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from; syntax is there for treebanks only: tag, relation and the index of the head, -1 for none.

    `by_hand` says that its frames were marked by somebody, not read off a tree.
    """

    name: str
    tokens: tuple[Token, ...]
    title: bool
    inner: bool
    frames: tuple[Frame, ...]
    by_hand: bool = True
    tags: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()


def examples(passage: Passage) -> Iterator[Example]:
    """Yield the sentences of a passage, and after each the sentences inside its quotations."""
    text = same_length(passage.text)
    spans = [passage.words and (0, len(text))] if passage.words else list(blocks(text))
    spans = [s for s in spans if text[s[0] : s[1]].strip()]
    spoken = {} if passage.words else turns(text, spans)
    for paragraph in quotations(text, spans):
        title = any(a <= paragraph.span[0] < b for a, b in passage.titles)
        said = paragraph.span in spoken and [turn(text, paragraph.span, spoken[paragraph.span])]
        for s in said or sentences(tokens(text, paragraph.span, paragraph.quotations)):
            yield from _example(passage, s, title, inner=False)
            for token in s:
                if token.quotation is not None and len(token.text.split()) >= SHORTEST_INNER:
                    for part in sentences(tokens(text, token.quotation.inner)):
                        yield from _example(passage, part, title, inner=True)


def _example(passage: Passage, s: Sentence, title: bool, *, inner: bool) -> Iterator[Example]:
    if len(s) > LONGEST or len(s) < 2:
        return
    frames = tuple(frame for a in passage.attributions if (frame := _frame(s, a)))
    tags, relations, heads = _syntax(passage, s)
    yield Example(passage.name, tuple(s), title, inner, frames, passage.by_hand, tags, relations, heads)


def _frame(s: Sentence, a: Attribution) -> Frame | None:
    """Return an attribution as a frame of this sentence, or None where its cue stands elsewhere or inside a quotation."""
    cue = next((run for span in a.cue if (run := _run(s, span)) is not None), None)
    if cue is None or all(t.quotation is not None for t in s[slice(*cue)]):
        return None
    roles = [0] * len(s)
    for label, spans in ((3, a.content), (1, a.source)):
        covered = [_covers(t, spans) for t in s]
        for i, inside in enumerate(covered):
            if inside and not cue[0] <= i < cue[1]:
                goes_on = i > 0 and covered[i - 1] and roles[i - 1] in (label, label + 1)
                roles[i] = label + 1 if goes_on else label
    return Frame(cue, tuple(roles))


def _run(s: Sentence, span: Span) -> tuple[int, int] | None:
    inside = [i for i, t in enumerate(s) if t.start < span[1] and t.end > span[0] and t.quotation is None]
    return (inside[0], inside[-1] + 1) if inside else None


def _covers(t: Token, spans: Spans) -> bool:
    return 2 * sum(max(0, min(b, t.end) - max(a, t.start)) for a, b in spans) > t.end - t.start


def _syntax(passage: Passage, s: Sentence) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """Return tag, relation and head of each token; a token of several words takes them from the one whose head is outside."""
    if not passage.words:
        return (), (), ()
    tags, relations, heads = [], [], []
    for t in s:
        inside = [w for w in passage.words if t.start <= w.span[0] < t.end]
        outward = [w for w in inside if w.head is None or not t.start <= w.head[0] < t.end]
        top = (outward or inside or [None])[0]
        tags.append(top.tag if top else "")
        relations.append(top.relation if top else "")
        heads.append(_at(s, top.head) if top and top.head else -1)
    return tuple(tags), tuple(relations), tuple(heads)


def _at(s: Sequence[Token], span: Span) -> int:
    return next((i for i, t in enumerate(s) if t.start <= span[0] < t.end), -1)
