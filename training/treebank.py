"""Passages from the open treebanks: their paragraphs, the syntax of every word, and attributions read off the trees.

Attributions come from the annotated trees, not from a model: a verb of saying or thinking with its clausal complement, its
subject and its auxiliaries (Universal Dependencies: ccomp, xcomp, parataxis, nsubj, aux). In GUM, where discourse relations
are annotated too, a verb outside the lists counts where its unit is marked as an attribution.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from passage import Attribution, Passage, Span, Spans, Word

from winset.read.english.words import word_set

SAYING = word_set(
    """say tell write announce claim argue insist add warn note report explain state declare suggest confirm deny admit
    acknowledge concede allege assert contend maintain reply respond answer remark comment observe complain predict
    estimate testify reveal disclose mention stress emphasize emphasise reiterate repeat point indicate imply hint recall
    recount joke quip whisper shout yell mutter exclaim assure inform notify remind caution promise pledge vow threaten
    swear propose recommend advise conclude rule order agree speculate boast lament marvel counter retort post tweet
    ask wonder inquire"""
)
THINKING = word_set(
    """think believe hope fear expect feel know doubt realize realise suspect suppose assume worry imagine guess
    understand see find show consider want wish decide discover learn prove determine demonstrate"""
)
THINGS = word_set(
    """deny reject announce condemn criticize criticise accuse praise demand propose oppose support favor favour blame
    dismiss denounce urge defend call describe welcome endorse confirm acknowledge question"""
)
INFINITIVES = word_set(
    """promise pledge vow threaten offer agree refuse decline ask urge order tell advise want hope plan intend expect
    demand call seek warn swear propose"""
)
OWN = {"i", "we", "you", "me", "us"}


@dataclass(slots=True)
class Row:
    """A word of a tree, with the characters it takes in its paragraph."""

    id: int
    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    misc: str
    span: Span = (0, 0)
    children: list["Row"] = field(default_factory=list)


def passages(folder: Path, names: Sequence[str]) -> Iterator[Passage]:
    """Yield the paragraphs of gzipped CoNLL-U files as passages; each file is read once, in its order."""
    for name in names:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for number, paragraph in enumerate(_paragraphs(lines)):
                yield _passage(f"{folder.name}-{name}-{number}", paragraph)


def _paragraphs(lines: Iterator[str]) -> Iterator[list[tuple[list[Row], list[tuple[int, int, str, str]]]]]:
    paragraph: list[tuple[list[Row], list[tuple[int, int, str, str]]]] = []
    rows: list[Row] = []
    joined: list[tuple[int, int, str, str]] = []
    for line in lines:
        if line.startswith(("# newpar", "# newdoc")) and paragraph:
            yield paragraph
            paragraph = []
        elif line[0].isdigit():
            cells = line.rstrip("\n").split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                joined.append((first, last, cells[1], cells[9]))
            elif "." not in cells[0]:
                rows.append(Row(int(cells[0]), cells[1], cells[2], cells[3], int(cells[6]), cells[7], cells[9]))
        elif not line.strip() and rows:
            paragraph.append((rows, joined))
            rows, joined = [], []
    if paragraph:
        yield paragraph


def _passage(name: str, paragraph: list[tuple[list[Row], list[tuple[int, int, str, str]]]]) -> Passage:
    text, words, found = "", [], []
    for rows, joined in paragraph:
        text = _place(text, rows, joined)
        by_id = {row.id: row for row in rows}
        for row in rows:
            if row.head:
                by_id[row.head].children.append(row)
        words += [Word(r.span, r.tag, r.relation.split(":")[0], by_id[r.head].span if r.head else None) for r in rows]
        found += _attributions(rows, by_id)
    return Passage(name, text, tuple(found), tuple(words), by_hand=False)


def _place(text: str, rows: list[Row], joined: list[tuple[int, int, str, str]]) -> str:
    """Append a sentence to the text and give each of its words its characters."""
    groups = {first: (last, form, misc) for first, last, form, misc in joined}
    within = {i for first, last, *_ in joined for i in range(first + 1, last + 1)}
    if text and not text.endswith(" "):
        text += " "
    for row in rows:
        if row.id in within:
            continue
        last, form, misc = groups.get(row.id, (row.id, row.form, row.misc))
        start = len(text)
        parts = [r for r in rows if row.id <= r.id <= last]
        whole = "".join(p.form for p in parts) == form
        at = start
        for part in parts:
            part.span = (at, at + len(part.form)) if whole else (start, start + len(form))
            at += len(part.form)
        text += form + ("" if "SpaceAfter=No" in misc else " ")
    return text


def _attributions(rows: list[Row], by_id: dict[int, Row]) -> Iterator[Attribution]:
    marked = {i for i, row in enumerate(rows) if "Discourse=attribution" in row.misc}
    for index, row in enumerate(rows):
        if row.tag == "VERB":
            yield from _of_verb(row, by_id, bool(marked and any(abs(index - m) <= 6 and m <= index for m in marked)))
        elif row.form.lower() == "according" and index + 1 < len(rows) and rows[index + 1].form.lower() == "to":
            head = by_id.get(row.head)
            outer = by_id.get(head.head) if head else None
            if head and outer and head.relation.startswith("obl"):
                source = _subtree(head, leave={"case"}, trim=True)
                clause = _without(_subtree(outer), _subtree(head))
                yield Attribution(_spans(source), _spans([row, rows[index + 1]]), _spans(clause))


def _of_verb(verb: Row, by_id: dict[int, Row], marked: bool) -> Iterator[Attribution]:
    clauses = [c for c in verb.children if c.relation == "ccomp"]
    infinitives = [c for c in verb.children if c.relation == "xcomp"] if verb.lemma in INFINITIVES else []
    things = [c for c in verb.children if c.relation in ("obj", "obl")] if verb.lemma in THINGS else []
    source = _source(verb, by_id)
    if source and source[0].form.lower() in OWN | {"it", "that", "this", "which", "there"}:
        return
    known = verb.lemma in SAYING or verb.lemma in THINKING or marked
    cue = _cue(verb)
    if clauses and known:
        content = _subtree(clauses[0], leave={"mark"} if _that(clauses[0]) else set())
        if not source and (verb.lemma not in SAYING or verb.form.lower() == verb.lemma):
            return
    elif verb.relation == "parataxis" and known and source and verb.lemma in SAYING | {"think", "believe"}:
        outer = by_id[verb.head]
        content = _without(_subtree(outer), _subtree(verb))
        content = _clause(content, outer)
    elif infinitives and source:
        content = _subtree(infinitives[0])
    elif things and source:
        content = [r for thing in things if thing.id > verb.id for r in _subtree(thing)]
    else:
        return
    if content:
        yield Attribution(_spans(source), _spans(cue), _spans(content))


def _that(clause: Row) -> bool:
    return any(c.relation == "mark" and c.form.lower() == "that" for c in clause.children)


def _source(verb: Row, by_id: dict[int, Row]) -> list[Row]:
    at: Row | None = verb
    for _ in range(3):
        if at is None:
            return []
        for child in at.children:
            if child.relation == "nsubj":
                return _subtree(child, trim=True)
            if child.relation == "obl:agent":
                return _subtree(child, leave={"case"}, trim=True)
            if child.relation in ("nsubj:pass", "csubj"):
                return []
        if at.relation in ("conj", "advcl", "xcomp"):
            at = by_id.get(at.head)
        elif at.relation == "acl":
            at = by_id.get(at.head)
            return _subtree(at, leave={"acl"}, trim=True) if at else []
        else:
            return []
    return []


def _cue(verb: Row) -> list[Row]:
    helpers = [c for c in verb.children if c.relation in ("aux", "aux:pass", "compound:prt") or c.lemma in ("not", "never")]
    return sorted([verb, *helpers], key=lambda r: r.id)


def _subtree(row: Row, leave: Set[str] = frozenset(), *, trim: bool = False) -> list[Row]:
    """Return a word and all that hangs on it; `trim` leaves out what follows a comma in a noun phrase."""
    out = [row]
    for child in row.children:
        if child.relation in leave:
            continue
        if trim and child.relation in ("appos", "acl:relcl", "parataxis", "punct", "acl") and child.id > row.id:
            continue
        out += _subtree(child)
    return sorted(out, key=lambda r: r.id)


def _without(rows: list[Row], others: list[Row]) -> list[Row]:
    gone = {r.id for r in others}
    return [r for r in rows if r.id not in gone]


def _clause(rows: list[Row], root: Row) -> list[Row]:
    """Leave out the full stop of the sentence and other parataxes hung on the same root."""
    others = {r.id for c in root.children if c.relation in ("discourse", "vocative") for r in _subtree(c)}
    return [r for r in rows if r.id not in others]


def _spans(rows: list[Row]) -> Spans:
    """Return the characters that words take, neighbours joined, marks at either end left out."""
    rows = list(rows)
    while rows and rows[-1].tag == "PUNCT" and rows[-1].form not in ('"', "”", "''"):
        rows.pop()
    while rows and rows[0].tag == "PUNCT" and rows[0].form not in ('"', "“", "``"):
        rows.pop(0)
    runs: dict[int, list[Row]] = defaultdict(list)
    for position, row in enumerate(rows):
        runs[row.id - position].append(row)
    return tuple((run[0].span[0], run[-1].span[1]) for run in runs.values() if any(r.tag != "PUNCT" for r in run))
