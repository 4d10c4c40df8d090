"""What the deal space says: the zone by day, who refuses what, what packages are made of, the efficient ones."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from winset.case.case import Case
from winset.deal.answer import Answer
from winset.deal.blockers import Blocker
from winset.space.count import Count, count
from winset.space.package import named, totals
from winset.space.share import option_counts
from winset.space.table import ScoreTable
from winset.space.tabulate import Pick, high, low, mode, negotiators, tabulate
from winset.study.figure import Figure, Reasons, number
from winset.study.resting import in_words, link_basis, party_basis, walk_away_basis, zone_basis
from winset.study.study import BlockerLine, OptionLine, PackageLine, PartyLine, ZoneOn

Readings = tuple[ScoreTable, ScoreTable, ScoreTable]
"""The score tables of a case with its values at their modes, their low and their high ends."""

PRINCIPLES = {
    "nash": "Nash",
    "egalitarian": "egalitarian",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "utilitarian": "utilitarian",
}
"""The solutions that a study shows, and what the brief calls them."""

MOST_SHOWN = 400
"""Efficient packages that a study lists; the frontier itself is complete, and its size is stated."""


def zone_by_day(case: Case, days: tuple[date, ...], permitted: int, reasons: Reasons) -> Iterator[ZoneOn]:
    """Yield the zone for each signing day; its spread is that of the walk-aways: all at their high, all at their low end."""
    basis = zone_basis(case, reasons)
    for day in days:
        at_mode, fewest, most = (count(tabulate(case, day, pick)) for pick in (mode, _walking(high), _walking(low)))
        yield ZoneOn(
            day=day,
            packages=_counted(at_mode, fewest, most, 1, basis),
            share=_counted(at_mode, fewest, most, permitted, basis),
        )


def parties(case: Case, table: ScoreTable, day: date, permitted: int, reasons: Reasons) -> Iterator[PartyLine]:
    """Yield each party that may have to sign: its walk-away, its reach, and what it alone refuses of the permitted packages."""
    for k, party in enumerate(table.names):
        alone = table.floored([floor if at == k else None for at, floor in enumerate(table.floors)])
        ends = [case.preferences[party].walk_away.on(day)[place] for place in (1, 0, 2)]
        basis = walk_away_basis(case, party, reasons)
        refused = count(alone)
        yield PartyLine(
            party=party,
            signs="always" if party in negotiators(case) else "where an option binds it",
            walk_away=Figure(value=number(ends[0]), low=number(ends[1]), high=number(ends[2]), basis=basis),
            refuses=Figure(
                value=_share(permitted - refused.value, permitted),
                low=_share(permitted - refused.high, permitted),
                high=_share(permitted - refused.low, permitted),
                basis=party_basis(case, party, reasons),
            ),
        )


def options(case: Case, found: Answer, reasons: Reasons) -> Iterator[OptionLine]:
    """Yield for each option how often it is part of a package in the zone, and of an efficient one."""
    table, inside = found.table, option_counts(found.table)
    basis = zone_basis(case, reasons)
    chosen = [packages[0] for packages in found.frontier.packages(limit=1)]
    for i, (issue, names) in enumerate(zip(table.issues, table.options, strict=True)):
        for o, option in enumerate(names):
            best = sum(package[i] == o for package in chosen)
            struck = [
                pointer
                for place, line in enumerate(case.red_lines)
                if (line.issue, line.option) == (issue, option)
                for pointer in reasons.of_basis(
                    f"red_lines.{place}", f"A red line of {case.parties[line.party].name}", line.because
                )
            ]
            yield OptionLine(
                issue=issue,
                option=option,
                in_zone=Figure(value=_share(inside[i][o].value, found.zone.value), basis=basis),
                on_frontier=Figure(value=_share(best, len(chosen)), basis=basis),
                struck_by=tuple(struck),
            )


def blockers(case: Case, permitted: int, reasons: Reasons) -> Iterator[BlockerLine]:
    """Yield each red line and condition with the share of packages that it alone keeps out of those otherwise permitted."""
    for place, line in enumerate(case.red_lines):
        rest = tuple(one for at, one in enumerate(case.red_lines) if at != place)
        name = case.issues[line.issue].options[line.option].name
        what = f"red line of {case.parties[line.party].name} against “{name}”"
        basis = reasons.of_basis(f"red_lines.{place}", f"A {what}", line.because)
        yield _blocker(case.model_copy(update={"red_lines": rest}), what, permitted, basis)
    for place, condition in enumerate(case.conditions):
        rest_of = tuple(one for at, one in enumerate(case.conditions) if at != place)
        what = in_words(case, condition)
        basis = reasons.of_basis(f"conditions.{place}", f"The {what}", condition.because)
        yield _blocker(case.model_copy(update={"conditions": rest_of}), what, permitted, basis)


def solutions(case: Case, tables: Readings, found: Answer, reasons: Reasons) -> tuple[PackageLine, ...]:
    """Return the packages that named solutions of bargaining theory choose, each once with every name that chooses it.

    Where a solution ties, its first package is shown, and the line says how many tie.
    """
    named_by: dict[tuple[int, ...], list[str]] = {}
    ties: dict[tuple[int, ...], int] = {}
    for key, name in PRINCIPLES.items():
        solution = found.solutions[key]
        if solution:
            named_by.setdefault(solution.package, []).append(name if solution.proved else f"{name} (best found)")
            ties[solution.package] = max(len(solution.ties), ties.get(solution.package, 1))
    return tuple(
        package_line(case, tables, package, reasons).model_copy(update={"chosen_by": tuple(names), "ties": ties[package]})
        for package, names in named_by.items()
    )


def openings(case: Case, found: Answer) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets of red lines and walk-aways whose giving way opens an empty zone, in words."""
    return () if found.blockers is None else opening_words(case, found.table, found.blockers.minimal)


