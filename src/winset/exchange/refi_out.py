"""REFI-QDA, out: a codebook, and a project with its texts and a coded selection for each entry, written as they are made."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, BinaryIO
from xml.sax.saxutils import escape

from winset.exchange.circulating import Circulating, Entry, Paper
from winset.exchange.refi import CODEBOOK, GROUPS, ORIGIN, PROJECT, Code, clean, codes, guid, tag
from winset.record import item as items
from winset.record.event import canonical
from winset.record.withheld import own_words

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
ORDER = [*GROUPS.values(), "Contact"]


def write_codebook(circulating: Circulating, out: BinaryIO) -> int:
    """Write the codes of a record as a .qdc file; return how many codes there are."""
    found, _ = _survey(circulating)
    _say(out, HEAD + tag("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN}))
    for line in _codes(found):
        _say(out, line)
    _say(out, "</CodeBook>\n")
    return len(found)


def write_project(circulating: Circulating, out: BinaryIO) -> int:
    """Write a record as a .qdpx file, with its texts in UTF-8 and withheld words blacked out; return how many entries it has."""
    found, users = _survey(circulating.uncounted())
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with archive.open(_entry("project.qde"), "w", force_zip64=True) as file:
            first = guid("user", users[0]) if users else None
            _say(
                file,
                HEAD + tag("Project", {"xmlns": PROJECT, "name": "Winset record", "origin": ORIGIN, "creatingUserGUID": first}),
            )
            if users:
                _say(
                    file,
                    "<Users>"
                    + "".join(tag("User", {"guid": guid("user", u), "name": u}, closed=True) for u in users)
                    + "</Users>",
                )
            if found:
                _say(file, "<CodeBook>")
                for line in _codes(found):
                    _say(file, line)
                _say(file, "</CodeBook>")
            notes: list[tuple[str, str, str]] = []
            opened = False
            for paper in circulating.papers():
                if paper.text is None or paper.again:
                    continue
                _say(file, "" if opened else "<Sources>")
                opened = True
                for line in _source(paper, notes):
                    _say(file, line)
                count += len(paper.entries)
            _say(file, "</Sources>" if opened else "")
            if notes:
                _say(file, "<Notes>")
                for identity, coder, words in notes:
                    about = {"guid": identity, "name": "Comment", "creatingUser": guid("user", coder)}
                    _say(file, f"{tag('Note', about)}<PlainTextContent>{escape(clean(words))}</PlainTextContent></Note>")
                _say(file, "</Notes>")
            _say(file, "</Project>\n")
        for paper in circulating.papers(entries=False):
            if paper.text and not paper.again:
                with archive.open(_entry(f"Sources/{_name(paper)}.txt"), "w") as file:
                    file.write(clean(paper.text.content).encode())
    return count


def _survey(circulating: Circulating) -> tuple[list[Code], list[str]]:
    """Return every code in use, in the order of the groups, and every user."""
    found: set[Code] = set()
    users: set[str] = set()
    for paper in circulating.papers():
        for entry in paper.entries:
            found.update(codes(entry.item, entry.standing))
            users.add(_coder(entry))
            users.update(comment.coder for comment in (entry.standing.comments if entry.standing else ()))
    return sorted(found, key=lambda code: (ORDER.index(code[0]), code[1])), sorted(users)


def _codes(found: list[Code]) -> Iterator[str]:
    """Yield the codes of a codebook, each under its group."""
    if not found:
        return
    yield "<Codes>"
    for group in dict.fromkeys(group for group, _ in found):
        yield tag("Code", {"guid": guid("group", group), "name": group, "isCodable": "false"})
        for one, name in found:
            if one == group:
                yield tag("Code", {"guid": guid("code", group, name), "name": name, "isCodable": "true"}, closed=True)
        yield "</Code>"
    yield "</Codes>"


def _source(paper: Paper, notes: list[tuple[str, str, str]]) -> Iterator[str]:
    """Yield a text with its selections. The first selection of an entry describes it whole, for Winset to read back."""
    assert paper.text is not None
    name = _name(paper)
    moment = (paper.source.received if paper.source else NEVER).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield tag(
        "TextSource",
        {"guid": name, "name": paper.name or name, "plainTextPath": f"internal://{name}.txt", "creationDateTime": moment},
    )
    about = {"text": paper.text.sha256, "extractor": paper.text.extractor, "blacked": paper.blacked, "heads": list(paper.heads)}
    yield f"<Description>{canonical(about).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</Description>"
    for entry in paper.entries:
        yield from _selections(entry, moment, notes)
    yield "</TextSource>"


def _selections(entry: Entry, moment: str, notes: list[tuple[str, str, str]]) -> Iterator[str]:
    item, standing = entry.item, entry.standing
    subject, user = items.subject(item), guid("user", _coder(entry))
    held = {"subject": subject, "fields": items.fields(item)}
    if standing:
        held["standing"] = standing.model_dump(mode="json", exclude_defaults=True)
    for piece, (start, end) in enumerate(own_words(item)):
        about = {
            "guid": guid("selection", subject, str(piece)), "name": f"{subject}{f' ({piece + 1})' if piece else ''}",
            "startPosition": str(start), "endPosition": str(end), "creatingUser": user, "creationDateTime": moment,
        }  # fmt: skip
        yield tag("PlainTextSelection", about)
        whole = held if not piece else {"subject": subject, "piece": piece}
        yield f"<Description>{escape(canonical(whole))}</Description>"
        for group, name in codes(item, standing) if not piece else ():
            coding = {"guid": guid("coding", subject, group, name), "creatingUser": user, "creationDateTime": moment}
            yield f"{tag('Coding', coding)}{tag('CodeRef', {'targetGUID': guid('code', group, name)}, closed=True)}</Coding>"
        for number, comment in enumerate(standing.comments if standing and not piece else ()):
            identity = guid("note", subject, str(number), comment.coder, comment.words)
            notes.append((identity, comment.coder, comment.words))
            yield tag("NoteRef", {"targetGUID": identity}, closed=True)
        yield "</PlainTextSelection>"


def _coder(entry: Entry) -> str:
    proposed = next(iter(entry.standing.proposed_by), "") if entry.standing else ""
    return proposed or str(getattr(entry.item, "coder", ""))


def _name(paper: Paper) -> str:
    assert paper.text is not None
    return guid("text", paper.text.sha256)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry of the archive that says the same whenever it is made."""
    info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _say(file: IO[bytes], line: str) -> None:
    if line:
        file.write(line.encode() + b"\n")
