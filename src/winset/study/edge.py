"""The efficient edge between two parties: the packages at which neither of them can gain unless the other loses."""

from collections.abc import Collection
from datetime import date

from winset.band import Frozen
from winset.case.case import Case
from winset.space.budget import Budget
from winset.space.frontier import frontier
from winset.space.package import named
from winset.space.tabulate import tabulate
from winset.study.dealt import spread
from winset.study.figure import number
from winset.study.hand import without

MOST_DRAWN = 300
MOST_LISTED = 40
SECONDS = 8.0
ROWS = 100_000


class EdgePoint(Frozen):
    """What a package of the edge is worth to either party; the package itself where the point is listed."""

    across: float
    up: float
    package: dict[str, str] | None


class Edge(Frozen):
    """The edge between two parties, by falling worth to the first; every number at its mode.

    `within` : of the zone, where all other walk-aways hold; of all permitted packages where it is empty. `complete` : no point
    of it is missing; else each is matched by one a little worse. `size` : its points, of which at most 300 are given.
    """

    across: str
    up: str
    within: bool
    complete: bool
    size: int
    points: tuple[EdgePoint, ...]


def edge(case: Case, day: date, across: str, up: str, lifted: Collection[str] = ()) -> Edge:
    """Return the edge between two parties without some red lines.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> found = edge(case, case.as_of, "aland", "borland")
    >>> found.size, found.complete, [round(one.across) for one in found.points]
    (3, True, [80, 72, 64])
    """
    table = tabulate(without(case, lifted), day)
    over = [table.names.index(party) for party in (across, up)]
    found = frontier(table, over, thin=True, budget=Budget(SECONDS, ROWS))
    within = bool(found.size)
    if not within:
        found = frontier(table, over, floors=False, thin=True, budget=Budget(SECONDS, ROWS))
    drawn = spread(found.size, MOST_DRAWN)
    listed = {drawn[at] for at in spread(len(drawn), MOST_LISTED)}
    told = dict(zip(sorted(listed), found.packages(sorted(listed), limit=1), strict=True))
    return Edge(
        across=across,
        up=up,
        within=within,
        complete=found.complete,
        size=found.size,
        points=tuple(
            EdgePoint(
                across=number(int(found.points[row][0]) / table.scale[over[0]]),
                up=number(int(found.points[row][1]) / table.scale[over[1]]),
                package=named(table, told[row][0]) if told.get(row) else None,
            )
            for row in drawn
        ),
    )
