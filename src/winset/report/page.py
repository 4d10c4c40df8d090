"""The brief as one offline page. It lays out what a study holds and computes nothing."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from winset.case.case import Case
from winset.file import write_whole
from winset.odds import in_words
from winset.report import chart
from winset.report.drawn import drawn_charts, drawn_names, moved
from winset.report.movement import MOST, sections, still
from winset.study.compare.difference import Difference
from winset.study.figure import Reason
from winset.study.study import Coverage, KeptLine, Study

REPORT_FILE = "report.html"

TITLES = {
    "zone": "Whether some package can be signed",
    "nash": "Which package the Nash solution chooses",
    "blocking": "Who refuses most of the permitted packages",
    "verdict": "Whether the Nash package would be ratified",
}
"""What the brief calls the headlines that flips overturn."""


class Notes:
    """The notes of a page, numbered in the order in which the page first needs them."""

    def __init__(self, reasons: dict[str, Reason]) -> None:
        self.reasons = reasons
        self.numbers: dict[str, int] = {}

    def __call__(self, basis: Iterable[str], most: int = 12) -> Markup:
        """Return the superscript links of a figure's reasons, the first `most` of them."""
        known = [pointer for pointer in basis if pointer in self.reasons]
        numbers = sorted(self.numbers.setdefault(pointer, len(self.numbers) + 1) for pointer in known[:most])
        links = Markup(",\u200a").join(Markup('<a href="#n{0}">{0}</a>').format(number) for number in numbers)
        more = Markup(" +{}").format(len(known) - most) if len(known) > most else ""
        return Markup("<sup>{}{}</sup>").format(links, more) if numbers else Markup()

    @property
    def listed(self) -> list[Reason]:
        """The reasons that the page has noted so far, in the order of their numbers."""
        return [self.reasons[pointer] for pointer in self.numbers]


