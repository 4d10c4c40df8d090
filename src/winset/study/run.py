"""A study made: the case and its record through every stage that there is."""

from collections.abc import Callable

from winset import __version__
from winset.case.case import Case
from winset.deal.answer import answer
from winset.record.source import sha256
from winset.space.count import count
from winset.space.tabulate import signing_day
from winset.study import dealt, later, spoken
from winset.study.facts import facts
from winset.study.figure import Figure, Reasons
from winset.study.resting import rule_basis
from winset.study.spoken import NOTHING, Record
from winset.study.study import Input, Study

Progress = Callable[[str], None]


def run(case: Case, record: Record = NOTHING, progress: Progress = lambda stage: None) -> Study:
    """Return the study of a case at its modes, each figure with the reasons it rests on.

    The spread of a zone is that of the walk-aways; the spread of a package's utility is that of the values. What is counted
    is counted exactly. `progress` is told the name of each stage as it begins.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> study = run(case)
    >>> study.packages, study.permitted.value, study.frontier_size
    (9, 5.0, 3)
    """
    reasons = Reasons({one.id: (one, record.documents[one.text_id]) for one in record.statements})
    progress("positions, plan, contacts, claims")
    stands = spoken.positions(case, record, reasons)
    points = spoken.points(case, reasons)
    met = spoken.contacts(record, reasons)
    claims = spoken.claims(record, reasons)
    progress("the zone by day of signing")
    days = case.signing or (signing_day(case),)
    tables = dealt.readings(case, days[0])
    table = tables[0]
    permitted = count(table.floored([None] * len(table.names))).value
    zone = tuple(dealt.zone_by_day(case, days, permitted, reasons))
    progress("the efficient packages")
    found = answer(table)
    efficient = found.frontier
    solved = dealt.solutions(case, tables, found, reasons)
    progress("ratification")
    ratified = tuple(later.ratified(case, solved, reasons))
    progress("durability")
    kept = tuple(later.kept(case, solved, reasons))
    progress("who blocks what")
    rows = dealt.spread(efficient.size)
    shown = [packages[0] for packages in efficient.packages(rows, limit=1)]
    return Study(
        winset=__version__,
        name=case.name,
        title=case.title,
        summary=case.summary,
        notice=case.notice,
        as_of=case.as_of,
        input=Input(case=fingerprint(case), ledger=record.head, facts=facts()),
        documents=len(record.documents),
        statements=len(record.statements),
        positions=stands,
        plan=case.plan.name if case.plan else None,
        points=points,
        undisclosed_points=max(0, (case.plan.size or 0) - len(points)) if case.plan else None,
        issues=spoken.coverage(case, points, stands),
        contacts=met,
        claims=claims,
        packages=table.packages,
        permitted=Figure(value=permitted, basis=rule_basis(case, reasons)),
        zone=zone,
        parties=tuple(dealt.parties(case, table, days[0], permitted, reasons)),
        options=tuple(dealt.options(case, found, reasons)),
        blockers=tuple(sorted(dealt.blockers(case, permitted, reasons), key=lambda line: -(line.removes.value or 0))),
        openings=dealt.openings(case, found),
        frontier_size=efficient.size,
        efficient=tuple(dealt.package_line(case, tables, package, reasons) for package in shown),
        solutions=solved,
        ratified=ratified,
        kept=kept,
        reasons=reasons.found,
    )


def fingerprint(case: Case) -> str:
    """Return the hash of everything that a case says; two cases that say the same have the same."""
    return sha256(case.model_dump_json().encode())
