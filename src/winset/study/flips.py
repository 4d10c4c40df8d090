"""What would change a study's headlines: the least change of one number, and the smallest sets of statements."""

from collections.abc import Callable, Iterator, Sequence

from winset.case.case import Case
from winset.deal.fairness import egalitarian
from winset.deal.nash import nash
from winset.space.budget import Budget
from winset.space.package import Package, named
from winset.space.table import ScoreTable
from winset.space.tabulate import negotiators, signing_day, tabulate
from winset.study.figure import Reasons, number
from winset.study.flip import Flips, Headline, How, NumberFlip
from winset.study.flip_deal import Turn, Turns, closing_turns, nash_turns, opening_turns
from winset.study.line import Line, lines

Progress = Callable[[str], None]

WANTED = 5
"""Flips told of each headline."""

PROVED = (
    "Every number of the deal stage was looked at, both ways through its whole range, and none outside this list does it sooner."
)
CUT = "The time was up before every number was looked at: others may do it sooner."


def flips(
    case: Case, reasons: Reasons, progress: Progress = lambda stage: None, seconds: float | None = None, wanted: int = WANTED
) -> Flips:
    """Return the `wanted` smallest changes that overturn each headline of a case at its modes.

    After `seconds`, if given, what has been found so far is returned, and says so.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> zone = flips(case, Reasons(), wanted=1).headlines[0]
    >>> zone.today, zone.numbers[0].says, zone.numbers[0].to
    ('Some package can be signed', 'What Borland has without a deal', 70.0)
    """
    budget = Budget(seconds)
    table = tabulate(case)
    whole = lines(case, table, signing_day(case))
    return Flips(headlines=tuple(_headlines(case, table, whole, reasons, progress, budget, wanted)))


def _headlines(
    case: Case,
    table: ScoreTable,
    whole: Sequence[Line],
    reasons: Reasons,
    progress: Progress,
    budget: Budget,
    wanted: int,
) -> Iterator[Headline]:
    progress("what would open or close the zone")
    opened = egalitarian(table) is not None
    turning = closing_turns if opened else opening_turns
    found = turning(table, whole, wanted, budget.spent)
    becomes = NOBODY if opened else SOME
    numbers = tuple(_number(case, turn, becomes, None, reasons) for turn in found.turns)
    yield Headline(name="zone", today=SOME if opened else NOBODY, numbers=numbers, proof=(_proof(found),))
    progress("what would move the Nash package")
    players = tuple(range(len(negotiators(case))))
    today = nash(table, players) if opened else None
    if today is not None and today.proved:
        found = nash_turns(table, whole, players, today.ties, wanted, budget.spent)
        numbers = tuple(
            _number(case, turn, _moved(case, table, turn.package, today.ties), turn.package, reasons, table)
            for turn in found.turns
        )
        yield Headline(name="nash", today=_chosen(case, table, today.ties), numbers=numbers, proof=(_proof(found),))


SOME = "Some package can be signed"
NOBODY = "No package can be signed by all who must"


def _number(
    case: Case, turn: Turn, becomes: str, package: Package | None, reasons: Reasons, table: ScoreTable | None = None
) -> NumberFlip:
    line, factor = turn.line, turn.line.factor
    low, high = line.band
    return NumberFlip(
        path=factor.path,
        says=factor.says,
        start=number(line.today),
        to=number(turn.to),
        beyond=turn.beyond,
        change=number(turn.change),
        low=number(low),
        high=number(high),
        inside=low <= turn.to <= high,
        becomes=becomes,
        package=named(table, package) if table and package else None,
        how=How.EXACT if turn.exact else How.SEARCHED,
        basis=reasons.of_band(factor.path, factor.says, factor.band),
    )


def _proof(found: Turns) -> str:
    return PROVED if found.complete else CUT


def _chosen(case: Case, table: ScoreTable, ties: Sequence[Package]) -> str:
    """Return the Nash packages in words."""
    words = "; ".join(f"{case.issues[i].name}: {case.issues[i].options[o].name}" for i, o in named(table, ties[0]).items())
    return words if len(ties) == 1 else f"{words}; and {len(ties) - 1} more with the same product"


def _moved(case: Case, table: ScoreTable, package: Package | None, today: Sequence[Package]) -> str:
    """Return in words where a package differs from the nearest of today's."""
    if package is None:
        return "No package gives every negotiator more than it has without a deal"
    nearest = min(today, key=lambda one: sum(a != b for a, b in zip(one, package, strict=True)))
    before, after = named(table, nearest), named(table, package)
    changed = [issue for issue in table.issues if before[issue] != after[issue]]
    told = (f"{case.issues[i].name}: {case.issues[i].options[after[i]].name}" for i in changed)
    return "; ".join(told)
