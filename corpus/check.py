"""Check the corpus: `python corpus/check.py [FILES] [--hints]`; without files, all of it, with its counts.

Faults stop a commit (exit 1). `--hints` also lists quotation marks and words of saying that stand outside every mark, which
are often a statement missed.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from markup import HOME, QUOTATION, Faulty, Page, negotiation, read

from winset.record.statement import Act, Certainty, ContactStatus, Kind

GENRES = ("wire", "broadsheet", "tabloid", "state agency", "blog", "transcript", "statement", "live page", "scrape")
SPLITS = ("train", "development", "test")
TRAPS = (
    "split-quotation", "multi-paragraph-quotation", "brackets-in-quotation", "nested-quotes", "apostrophes",
    "told-reporters-after-quotation", "participle", "called-for", "declined-to-comment", "question-not-statement",
    "multi-sentence-quotation", "trailing-adjunct", "odd-quotation-marks", "odd-characters", "syndicated", "updated",
    "translated", "outlet-not-speaker", "metonym", "joint-speakers", "nested-report", "reporter-inference", "pronoun-chain",
    "role-reference", "relative-date", "date-range", "missing-date", "footer-headline", "comment-form", "contributors", "hearsay",
    "denial-of-report", "anonymous-source", "plural-officials", "document-speaks", "poll", "scare-quotes", "title-quotation",
    "contradiction", "leak",
)  # fmt: skip
EACH_TRAP = 5
FEWEST_WORDS = 90
RETOLD = {"syndicated", "updated"}
CONJUNCTION = re.compile(r"that (?:the|an?|he|she|it|they|we|you|i|there|this|his|her|its|their|my|our|no|some)\b", re.I)
DETAILS = ("channel", "outlet", "addressee", "occasion", "date")
FIELDS = {"speaker", "party", "kind", "act", *DETAILS, "issues", "options", "nested_in", "voice", "attitude"}
HEAD = {"genre", "variety", "outlet", "date", "date_basis", "title", "byline", "traps", "statements", "contacts"}
ISO = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?|--\d\d(-\d\d)?)(/(\d{4}-\d\d-\d\d|--\d\d-\d\d))?")
SAYING = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|according to|add(?:ed|ing|s)|warn(?:ed|s|ing)|insist(?:ed|s|ing)|"
    r"den(?:ied|ies|ying)|claim(?:ed|s|ing)|announc(?:ed|es|ing)|believ(?:ed|es)|thinks?|thought|"
    r"fear(?:ed|s)|hop(?:ed|es|ing)|wrote|writes|argu(?:ed|es|ing)|vow(?:ed|s|ing)|accus(?:ed|es|ing)|"
    r"call(?:ed|s|ing) (?:for|on)|declin(?:ed|es)|ask(?:ed|s|ing)|urg(?:ed|es|ing)|demand(?:ed|s|ing)|"
    r"prais(?:ed|es|ing)|suggest(?:ed|s|ing)|confirm(?:ed|s|ing)|promis(?:ed|es|ing)|"
    r"acknowledg(?:ed|es|ing)|conced(?:ed|es|ing)|describ(?:ed|es|ing)|report(?:ed|s|edly)|testified|"
    r"posted|expected to|want(?:ed|s)|refus(?:ed|es|ing))\b"
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Check the files named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--hints", action="store_true", help="list what may be a missed statement")
    parser.add_argument("--counts", action="store_true", help="print the counts even for named files")
    options = parser.parse_args(arguments)
    files = options.files or sorted(HOME.glob("articles/*/*.txt"))
    pages, faults = load(files)
    for page in pages:
        faults += check(page)
    faults = list(dict.fromkeys(faults)) + overlaps(pages)
    if not options.files:
        faults += missing_traps(pages)
    for fault in faults:
        print(fault)
    for page in pages if options.hints else ():
        print(*hints(page), sep="\n")
    if not options.files or options.counts:
        print(counts(pages))
    print(f"{len(files)} articles, {sum(len(p.marks) for p in pages)} statements, {len(faults)} faults")
    return 1 if faults else 0


def load(files: list[Path]) -> tuple[list[Page], list[str]]:
    """Return the pages that can be read, and the faults of the others."""
    pages, faults = [], []
    for path in files:
        try:
            pages.append(read(path))
        except Faulty as faulty:
            faults += faulty.faults
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path}:1: {error}")
    return pages, faults


def check(page: Page) -> list[str]:
    """Return the faults of one article."""
    try:
        about = negotiation(page.path.parent.name, page.path.parent.parent.parent)
    except Faulty as faulty:
        return faulty.faults
    if faults := _check_negotiation(about, page.path.parent.name):
        return faults
    faults = _check_head(page) + _check_zones(page)
    listed, marked = set(page.head["statements"]), set(page.marks)
    faults += [f"{_at(page, n)}: statement {n} has no marks in the text" for n in sorted(listed - marked, key=str)]
    faults += [f"{page.path}:{page.marks[n].line}: mark {n} has no statement in the head" for n in sorted(marked - listed)]
    for number in sorted(listed & marked):
        faults += _check_fields(page, number, about) + _check_spans(page, number)
    words = len(re.findall(r"\w+(?:[’'\-]\w+)*", page.running()))
    if words < FEWEST_WORDS:
        faults.append(f"{page.path}:1: {words} words in title and body; at least {FEWEST_WORDS} are wanted")
    return faults


def overlaps(pages: list[Page]) -> list[str]:
    """Return near-duplicates, templates and sentences used twice; retellings of one story are exempt."""
    faults, runs, sentences = [], defaultdict(set), defaultdict(list)
    sizes = {}
    for index, page in enumerate(pages):
        words = re.findall(r"\w+", page.running().lower())
        shingles = {tuple(words[i : i + 6]) for i in range(len(words) - 5)}
        sizes[index] = len(shingles)
        for shingle in shingles:
            runs[shingle].add(index)
        for sentence in set(re.split(r"(?<=[.?!”\"])\s+", page.running())):
            if len(sentence.split()) >= 8:
                sentences[sentence.strip()].append(index)
    shared, example = Counter(), {}
    for shingle, owners in runs.items():
        for pair in combinations(sorted(owners), 2):
            shared[pair] += 1
            example[pair] = " ".join(shingle)
    exempt = {pair for pair in shared if _retold(pages[pair[0]], pages[pair[1]])}
    for (a, b), count in sorted(shared.items()):
        if (a, b) in exempt:
            continue
        together = pages[a].path.parent == pages[b].path.parent
        if count > 0.1 * min(sizes[a], sizes[b]):
            faults.append(f"{pages[b].path}:1: near-duplicate of {pages[a].document}: {count} shared 6-word runs")
        elif count > (12 if together else 4):
            faults.append(f"{pages[b].path}:1: {count} 6-word runs shared with {pages[a].document}, as {example[a, b]!r}")
    for sentence, owners in sentences.items():
        for pair in combinations(owners, 2):
            if pair not in exempt:
                faults.append(f"{pages[pair[1]].path}:1: sentence also in {pages[pair[0]].document}: {sentence[:70]!r}")
    return faults


def missing_traps(pages: list[Page]) -> list[str]:
    """Return the traps that the whole corpus holds too rarely."""
    seen = Counter(trap for page in pages for trap in page.head.get("traps") or ())
    rare = [trap for trap in TRAPS if seen[trap] < EACH_TRAP]
    return [f"corpus: trap {trap} in {seen[trap]} articles; at least {EACH_TRAP} wanted" for trap in rare]


def hints(page: Page) -> list[str]:
    """Return what stands outside every mark and looks like a statement."""
    text = page.running()
    inside = [False] * (len(text) + 1)
    for marks in page.marks.values():
        for start, end in (*marks.content, *marks.cue):
            inside[start:end] = [True] * (end - start)
    found = []
    for pattern in (SAYING, QUOTATION):
        for hit in pattern.finditer(text):
            if not inside[hit.start()]:
                near = " ".join(text[max(0, hit.start() - 40) : hit.end() + 40].split())
                found.append(f"{page.path}: hint: {hit.group()!r} in no mark: …{near}…")
    return found + unfounded_traps(page)


def unfounded_traps(page: Page) -> list[str]:
    """Return the traps that an article names although nothing in it can be one, as far as marks can tell."""
    statements = page.head["statements"].values()
    quoted = [n for n in page.marks if page.kind(n) != "indirect"]
    parts = {n: page.marks[n].content for n in page.marks}
    running, kinds = page.running(), {name for name, _ in page.zones}
    dates = [fields.get("date") for fields in (*statements, *(page.head.get("contacts") or ()))]

    def paragraphs(number: int) -> bool:
        return any("\n" in page.text[a:b] for a, b in [(parts[number][0][0], parts[number][-1][1])])

    held = {
        "split-quotation": any(len(parts[n]) > 1 for n in quoted),
        "multi-paragraph-quotation": any(parts[n] and paragraphs(n) for n in quoted),
        "multi-sentence-quotation": any(re.search(r"[.!?]\s+\S", page.marks[n].words(page.text)) for n in quoted),
        "brackets-in-quotation": any("[" in page.marks[n].words(page.text) for n in quoted),
        "declined-to-comment": any(fields.get("act") == "declined to comment" for fields in statements),
        "question-not-statement": any(fields.get("act") == "question" for fields in statements),
        "odd-quotation-marks": bool(re.search(r"''|[«»„]|(?<!\w)[\"'](?=\w)|``", running)),
        "odd-characters": bool(
            re.search(r"[\u00a0\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff\U0001f000-\U0001ffff\u2600-\u27bf]", page.text)
        ),
        "joint-speakers": any(len(fields.get("speaker") or ()) > 1 for fields in statements),
        "nested-report": any("nested_in" in fields for fields in statements),
        "reporter-inference": any("voice" in fields for fields in statements),
        "date-range": any(date and "/" in str(date[0]) for date in dates)
        or bool(re.search(r"\d\s?[–-]\s?\d|\b(from|between|to)\b", running)),
        "footer-headline": "links" in kinds or "other" in kinds,
        "comment-form": "form" in kinds,
        "contributors": "contributors" in kinds,
        "title-quotation": any(QUOTATION.search(title) for title in page.zone("title")),
    }
    named = page.head.get("traps") or ()
    return [f"{page.path}: hint: trap {trap} is named, but the marks show none" for trap in named if not held.get(trap, True)]


def counts(pages: list[Page]) -> str:
    """Return the counts per split, genre, variety, trap, kind and act."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        try:
            split = str(negotiation(page.path.parent.name).get("split"))
        except Faulty:
            split = "?"
        tally["split"][split] += 1
        for name in ("genre", "variety"):
            tally[name][str(page.head.get(name))] += 1
        tally["trap"].update(page.head.get("traps") or ())
        for number in page.marks:
            fields = page.head["statements"].get(number) or {}
            tally["kind"][page.kind(number)] += 1
            tally["act"][str(fields.get("act", "claim"))] += 1
            for extra in ("nested_in", "attitude", "voice"):
                tally["with"][extra] += extra in fields
    return "\n".join(f"{name}: " + ", ".join(f"{key} {n}" for key, n in c.most_common()) for name, c in tally.items())