class _LateNotes:
    """The list of notes, made only when the template reaches it: by then every figure has its number."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def __iter__(self) -> Any:
        return iter(self.notes.listed)


def render(study: Study, case: Case, moved_since: Difference | None = None) -> str:
    """Return the brief as HTML: one document, nothing fetched from anywhere; with what moved since a day, if that is given."""
    notes = Notes(study.reasons)
    page = _environment(case).get_template("brief.html")
    names = {party: one.name for party, one in case.parties.items()}
    return page.render(
        study=study,
        note=notes,
        notes=_LateNotes(notes),
        style=Markup(_template_text("brief.css")),
        parties=[{"id": key, "name": party.name} for key, party in case.parties.items()],
        issues=[{"id": key, "name": issue.name} for key, issue in case.issues.items()],
        positions={(cell.party, cell.issue): cell for cell in study.positions},
        coverage=[(str(kind), lines) for kind in Coverage if (lines := [line for line in study.issues if line.coverage is kind])],
        claims=[(topic, list(lines)) for topic, lines in groupby(study.claims, key=lambda line: line.topic)],
        options={issue: list(lines) for issue, lines in groupby(study.options, key=lambda line: line.issue)},
        charts={
            "zone": Markup(chart.zone_by_day(study.zone)) if len(study.zone) > 1 else "",
            "contacts": Markup(chart.contact_strip(study.contacts)) if chart.dated(study.contacts) else "",
            "kept": [(names, lines, Markup(chart.survival(lines))) for names, lines in _by_package(study)],
            "parties": Markup(chart.parties_and_packages(study.parties, names, study.efficient, study.solutions))
            if study.efficient
            else "",
            **drawn_charts(study, case),
        },
        titles=TITLES,
        movement=_movement(moved_since, case) if moved_since else None,
        **drawn_names(study, case),
    )


def headline(study: Study, case: Case) -> list[str]:
    """Return what the brief says first, as plain lines: the record, the zone, and what keeps packages out."""
    now = study.zone[0]
    lines = [
        f"{study.title}: {count(study.statements)} statements from {count(study.documents)} documents.",
        f"Signed on {day(now.day)}, {count(now.packages.value)} of {count(study.permitted.value)} permitted packages "
        f"({percent(now.share.value)}) leave every signatory at least as well off as its walk-away.",
    ]
    refusing = sorted(study.parties, key=lambda line: -(line.refuses.value or 0))
    lines.append(
        "Alone, " + "; ".join(f"{case.parties[line.party].name} refuses {percent(line.refuses.value)}" for line in refusing) + "."
    )
    if study.blockers:
        kept_out = "; ".join(f"{line.what}, {percent(line.removes.value)}" for line in study.blockers[:3])
        lines.append(f"What rules most out: {kept_out}.")
    for way in study.ratified[:1]:
        each = "; ".join(f"{gate.body} {percent(gate.passes.value)}" for gate in way.gates)
        lines.append(
            f"Ratified, the package of {', '.join(way.chosen_by)}: {way.words}, {percent(way.whole.value)}. Each body: {each}."
        )
    for peace in study.kept[:1]:
        at = peace.years.index(15.0)
        game, past = percent(peace.structural[at].value), percent(peace.heal[at].value)
        lines.append(f"Holding for 15 years under the {peace.guarantee}: {game} by the game, {past} by past cases.")
    if study.openings:
        lines.append(
            "The zone opens if this gives way: " + "; or ".join(" with ".join(each) for each in study.openings[:3]) + "."
        )
    return lines


def write(study: Study, case: Case, folder: Path, moved_since: Difference | None = None) -> Path:
    """Write the brief into the folder of its case and return its path.

    Raises
    ------
    Refused : the file cannot be written; an earlier brief is left as it was
    """
    path = folder / REPORT_FILE
    write_whole(path, render(study, case, moved_since))
    return path


def _movement(found: Difference, case: Case) -> dict[str, Any]:
    """Return what the page says of what moved: since when, each link of the chain with its first lines, and what stood still."""
    return {
        "since": found.before.as_of,
        "sections": [(title, rows[:MOST], len(rows) - MOST) for title, rows in sections(found, case, case)],
        "still": still(found),
    }


def _by_package(study: Study) -> list[tuple[str, list[KeptLine]]]:
    """Return the survival lines of each package under the names of the solutions that choose it."""
    return [(", ".join(names), list(lines)) for names, lines in groupby(study.kept, key=lambda line: line.chosen_by)]


def _environment(case: Case) -> Environment:
    environment = Environment(
        loader=PackageLoader("winset.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "day": day,
        "count": count,
        "percent": percent,
        "plain": plain,
        "short": lambda number: f"{number:.4g}",
        "sentence": lambda text: text[:1].upper() + text[1:],
        "moved": moved,
        "party": lambda party: case.parties[party].name,
        "issue": lambda issue: case.issues[issue].name,
        "option": lambda option, issue: case.issues[issue].options[option].name,
    }
    environment.globals |= {"count": count, "percent": percent, "plain": plain, "words": in_words}
    return environment


def day(when: date) -> str:
    """Return a day as people write it.

    >>> day(date(2025, 12, 9))
    '9 December 2025'
    """
    return f"{when.day} {when:%B %Y}"


def count(value: float | None) -> str:
    """Return a count with its thousands apart, or its first digits where it is very large.

    >>> count(1234567), count(8e16), count(None)
    ('1,234,567', '8.00 × 10^16', 'unknown')
    """
    if value is None:
        return "unknown"
    if abs(value) < 1e12:
        return f"{round(value):,}"
    digits, power = f"{value:.2e}".split("e+")
    return f"{digits} × 10^{int(power)}"


def percent(share: float | None) -> str:
    """Return a share in percent, with as many digits as keep a small one from looking like none.

    >>> percent(0.5), percent(0.0123), percent(0.00004), percent(1e-9), percent(0)
    ('50%', '1.2%', '0.004%', 'under 0.001%', '0%')
    """
    if share is None:
        return "unknown"
    value = 100 * share
    if value == 0 or value >= 10:
        return f"{value:.0f}%" if value < 99.5 or value == 100 else f"{value:.1f}%"
    if value < 0.001:
        return "under 0.001%"
    return f"{value:.1f}%" if value >= 1 else f"{value:.1g}%"


def plain(value: float | None) -> str:
    """Return a utility with one digit behind the point."""
    return "unknown" if value is None else f"{value:.1f}"


def _template_text(name: str) -> str:
    loader = PackageLoader("winset.report")
    return loader.get_source(Environment(autoescape=True), name)[0]
