"""What would change a study's headlines: the least change of one number, and the smallest sets of statements."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from winset.case.case import Case
from winset.deal.fairness import egalitarian
from winset.deal.nash import nash
from winset.space.budget import Budget
from winset.space.frontier import frontier
from winset.space.package import Package, named
from winset.space.table import ScoreTable
from winset.space.tabulate import negotiators, signing_day, tabulate
from winset.study.figure import Reasons, number
from winset.study.flips.blocking import blocking, blocking_turns
from winset.study.flips.dealt import closing_turns, nash_turns, opening_turns
from winset.study.flips.flip import Flips, Headline, How, NumberFlip, StatementFlip
from winset.study.flips.line import Line, lines
from winset.study.flips.said import (
    Doubt,
    Rejection,
    Rejections,
    blocking_rejections,
    in_words,
    nash_rejections,
    zone_rejections,
)
from winset.study.flips.turn import Turn, Turns
from winset.study.flips.verdict import HALF, verdicts

Progress = Callable[[str], None]

WANTED = 5
"""Flips told of each headline."""

PROVED = (
    "Every number of the deal stage was looked at, both ways through its whole range: none outside this list does it sooner, and "
    "where the list is shorter than asked for, none outside it does it at all."
)
CUT = "The time was up before every number was looked at: others may do it sooner."
SHORT = "A short study looks no further: `winset study` also takes up things said, who blocks most, and the bodies' verdicts."
COUNTED = (
    "Searched: the numbers were chosen on a sample of the permitted packages and settled by exact counts on both sides, a 2048th "
    "of the unit apart."
)
PAIRS = (
    "No single one and no pair of them does it, unless listed; a larger set is one that was found, every one of whose members is "
    "needed, and not always the smallest."
)
SINGLES = "No single one of them does it; larger sets were not looked at."
WITNESSES = 400
HALVED = (
    "Searched: every number that the way asks for was put at five places on either side, and the first change halved ten times; "
    "what turns and turns back in between is not seen. A change is a share of odds, of a probit or of a year."
)


def flips(
    case: Case,
    reasons: Reasons,
    progress: Progress = lambda stage: None,
    seconds: float | None = None,
    wanted: int = WANTED,
    thorough: bool = True,
) -> Flips:
    """Return the `wanted` smallest changes that overturn each headline of a case at its modes.

    After `seconds`, if given, what has been found so far is returned, and says so. Unless `thorough`, only single numbers are
    looked at that open or close the zone or move the Nash package: these are quick, and exact.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> zone = flips(case, Reasons(), wanted=1).headlines[0]
    >>> zone.today, zone.numbers[0].says, zone.numbers[0].to
    ('Some package can be signed', 'What Borland has without a deal', 70.0)
    """
    budget = Budget(seconds)
    table = tabulate(case)
    whole = lines(case, table, signing_day(case))
    return Flips(headlines=tuple(_headlines(case, table, whole, reasons, progress, budget, (wanted, thorough))))


def _headlines(
    case: Case,
    table: ScoreTable,
    whole: Sequence[Line],
    reasons: Reasons,
    progress: Progress,
    budget: Budget,
    asked: tuple[int, bool],
) -> Iterator[Headline]:
    wanted, thorough = asked
    progress("what would open or close the zone")
    opened = egalitarian(table) is not None
    turning = closing_turns if opened else opening_turns
    found = turning(table, whole, wanted, budget.spent)
    becomes = NOBODY if opened else SOME
    numbers = tuple(_number(turn, becomes, reasons) for turn in found.turns)
    players = tuple(range(len(negotiators(case))))
    today = nash(table, players) if opened else None
    doubt = Doubt(case, table, players, opened, today.ties if today else ())
    sets: tuple[StatementFlip, ...] = ()
    proof = (_proof(found), SHORT)
    if thorough:
        progress("what would open or close the zone, were it not believed")
        said = zone_rejections(doubt, _witnesses(table) if opened else (), wanted, budget.spent)
        sets = tuple(_statements(one, becomes, reasons) for one in said.sets)
        proof = (_proof(found), _looked(said, beyond=PAIRS))
    yield Headline(name="zone", today=SOME if opened else NOBODY, numbers=numbers, statements=sets, proof=proof)
    if thorough:
        progress("what would make another party block most")
        yield _blocking(doubt, whole, reasons, budget, wanted)
    progress("what would move the Nash package")
    if today is None or not today.proved:
        return
    found = nash_turns(table, whole, players, today.ties, wanted, budget.spent)

    def then(package: Package | None) -> tuple[str, Reasons, dict[str, str] | None]:
        return _moved(case, table, package, today.ties), reasons, named(table, package) if package else None

    numbers = tuple(_number(turn, *then(turn.package)) for turn in found.turns)
    sets, proof = (), (_proof(found), SHORT)
    if thorough:
        said = nash_rejections(doubt, wanted, budget.spent)
        sets = tuple(_statements(one, *then(one.package)) for one in said.sets)
        proof = (_proof(found), _looked(said))
    yield Headline(name="nash", today=_chosen(case, table, today.ties), numbers=numbers, statements=sets, proof=proof)
    if thorough and not budget.spent():
        progress("what would turn a body's verdict")
        yield from _verdicts(case, named(table, today.package), reasons, wanted)


def _blocking(doubt: Doubt, whole: Sequence[Line], reasons: Reasons, budget: Budget, wanted: int) -> Headline:
    case, table = doubt.case, doubt.table
    today = blocking(table)
    found = blocking_turns(table, whole, today, wanted, budget.spent)
    names = [case.parties[party].name for party in table.names]
    numbers = tuple(
        _number(turn, f"{names[today.second if turn.line.score == today.leader else turn.line.score]} refuses most", reasons)
        for turn in found.turns
    )
    said = blocking_rejections(doubt, wanted, budget.spent)
    sets = tuple(_statements(one, f"{names[one.leader or 0]} refuses most", reasons) for one in said.sets)
    return Headline(
        name="blocking",
        today=f"{names[today.leader]} refuses most of the permitted packages",
        numbers=numbers,
        statements=sets,
        proof=(COUNTED, *((CUT,) if budget.spent() else ()), _looked(said, beyond=SINGLES)),
    )


def _witnesses(table: ScoreTable) -> list[Package]:
    """Return packages of the zone, spread over its efficient ones: while one of them stays, the zone is open."""
    found = frontier(table, thin=True, budget=Budget(rows=WITNESSES))
    rows = range(0, found.size, max(1, found.size // WITNESSES))
    return [packages[0] for packages in found.packages(list(rows), limit=1)]


def _statements(one: Rejection, becomes: str, reasons: Reasons, package: dict[str, str] | None = None) -> StatementFlip:
    resting = {word: said for said in reversed(one.fallen) for word in said.words}
    pointers = []
    for word, said in sorted(resting.items()):
        kept = reasons.of_basis(said.path, said.says, said.basis)
        pointers.append(f"statement:{word}" if word in said.basis.statements else kept[0])
    return StatementFlip(
        rejected=tuple(pointers),
        words=tuple(_said(pointer, reasons) for pointer in pointers),
        falls=in_words(one),
        becomes=becomes,
        package=package,
        how=How.EXACT if one.proved else How.SEARCHED,
    )


def _said(pointer: str, reasons: Reasons) -> str:
    """Return what a reason says in its own words, where it has any; a statement that is not on record is named."""
    reason = reasons.found.get(pointer)
    return pointer if reason is None else f"“{reason.words}”" if reason.words else reason.says


def _looked(said: Rejections, beyond: str = "") -> str:
    """Return how far sets of things said were looked at."""
    told = f"{said.looked_at:,} sets of things said were looked at, smallest first"
    return f"{told}: every one of the size listed, and none smaller does it." if said.exact else f"{told}. {beyond}".strip()


def _verdicts(case: Case, package: Mapping[str, str], reasons: Reasons, wanted: int) -> Iterator[Headline]:
    for one in verdicts(case, package, wanted):
        name = case.bodies[one.body].name if one.body else "All bodies together"
        passes, fails = f"{name}: odds of one half or more", f"{name}: odds below one half"
        over = one.odds >= HALF
        yield Headline(
            name=f"verdict:{one.body}" if one.body else "verdict",
            today=f"{passes if over else fails} for the Nash package ({one.odds:.1%})",
            numbers=tuple(
                NumberFlip(
                    path=turn.factor.path,
                    says=turn.factor.says,
                    start=turn.today,
                    to=turn.to,
                    beyond=False,
                    change=turn.change,
                    low=number(turn.factor.band.low),
                    high=number(turn.factor.band.high),
                    inside=turn.factor.band.low <= turn.to <= turn.factor.band.high,
                    becomes=fails if over else passes,
                    how=How.SEARCHED,
                    basis=reasons.of_band(turn.factor.path, turn.factor.says, turn.factor.band),
                )
                for turn in one.turns
            ),
            proof=(HALVED,),
        )


SOME = "Some package can be signed"
NOBODY = "No package can be signed by all who must"


def _number(turn: Turn, becomes: str, reasons: Reasons, package: dict[str, str] | None = None) -> NumberFlip:
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
        package=package,
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