def _check_negotiation(about: dict[str, Any], name: str) -> list[str]:
    where = f"{HOME / 'negotiations' / name}.yaml:1"
    faults = []
    if about.get("split") not in SPLITS:
        faults.append(f"{where}: split is to be one of {', '.join(SPLITS)}")
    keys = ("parties", "speakers", "issues")
    faults += [f"{where}: {key} is to be a mapping" for key in keys if not isinstance(about.get(key), dict)]
    return list(dict.fromkeys(faults))


def _check_head(page: Page) -> list[str]:
    head, where = page.head, f"{page.path}:2"
    faults = [f"{where}: the head knows no {key!r}" for key in head.keys() - HEAD]
    faults += [f"{where}: {key} is wanted" for key in ("genre", "variety", "title", "date", "date_basis") if key not in head]
    if head.get("genre") not in GENRES:
        faults.append(f"{where}: genre {head.get('genre')!r} is none of {', '.join(GENRES)}")
    if head.get("variety") not in ("British", "American"):
        faults.append(f"{where}: variety is to be British or American")
    if head.get("date_basis") not in {c.value for c in Certainty}:
        faults.append(f"{where}: date_basis {head.get('date_basis')!r} is no basis")
    if head.get("date") is not None and not ISO.fullmatch(str(head["date"])):
        faults.append(f"{where}: date {head['date']!r} is not ISO")
    if (head.get("date") is None) != (head.get("date_basis") == "none"):
        faults.append(f"{where}: a null date has basis none, and the other way round")
    faults += [f"{where}: no trap is called {trap!r}" for trap in head.get("traps") or () if trap not in TRAPS]
    for contact in head.get("contacts") or ():
        faults += _check_contact(page, contact, where)
    return faults


