"""REFI-QDA, out: a codebook, and a project with its texts and a coded selection for each entry, written as they are made."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from shutil import copyfileobj
from typing import IO, BinaryIO
from xml.sax.saxutils import escape

from winset.exchange.circulating import Circulating, Entry, Paper
from winset.exchange.refi import (
    CODEBOOK,
    NAMELESS,
    ORIGIN,
    PROJECT,
    Code,
    clean,
    code_guid,
    codes,
    guid,
    in_order,
    tag,
    user_guid,
    within,
)
from winset.record import item as items
from winset.record.event import canonical
from winset.record.withheld import own_words

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
RETURN = {"\r": "&#13;"}
"""Without it a parser of XML makes a new line of a carriage return."""
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
QUICK = 2
"""The level of compression: nearly as small as the usual one on XML that says much again, in half the time."""
IN_MEMORY = 4_000_000
"""Bytes of notes that are held before they wait on disk; they stand behind the texts."""


def write_codebook(circulating: Circulating, out: BinaryIO) -> int:
    """Write the codes of a record as a .qdc file; return how many codes there are."""
    found, _ = _survey(circulating)
    _say(out, [HEAD, tag("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN}), *_codes(found), "</CodeBook>"])
    return len(found)


def write_project(circulating: Circulating, out: BinaryIO) -> int:
    """Write a record as a .qdpx file, with its texts in UTF-8 and withheld words blacked out; return how many entries it has."""
    found, users = _survey(circulating)
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=QUICK) as archive:
        with (
            tempfile.SpooledTemporaryFile(IN_MEMORY) as notes,
            archive.open("project.qde", "w", force_zip64=True) as file,
        ):
            _say(file, _head(found, users))
            opened = False
            for paper in circulating.papers():
                if paper.text is None or paper.again:
                    continue
                _say(file, [*([] if opened else ["<Sources>"]), *_source(paper, notes)])
                opened = True
                count += len(paper.entries)
            _say(file, ["</Sources>"] if opened else [])
            if notes.tell():
                _say(file, ["<Notes>"])
                notes.seek(0)
                copyfileobj(notes, file)
                _say(file, ["</Notes>"])
            _say(file, ["</Project>"])
        for paper in circulating.papers(entries=False):
            if paper.text and not paper.again:
                with archive.open(f"Sources/{_name(paper)}.txt", "w") as file:
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
    return in_order(found), sorted(users)


def _head(found: list[Code], users: list[str]) -> Iterator[str]:
    """Yield what stands before the texts of a project."""
    yield HEAD
    first = user_guid(users[0]) if users else None
    yield tag("Project", {"xmlns": PROJECT, "name": "Winset record", "origin": ORIGIN, "creatingUserGUID": first})
    if users:
        yield "<Users>"
        yield from (tag("User", {"guid": user_guid(one), "name": one}, closed=True) for one in users)
        yield "</Users>"
    if found:
        yield "<CodeBook>"
        yield from _codes(found)
        yield "</CodeBook>"


def _codes(found: list[Code]) -> Iterator[str]:
    """Yield the codes of a codebook, each under its group."""
    if not found:
        return
    yield "<Codes>"
    for group in dict.fromkeys(group for group, _ in found):
        yield tag("Code", {"guid": guid("group", group), "name": group, "isCodable": "false"})
        for code in (code for code in found if code[0] == group):
            yield tag("Code", {"guid": code_guid(code), "name": code[1], "isCodable": "true"}, closed=True)
        yield "</Code>"
    yield "</Codes>"


def _source(paper: Paper, notes: IO[bytes]) -> Iterator[str]:
    """Yield a text with its selections. The first selection of an entry describes it whole, for Winset to read back."""
    assert paper.text is not None
    name = _name(paper)
    moment = (paper.source.received if paper.source else NEVER).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield tag(
        "TextSource",
        {"guid": name, "name": paper.name or name, "plainTextPath": f"internal://{name}.txt", "creationDateTime": moment},
    )
    about = {"text": paper.text.sha256, "extractor": paper.text.extractor, "blacked": paper.blacked, "heads": list(paper.heads)}
    yield _description(canonical(about))
    for entry in paper.entries:
        yield from _selections(entry, moment, notes)
    yield "</TextSource>"


def _selections(entry: Entry, moment: str, notes: IO[bytes]) -> Iterator[str]:
    item, standing = entry.item, entry.standing
    subject, by = items.subject(item), f'creatingUser="{user_guid(_coder(entry))}"'
    own = guid("entry", subject)
    stands = f'"standing":{canonical(standing.model_dump(mode="json", exclude_defaults=True))},' if standing else ""
    held = f'{{"fields":{entry.fields()},{stands}"subject":{canonical(subject)}}}'
    for piece, (start, end) in enumerate(own_words(item)):
        place = f'startPosition="{start}" endPosition="{end}" {by} creationDateTime="{moment}">'
        about = {"guid": within(own, f"{piece:036x}"), "name": f"{subject}{f' ({piece + 1})' if piece else ''}"}
        yield f"{tag('PlainTextSelection', about)[:-1]} {place}"
        yield _description(canonical({"subject": subject, "piece": piece}) if piece else held)
        for code in () if piece else codes(item, standing):
            target = code_guid(code)
            yield f'<Coding guid="{within(own, target)}" {by}><CodeRef targetGUID="{target}"/></Coding>'
        for number, comment in enumerate(standing.comments if standing and not piece else ()):
            identity = guid("note", subject, str(number), comment.coder, comment.words)
            note = tag("Note", {"guid": identity, "name": NAMELESS, "creatingUser": user_guid(comment.coder)})
            _say(notes, [f"{note}<PlainTextContent>{escape(clean(comment.words), RETURN)}</PlainTextContent></Note>"])
            yield tag("NoteRef", {"targetGUID": identity}, closed=True)
        yield "</PlainTextSelection>"


def _description(held: str) -> str:
    """Return JSON for Winset to read back; what is canonical has no character that XML cannot hold."""
    return f"<Description>{escape(held, RETURN)}</Description>"


def _coder(entry: Entry) -> str:
    proposed = next(iter(entry.standing.proposed_by), "") if entry.standing else ""
    return proposed or str(getattr(entry.item, "coder", ""))


def _name(paper: Paper) -> str:
    assert paper.text is not None
    return guid("text", paper.text.sha256)


def _say(file: IO[bytes], lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    if text:
        file.write(text.encode() + b"\n")