def opening_words(case: Case, table: ScoreTable, minimal: Iterable[Blocker]) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets of red lines and walk-aways to give way, in words."""
    return tuple(
        (
            *(
                f"the walk-away of {case.parties[table.names[k]].name}, by {number(fall):.3g}"
                for k, fall in zip(one.walk_aways, one.relaxation, strict=True)
            ),
            *(
                f"the red line against “{case.issues[table.issues[i]].options[table.options[i][o]].name}”"
                for i, o in one.red_lines
            ),
        )
        for one in minimal
    )


def package_line(case: Case, tables: Readings, package: tuple[int, ...], reasons: Reasons) -> PackageLine:
    """Return a package with what it is worth to each party; the spread is that of the values, all low or all high."""
    at_mode, at_low, at_high = (table.values(totals(table, [package])[0]) for table in tables)
    held = named(tables[0], package)
    linked = link_basis(case, reasons, held)
    return PackageLine(
        package=held,
        utility={
            party: Figure(
                value=number(value), low=number(least), high=number(most), basis=party_basis(case, party, reasons) + linked
            )
            for party, value, least, most in zip(tables[0].names, at_mode, at_low, at_high, strict=True)
        },
    )


def readings(case: Case, day: date) -> Readings:
    """Return the score tables with every value at its mode, at its low and at its high end; weights stay at their modes."""
    return tabulate(case, day), tabulate(case, day, _valuing(low)), tabulate(case, day, _valuing(high))


def spread(size: int, most: int = MOST_SHOWN) -> list[int]:
    """Return at most `most` rows of a frontier, evenly spaced, its ends included.

    >>> spread(3), spread(9, most=3)
    ([0, 1, 2], [0, 4, 8])
    """
    if size <= most:
        return list(range(size))
    return sorted({round(row * (size - 1) / (most - 1)) for row in range(most)})


def _walking(end: Pick) -> Pick:
    """Return the reading with every walk-away at one end of its band and all else at its mode."""
    return lambda where, *band: (end if where.endswith("walk_away") else mode)(where, *band)


def _valuing(end: Pick) -> Pick:
    """Return the reading with every value and link at one end of its band and all else at its mode."""
    return lambda where, *band: (end if ".values." in where or where.startswith("links.") else mode)(where, *band)


def _blocker(without: Case, what: str, permitted: int, basis: tuple[str, ...]) -> BlockerLine:
    table = tabulate(without)
    otherwise = count(table.floored([None] * len(table.names))).value
    return BlockerLine(what=what, removes=Figure(value=_share(otherwise - permitted, otherwise), basis=basis), basis=basis)


def _counted(at_mode: Count, fewest: Count, most: Count, of: int, basis: tuple[str, ...]) -> Figure:
    return Figure(value=_share(at_mode.value, of), low=_share(fewest.low, of), high=_share(most.high, of), basis=basis)


def _share(part: int, of: int) -> float:
    return float(Fraction(part, of)) if of else 0.0