def _check_contact(page: Page, contact: Any, where: str) -> list[str]:
    if not isinstance(contact, dict) or not {"kind", "status", "parties", "words"} <= contact.keys():
        return [f"{where}: a contact needs kind, status, parties and words: {contact!r}"]
    faults = []
    if contact["status"] not in {s.value for s in ContactStatus}:
        faults.append(f"{where}: contact status {contact['status']!r} is none of {', '.join(ContactStatus)}")
    if contact["words"] not in page.text:
        faults.append(f"{where}: the words of a contact are not in the text: {contact['words']!r}")
    return faults + _check_detail("date", contact.get("date"), f"{where}: contact")


def _check_zones(page: Page) -> list[str]:
    faults = []
    titles = page.zone("title")
    if len(titles) > 1 or (titles or [None])[0] != page.head.get("title"):
        faults.append(f"{page.path}:2: title {page.head.get('title')!r} is not the title zone {titles!r}")
    bylines = page.zone("byline")
    if bool(bylines) != bool(page.head.get("byline")) or (
        bylines and str(page.head["byline"]).casefold() not in bylines[0].casefold()
    ):
        faults.append(f"{page.path}:2: byline {page.head.get('byline')!r} is not in the byline zone {bylines!r}")
    for (_, (_, end)), (name, (start, _)) in pairwise(page.zones):
        if start < end:
            faults.append(f"{page.path}:2: zone {name} lies inside another")
    for name, (start, end) in page.zones:
        for number, marks in page.marks.items():
            if name != "title" and any(a < end and b > start for a, b in (*marks.content, *marks.cue)):
                faults.append(f"{page.path}:{marks.line}: statement {number} lies in zone {name}, which holds none")
    return faults


