"""Write the corpus as stand-off JSON lines: `python corpus/export.py OUT [--split train] [--marks first]`.

OUT/text/DOCUMENT.txt holds the plain texts, OUT/statements.jsonl a statement a line in Winset's schema (with `document`, `split`
and `attitude`), OUT/articles.jsonl an article a line: its head, zones and contacts. Offsets are code points of the text.
`--marks` takes the test articles as one of their two annotators marked them, before the differences were settled.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from check import check, load
from markup import HOME, Page, Span, negotiation

from winset.record.article import ZoneKind
from winset.record.statement import Statement, identity

NAMES = {"form": ZoneKind.FORM}


def main(arguments: list[str] | None = None) -> int:
    """Export everything, or one split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--split", choices=("train", "development", "test"))
    parser.add_argument("--marks", choices=("articles", "first", "second"), default="articles")
    options = parser.parse_args(arguments)
    pages, faults = load(sorted(HOME.glob(f"{options.marks}/*/*.txt")))
    faults += [fault for page in pages for fault in check(page)]
    if faults:
        print(*faults, "nothing is exported while the corpus has faults", sep="\n", file=sys.stderr)
        return 1
    (options.out / "text").mkdir(parents=True, exist_ok=True)
    articles, lines = [], []
    for page in pages:
        about = negotiation(page.path.parent.name)
        if options.split in (None, about.get("split")):
            (options.out / "text" / f"{page.document}.txt").write_bytes(page.text.encode())
            articles.append(article(page, about))
            lines += statements(page, about)
    for name, rows in (("articles", articles), ("statements", lines)):
        whole = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.out / f"{name}.jsonl").write_bytes(whole.encode())
    print(f"{len(articles)} articles, {len(lines)} statements in {options.out}")
    return 0


def article(page: Page, about: dict[str, Any]) -> dict[str, Any]:
    """Return an article's head, zones and contacts."""
    head = page.head
    return {
        "document": page.document,
        "text_id": _text_id(page),
        "negotiation": page.path.parent.name,
        "split": about.get("split"),
        "genre": head["genre"],
        "variety": head["variety"],
        "title": head.get("title"),
        "byline": head.get("byline"),
        "outlet": head.get("outlet"),
        "date": {"value": head.get("date"), "basis": head["date_basis"]},
        "traps": head.get("traps") or [],
        "zones": [{"kind": kind, "span": list(span)} for kind, span in zones(page)],
        "contacts": [_contact(page, contact) for contact in head.get("contacts") or ()],
    }


def statements(page: Page, about: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the statements of an article in the order of their numbers."""
    ids = {number: identity(_text_id(page), marks.content) for number, marks in page.marks.items()}
    rows = []
    for number, marks in sorted(page.marks.items()):
        fields = page.head["statements"][number]
        details = {key: _detail(fields.get(key)) for key in ("channel", "outlet", "addressee", "occasion", "date")}
        statement = Statement(
            id=ids[number],
            text_id=_text_id(page),
            content=marks.content,
            source=marks.source,
            cue=marks.cue,
            text=marks.words(page.text),
            kind=page.kind(number),
            speaker=fields["speaker"],
            party=party(fields, about),
            act=fields["act"],
            issues=fields.get("issues") or (),
            options=fields.get("options") or (),
            nested_in=ids.get(fields.get("nested_in")),
            voice=fields.get("voice", "speaker"),
            coder="corpus",
            **details,
        )
        extra = {"document": page.document, "split": about.get("split"), "attitude": bool(fields.get("attitude"))}
        rows.append({**extra, **statement.model_dump(mode="json")})
    return rows


def party(fields: dict[str, Any], about: dict[str, Any]) -> str | None:
    """Return whom a statement is made for: as it says, else the party all of its speakers belong to."""
    if "party" in fields:
        return fields["party"]
    sides_of = about.get("parties") or {}
    known = {side.get("name"): {"party": key} for key, side in sides_of.items()} | (about.get("speakers") or {})
    sides = {(known.get(name) or {}).get("party") for name in fields["speaker"]}
    return sides.pop() if len(sides) == 1 else None


def zones(page: Page) -> list[tuple[str, Span]]:
    """Return the zones of a page without gaps: what is no other zone, blanks aside, is body."""
    found, position = [], 0
    for name, (start, end) in [*page.zones, ("", (len(page.text), len(page.text)))]:
        stretch = page.text[position:start]
        if stretch.strip(" \n\r\t.—–-()"):
            left = len(stretch) - len(stretch.lstrip())
            found.append((ZoneKind.BODY.value, (position + left, position + len(stretch.rstrip()))))
        if name:
            found.append((NAMES.get(name, name), (start, end)))
        position = end
    return [(str(name), span) for name, span in found]


def _contact(page: Page, contact: dict[str, Any]) -> dict[str, Any]:
    hit = re.search(re.escape(contact["words"]), page.text)
    span = [*hit.span()] if hit else None
    place = {"value": contact.get("place"), "basis": "explicit" if contact.get("place") else "none"}
    return {
        **{key: contact[key] for key in ("kind", "status", "parties")},
        "date": _detail(contact.get("date")),
        "place": place,
        "basis": contact["words"],
        "span": span,
    }


def _detail(pair: list[str] | None) -> dict[str, Any]:
    return {"value": pair[0], "basis": pair[1]} if pair else {"value": None, "basis": "none"}


def _text_id(page: Page) -> str:
    return hashlib.sha256(page.text.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
