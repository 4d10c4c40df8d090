"""Statements for reading, as Markdown and HTML: document by document, each with the number of its source, listed at the end."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from winset.exchange.circulating import Circulating, Paper
from winset.record.place import storable
from winset.record.statement import Statement

NOTICE = "What sources report, as it was entered; hearsay and unreviewed entries say so."
CSS = "body{font:1rem/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}cite{font-style:normal;color:#444}"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class _Form:
    """What stands before the statements, a statement with how it stands and the number of its source, and the sources."""

    head: str
    statement: Callable[[Statement, str, int], str]
    sources: str
    source: Callable[[int, str], str]
    foot: str


def write_markdown(circulating: Circulating, out: BinaryIO) -> int:
    """Write every statement that may circulate as Markdown, in the order of the documents; return how many there are."""
    head = f"# Statements\n\n{NOTICE}\n"
    return _write(circulating, out, _Form(head, _markdown, "\n## Sources\n\n", lambda at, one: f"{at}. {_plain(one)}\n", ""))


def write_html(circulating: Circulating, out: BinaryIO) -> int:
    """Write every statement that may circulate as one offline page; return how many there are."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    meta = f'<meta charset="utf-8">{policy}<title>Statements</title><style>{CSS}</style>'
    head = f'<!doctype html>\n<html lang="en"><head>{meta}</head>\n<body><h1>Statements</h1>\n<p>{NOTICE}</p>\n'
    sources, foot = "<h2>Sources</h2>\n<ol>\n", "</ol>\n</body></html>\n"
    return _write(
        circulating, out, _Form(head, _html, sources, lambda at, one: f'<li id="s{at}">{html.escape(one)}</li>\n', foot)
    )


def _write(circulating: Circulating, out: BinaryIO, form: _Form) -> int:
    out.write(form.head.encode())
    count = 0
    cited: list[str] = []
    for one, state, number in _numbered(circulating, cited):
        out.write(form.statement(one, state, number).encode())
        count += 1
    out.write(form.sources.encode())
    for number, source in enumerate(cited, 1):
        out.write(form.source(number, source).encode())
    out.write(form.foot.encode())
    return count


def _numbered(circulating: Circulating, sources: list[str]) -> Iterator[tuple[Statement, str, int]]:
    """Yield statements, each with how it stands and the number of its source; the sources are added to the list as they come."""
    for paper in circulating.papers():
        said = [(one.item, one.standing) for one in paper.entries if isinstance(one.item, Statement)]
        if said:
            sources.append(_source(paper))
        yield from ((item, standing.state.value if standing else "", len(sources)) for item, standing in said)


def _source(paper: Paper) -> str:
    """Return a document as a list of sources names it."""
    head = next(iter(paper.heads), {})
    date = (head.get("date") or {}).get("value")
    named = [head.get("title") or paper.name, head.get("outlet"), date]
    if paper.source:
        named += [paper.source.origin if paper.source.origin.startswith("http") else paper.source.name]
        named += [f"received {paper.source.received.date().isoformat()}", f"SHA-256 {paper.source.sha256[:12]}"]
    return storable(", ".join(_one_line(str(part)) for part in dict.fromkeys(named) if part))


def _about(one: Statement, state: str) -> str:
    """Return who said something, when, and what sort of entry it is."""
    who = ", ".join(one.speaker) or one.party or "an unnamed speaker"
    party = f" ({one.party})" if one.party and one.speaker else ""
    marks = [one.date.value or "no date", one.act.value, *(["hearsay"] if one.hearsay else []), *([state] if state else [])]
    return storable(f"{_one_line(who + party)}, {', '.join(map(_one_line, marks))}")


def _markdown(one: Statement, state: str, number: int) -> str:
    return f"\n> {_plain(_one_line(storable(one.text)))}\n>\n> — {_plain(_about(one, state))} [{number}]\n"


def _html(one: Statement, state: str, number: int) -> str:
    words, about = html.escape(_one_line(storable(one.text))), html.escape(_about(one, state))
    cited = f'<cite>{about} <a href="#s{number}">[{number}]</a></cite>'
    return f'<blockquote id="{html.escape(one.id)}">{words}<br/>{cited}</blockquote>\n'


def _plain(text: str) -> str:
    r"""Return a text in which Markdown sees no markup.

    >>> _plain("*never* <b>[1]</b>")
    '\\*never\\* \\<b\\>\\[1\\]\\</b\\>'
    """
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~&!$])", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", escaped))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