def _check_fields(page: Page, number: int, about: dict[str, Any]) -> list[str]:
    where, fields = _at(page, number), page.head["statements"][number]
    if not isinstance(fields, dict):
        return [f"{where}: statement {number} is to be a mapping"]
    faults = [f"{where}: a statement knows no {key!r}" for key in fields.keys() - FIELDS]
    speakers = fields.get("speaker")
    if not isinstance(speakers, list) or not speakers:
        faults.append(f"{where}: speaker is to be a list of names")
        speakers = []
    parties = about.get("parties") or {}
    known = {*(about.get("speakers") or ()), *((side or {}).get("name") for side in parties.values())}
    for name in speakers:
        if not str(name)[:1].islower() and name not in known:
            faults.append(f"{where}: speaker {name!r} is not in the negotiation's file")
    if fields.get("party") is not None and fields["party"] not in parties:
        faults.append(f"{where}: party {fields['party']!r} is not in the negotiation's file")
    for key, allowed in (("kind", Kind), ("act", Act)):
        if key in fields and fields[key] not in set(allowed):
            faults.append(f"{where}: {key} {fields[key]!r} is none of {', '.join(allowed)}")
    if "act" not in fields:
        faults.append(f"{where}: act is wanted")
    for key in DETAILS:
        faults += _check_detail(key, fields.get(key), where)
    if fields.get("voice", "reporter") != "reporter" or fields.get("attitude", True) is not True:
        faults.append(f"{where}: voice is 'reporter' or left out, attitude is true or left out")
    return faults + _check_terms(fields, about.get("issues") or {}, where) + _check_nesting(page, number, fields, where)


