"""Statements for reading, as Markdown and HTML: document by document, each with the number of its source, listed at the end."""

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from winset.exchange.circulating import Circulating, Paper
from winset.record.place import storable
from winset.record.statement import Statement

NOTICE = "What sources report, as it was entered; hearsay and unreviewed entries say so."
CSS = "body{font:1rem/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}cite{font-style:normal;color:#444}"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_markdown(circulating: Circulating, out: BinaryIO) -> int:
    """Write every statement that may circulate as Markdown, in the order of the documents; return how many there are."""
    out.write(f"# Statements\n\n{NOTICE}\n".encode())
    count = 0
    sources: list[str] = []
    for one, state, number in _numbered(circulating, sources):
        out.write(_markdown(one, state, number).encode())
        count += 1
    out.write(b"\n## Sources\n\n")
    for number, source in enumerate(sources, 1):
        out.write(f"{number}. {_plain(source)}\n".encode())
    return count


def write_html(circulating: Circulating, out: BinaryIO) -> int:
    """Write every statement that may circulate as one offline page; return how many there are."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    head = f'<meta charset="utf-8">{policy}<title>Statements</title><style>{CSS}</style>'
    out.write(f'<!doctype html>\n<html lang="en"><head>{head}</head>\n'.encode())
    out.write(f"<body><h1>Statements</h1>\n<p>{NOTICE}</p>\n".encode())
    count = 0
    sources: list[str] = []
    for one, state, number in _numbered(circulating, sources):
        out.write(_html(one, state, number).encode())
        count += 1
    out.write(b"<h2>Sources</h2>\n<ol>\n")
    for number, source in enumerate(sources, 1):
        out.write(f'<li id="s{number}">{html.escape(source)}</li>\n'.encode())
    out.write(b"</ol>\n</body></html>\n")
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
