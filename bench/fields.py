"""How well the reader fills in who, how and when: each field of a statement counted right, wrong, missing or spurious.

    bench/fields.py [--split train] [--on gold] [--rules] [--field speaker --errors [KIND]] [--write]

A statement read and one marked are the same where the words of their contents overlap by half (as in bench/tagger.py). For each
pair a field is *right* (both give the same value), *wrong* (both give one, not the same), *missing* (only the mark gives one),
*spurious* (only the reader gives one) or *silent* (neither). Recall is right / given by the marks, precision right / given by the
reader, F 2 right / the sum of both.

Speakers are compared as sets of canonical names, capitals and a leading article aside: *named* are statements whose mark names
somebody of the negotiation's table, *nameless* the others, of whom the noun that a description is built on must agree ("one
governor" is "a governor"); *speaker* compares all, letter for letter. Dates are compared as ISO text, channels as the words that
the schema lists.

`--told` gives the reader the negotiation's table of parties and speakers, as the annotators had it: without it nobody can know
that a capital stands for its state, or the first name of one whom an article names by the last. `--on gold` gives the reader the
marked spans and scores only what it makes of them, so that errors of spans are told apart from errors of fields. `--errors` lists
errors, of the training split only: nobody looks into the test split. `--write` puts the tables into docs/explanation/fields.md.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "fields.md"
BETWEEN = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.S)
sys.path[:0] = [str(ROOT / "corpus"), str(ROOT / "bench")]

from export import main as export  # noqa: E402
from export import statements as statements_of  # noqa: E402
from markup import negotiation  # noqa: E402
from markup import read as read_page  # noqa: E402
from tagger import matched  # noqa: E402

from winset.case.case import Case  # noqa: E402
from winset.case.party import Party, Role, Speaker  # noqa: E402
from winset.read.attribution.found import BARE, Found  # noqa: E402
from winset.read.attribution.grammar import Range  # noqa: E402
from winset.read.english.cues import CUES, Form, Frame  # noqa: E402
from winset.read.english.noun import head_noun  # noqa: E402
from winset.read.naming.roster import roster  # noqa: E402
from winset.read.reader import read_text  # noqa: E402
from winset.read.text.token import Sentence  # noqa: E402
from winset.record.article import Article  # noqa: E402
from winset.record.channel import plainest  # noqa: E402

FIELDS = ("speaker", "named", "nameless", "date", "channel", "addressee", "outlet")
OUTCOMES = ("right", "wrong", "missing", "spurious", "silent")
Read = Callable[..., Article]


@dataclass(frozen=True)
class Marked:
    """An article of the corpus: its text, its head, its statements as the annotator marked them."""

    document: str
    text: str
    day: date | None
    case: Case
    statements: tuple[dict, ...]


@dataclass(frozen=True)
class Compared:
    """A field of a statement that was read, beside the same field as it was marked."""

    article: Marked
    field: str
    read: dict
    marked: dict

    @property
    def outcome(self) -> str:
        """Return how the two agree."""
        ours, theirs = value(self.read, self.field), value(self.marked, self.field)
        if not theirs:
            return "spurious" if ours else "silent"
        return "right" if ours == theirs else "wrong" if ours else "missing"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("train", "test"), default="train")
    parser.add_argument(
        "--on", choices=("found", "gold"), default="found", help="score on the reader's own spans or the marked ones"
    )
    parser.add_argument("--told", action="store_true", help="give the reader the negotiation's table of parties and speakers")
    parser.add_argument("--rules", action="store_true", help="leave the tagger out")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/explanation/fields.md")
    parser.add_argument("--field", choices=FIELDS, action="append")
    parser.add_argument("--errors", nargs="?", const="all", choices=("all", *OUTCOMES), help="list errors (training split only)")
    options = parser.parse_args()
    if options.errors and options.split != "train":
        sys.exit("bench/fields.py: errors are listed for the training split only; the test split only measures")
    if options.write:
        PAGE.write_text(BETWEEN.sub(lambda _: page(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        return
    read: Read = partial(read_text, rules_alone=True) if options.rules else read_text
    compared = list(compare(articles(options.split), read, gold=options.on == "gold", told=options.told))
    if options.errors:
        for one in compared:
            if one.field in (options.field or FIELDS) and told(one.outcome, options.errors):
                print(shown(one))
    print(table(compared))


def told(outcome: str, wanted: str) -> bool:
    return outcome == wanted or (wanted == "all" and outcome in ("wrong", "missing", "spurious"))


@cache
def articles(split: str, marks: str = "articles") -> tuple[Marked, ...]:
    """Return the articles of a split with their marks, as settled or as one annotator made them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with redirect_stdout(StringIO()):
            export([name, "--split", split, "--marks", marks])
        heads = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
        marks = [json.loads(line) for line in (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
        return tuple(
            Marked(
                head["document"],
                (folder / "text" / f"{head['document']}.txt").read_bytes().decode(),
                date.fromisoformat(head["date"]["value"]) if len(head["date"]["value"] or "") == 10 else None,
                table_of(head["negotiation"]),
                tuple(s for s in marks if s["document"] == head["document"]),
            )
            for head in heads
        )


@cache
def table_of(name: str) -> Case:
    """Return a negotiation's table of parties and speakers, as much of a case as says who may speak.

    Speakers of no party stand under one that is called Others.
    """
    about = negotiation(name)
    speakers: dict[str | None, list[Speaker]] = {}
    for who, known in (about.get("speakers") or {}).items():
        one = Speaker(name=who, office=(known or {}).get("office"), gender=(known or {}).get("gender"))
        speakers.setdefault((known or {}).get("party"), []).append(one)
    parties = {
        key: Party(
            name=side["name"],
            roles=roles_of(side),
            aliases=tuple(side.get("aliases") or ()),
            speakers=tuple(speakers.get(key, ())),
        )
        for key, side in (about.get("parties") or {}).items()
    }
    parties["others"] = Party(name="Others", roles=(Role.GUARANTOR,), speakers=tuple(speakers.get(None, ())))
    return Case.model_construct(name=name, parties=parties, issues={})


def roles_of(side: Mapping[str, Any]) -> tuple[Role, ...]:
    """Return what a party does at the table as a case says it; one of which nothing is said negotiates."""
    said = side.get("roles") or ("negotiator",)
    return tuple(role for role in Role if role in said) or (Role.GUARANTOR,)


def compare(some: Iterable[Marked], read: Read = read_text, *, gold: bool = False, told: bool = False) -> Iterator[Compared]:
    """Yield every field of every statement that was read and marked; `told` gives the reader the negotiation's table."""
    for article in some:
        given = {"document": article.document, "as_of": article.day, "case": article.case if told else None}
        if gold:
            with patch("winset.read.reader.Second", partial(_oracle, article.statements)):
                made = read(article.text, **given)
        else:
            made = read(article.text, **given)
        said = [s.model_dump(mode="json") for s in made.statements]
        yield from paired(article, matched(article.text, said, list(article.statements)))


def paired(article: Marked, pairs: Iterable[tuple[dict, dict]]) -> Iterator[Compared]:
    """Yield every field of pairs of statements, one read and one marked."""
    known = roster(article.case)
    for ours, theirs in pairs:
        named = any(known.canonical(name) for name in theirs["speaker"])
        for field in FIELDS:
            if field not in ("named", "nameless") or (field == "named") == named:
                yield Compared(article, field, ours, theirs)


def _oracle(marked: Sequence[dict], *_: object) -> "Oracle":
    return Oracle(marked)


@dataclass(frozen=True)
class Oracle:
    """In the tagger's place: every attribution as it was marked, so that only the fields are the reader's own work."""

    marked: Sequence[dict]

    def ahead(self, paragraphs: Iterable[Sequence[Sentence]]) -> Iterable[Sequence[Sentence]]:
        """Return the paragraphs as they are."""
        return paragraphs

    def opinion(self, s: Sentence, number: int, rules: list[Found]) -> list[Found]:
        """Return the attributions that were marked in a sentence, whatever the rules found."""
        del rules
        made = [self._found(s, number, one) for one in self.marked]
        return sorted((f for f in made if f), key=lambda f: f.cue or f.source or f.content[0])

    def _found(self, s: Sentence, number: int, one: dict) -> Found | None:
        content = tuple(r for span in one["content"] if (r := tokens_of(s, span)))
        source, cue = (next((r for span in one[part] if (r := tokens_of(s, span))), None) for part in ("source", "cue"))
        if not content or (one["cue"] and not cue):
            return None
        lemma = next((CUES[t.low] for t in reversed(s[slice(*cue)]) if t.low in CUES), None) if cue else BARE
        form = lemma or Form(s[cue[1] - 1].low, "past", Frame.CLAUSE)
        return Found(number, content, source, cue, form, "after" if source and cue and source[0] >= cue[1] else "before")


def tokens_of(s: Sentence, span: Sequence[int]) -> Range | None:
    """Return the tokens of a sentence that lie in a stretch of the text; a quotation lies in it where it begins there."""
    inside = [i for i, t in enumerate(s) if span[0] <= t.start + (t.quotation is not None) < span[1] and t.start >= span[0] - 1]
    return (inside[0], inside[-1] + 1) if inside else None


def value(statement: dict, field: str) -> object:
    """Return what a statement gives for a field, in the form in which it is compared; nothing where it gives none."""
    if field in ("speaker", "named", "nameless"):
        names = [plain(name) for name in statement["speaker"]]
        return frozenset(names) if field != "nameless" else frozenset(head_noun(name.split()) for name in names)
    said = statement[field]["value"] or ""
    return said if field == "date" else plainest(plain(said)) if field == "channel" else plain(said)


def plain(name: str) -> str:
    low = " ".join(name.lower().replace("’", "'").split())
    for article in ("the ", "a ", "an "):
        low = low.removeprefix(article)
    return low


def figures(compared: Iterable[Compared]) -> dict[str, dict[str, float]]:
    """Return the counts of each field, and what comes of them."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for one in compared:
        counts[one.field][one.outcome] += 1
    return {field: {**{o: n[o] for o in OUTCOMES}, **shares(n)} for field, n in counts.items()}


def shares(n: Counter[str]) -> dict[str, float]:
    ours, theirs = n["right"] + n["wrong"] + n["spurious"], n["right"] + n["wrong"] + n["missing"]
    whole = sum(n.values())
    return {
        "recall": 100 * n["right"] / max(1, theirs),
        "precision": 100 * n["right"] / max(1, ours),
        "f": 200 * n["right"] / max(1, ours + theirs),
        "same": 100 * (n["right"] + n["silent"]) / max(1, whole),
    }


def table(compared: Sequence[Compared]) -> str:
    rows = [f"{'field':12}" + "".join(f"{name:>10}" for name in (*OUTCOMES, "recall", "precision", "f", "same"))]
    for field, n in figures(compared).items():
        rows.append(
            f"{field:12}"
            + "".join(f"{n[o]:>10}" for o in OUTCOMES)
            + "".join(f"{n[k]:>10.1f}" for k in ("recall", "precision", "f", "same"))
        )
    return "\n".join(rows)


def page() -> str:
    """Return the tables of the docs page: what is measured, and how far two annotators agree by the same measure."""
    runs = {
        "test split, the reader's spans, no table": compare(articles("test")),
        "test split, the reader's spans, the table given": compare(articles("test"), told=True),
        "test split, the marked spans, the table given": compare(articles("test"), gold=True, told=True),
        "test split, a second annotator beside the first": annotated_twice(),
        "training split, the marked spans, the table given": compare(articles("train"), gold=True, told=True),
    }
    out = ""
    for title, compared in runs.items():
        rows = [f"\n| {title} | given | recall | precision | F |", "|---|--:|--:|--:|--:|"]
        for field, n in figures(compared).items():
            given = n["right"] + n["wrong"] + n["missing"]
            rows.append(f"| {field} | {given} | {n['recall']:.1f} | {n['precision']:.1f} | {n['f']:.1f} |")
        out += "\n".join(rows) + "\n"
    return out


def annotated_twice() -> Iterator[Compared]:
    """Yield the fields as a second annotator marked them beside those of the first, on the articles that both have."""
    first = {article.document: article for article in articles("test", "first")}
    for path in sorted((ROOT / "corpus" / "second").rglob("*.txt")):
        made = read_page(path)
        article = first[made.document]
        again = statements_of(made, negotiation(path.parent.name))
        yield from paired(article, matched(article.text, again, list(article.statements)))


def shown(one: Compared) -> str:
    """Return an error in a few lines: what was marked, what was read, and the words around it."""
    key = "speaker" if one.field in ("named", "nameless") else one.field
    spans = [*one.marked["content"], *one.marked["source"], *one.marked["cue"]]
    text, start, end = one.article.text, min(a for a, _ in spans), max(b for _, b in spans)
    before = max(text.rfind("\n", 0, start) + 1, start - 200)
    stop = text.find("\n", end)
    words = lambda part: [text[a:b] for a, b in one.marked[part]]  # noqa: E731
    return (
        f"[{one.outcome}] {one.field} {one.article.document}@{start} ({one.article.day})\n"
        f"  marked {one.marked[key]}\n  read   {one.read[key]}\n"
        f"  source {words('source')} cue {words('cue')} nested {bool(one.marked['nested_in'])}\n"
        f"  {text[before : min(end + 120, stop if stop >= 0 else len(text))]!r}\n"
    )


if __name__ == "__main__":
    main()