def _check_detail(key: str, detail: Any, where: str) -> list[str]:
    if detail is None:
        return []
    bases = {c.value for c in Certainty} - {"none"}
    if not isinstance(detail, list) or len(detail) != 2 or detail[1] not in bases or not isinstance(detail[0], str):
        return [f"{where}: {key} is to be [value, basis] with basis {', '.join(sorted(bases))}, or left out: {detail!r}"]
    if key == "date" and not ISO.fullmatch(detail[0]):
        return [f"{where}: date {detail[0]!r} is not an ISO day, month or range"]
    return []


def _check_terms(fields: dict[str, Any], issues: dict[str, Any], where: str) -> list[str]:
    faults = [f"{where}: no issue is called {i!r}" for i in fields.get("issues") or () if i not in issues]
    options = {option for issue in issues.values() for option in (issue or {}).get("options") or ()}
    return faults + [f"{where}: no option is called {o!r}" for o in fields.get("options") or () if o not in options]


def _check_nesting(page: Page, number: int, fields: dict[str, Any], where: str) -> list[str]:
    outer = fields.get("nested_in")
    if outer is None:
        return []
    if outer not in page.marks or outer == number:
        return [f"{where}: nested_in {outer!r} is no statement of this article"]
    around = page.marks[outer].content
    if not all(any(a <= start and end <= b for a, b in around) for start, end in page.marks[number].content):
        return [f"{where}: statement {number} does not lie inside the words of statement {outer}"]
    return []


def _check_spans(page: Page, number: int) -> list[str]:
    marks, where = page.marks[number], f"{page.path}:{page.marks[number].line}"
    faults = []
    if not marks.content:
        faults.append(f"{where}: statement {number} has no words (c{number})")
    for role in ("content", "source", "cue"):
        for start, end in getattr(marks, role):
            piece = page.text[start:end]
            if piece != piece.strip(" \n\t"):
                faults.append(f"{where}: {role} {number} starts or ends with a blank: {piece[:40]!r}")
            if role == "content" and CONJUNCTION.match(piece):
                faults.append(f"{where}: content {number} leaves out the 'that' after the cue: {piece[:40]!r}")
    spans = sorted((*marks.content, *marks.source, *marks.cue))
    if any(b[0] < a[1] for a, b in pairwise(spans)):
        faults.append(f"{where}: content, source and cue of statement {number} overlap")
    if page.kind(number) == "mixed" and not QUOTATION.search(marks.words(page.text)):
        faults.append(f"{where}: statement {number} is mixed but holds no quotation mark")
    return faults


def _at(page: Page, number: Any) -> str:
    return f"{page.path}:{page.head_lines.get(number, 2)}"


def _retold(one: Page, other: Page) -> bool:
    same = one.path.parent == other.path.parent
    return same and all(RETOLD & set(page.head.get("traps") or ()) for page in (one, other))


if __name__ == "__main__":
    sys.exit(main())
