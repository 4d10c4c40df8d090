"""What the draws of a study say, as frozen records: shares with their sampling error, fans, and what the answer hangs on."""

from datetime import date

from winset.band import Frozen
from winset.study.figure import Figure


class Fan(Figure):
    """How a figure spreads over the draws: `value` is the middle, `low` and `high` hold nine tenths of them, `quarters` half."""

    quarters: tuple[float, float]
    mean: float

    @property
    def at(self) -> tuple[float, float, float, float, float]:
        """The 5, 25, 50, 75 and 95 percent points."""
        return (self.low or 0.0, self.quarters[0], self.value or 0.0, self.quarters[1], self.high or 0.0)


class ZoneDraws(Frozen):
    """The share of draws in which some package could be signed on a day."""

    day: date
    open: Figure


class OptionDraws(Frozen):
    """The share of draws in which some package of the zone holds an option, and in which each solution chooses it."""

    issue: str
    option: str
    possible: Figure
    chosen: dict[str, Figure]


class PeaceFan(Frozen):
    """How survival under one guarantee, or none, spreads over the draws, by year and layer."""

    guarantee: str
    structural: tuple[Fan, ...]
    heal: tuple[Fan, ...]
    postpone: tuple[Fan, ...]


class PackageDraws(Frozen):
    """One package through all draws.

    `name` : the solutions that choose it at the modes, or a letter. `signed`, `efficient`, `chosen` : shares of draws.
    `passes` : the odds of each body on its route; `whole` : of all of them. `lasts` : by year, the smaller of the two layers,
    under the guarantee in force that holds longest. `done` : signed, ratified and kept at the horizon, the three multiplied
    within each draw.
    """

    name: str
    package: dict[str, str]
    chosen_by: tuple[str, ...]
    signed: Figure
    efficient: Figure
    chosen: dict[str, Figure]
    utility: dict[str, Fan]
    passes: dict[str, Fan]
    whole: Fan | None
    peace: tuple[PeaceFan, ...]
    lasts: tuple[Fan, ...]
    done: Figure | None


class Likely(Frozen):
    """A package, and the share of draws in which a principle chooses it."""

    package: dict[str, str]
    share: Figure


class SolutionDraws(Frozen):
    """What one principle chooses over the draws: how many packages in all, and the likeliest of them."""

    principle: str
    different: int
    none: Figure
    likeliest: tuple[Likely, ...]


class QuantileLine(Frozen):
    """One draw looked at in full: where it stands among all by the room that it leaves, its zone, and its frontier."""

    quantile: float
    draw: int
    smallest_gain: float | None
    packages: Figure
    frontier: int
    complete: bool


class Step(Frozen):
    """A headline figure as it stood after so many draws."""

    draws: int
    figures: dict[str, Figure]


class Uncertain(Frozen):
    """What all draws together say.

    A share's `low` and `high` hold its sampling error: 95 percent, from how the blocks differ. `looked_at` : of how many draws,
    the first, options and efficiency were asked. `stopped` : why no more were drawn: draws, precision or time.
    """

    draws: int
    seed: int
    method: str
    stopped: str
    looked_at: int
    horizon: float
    years: tuple[float, ...]
    correlated: bool
    zone: tuple[ZoneDraws, ...]
    options: tuple[OptionDraws, ...]
    packages: tuple[PackageDraws, ...]
    solutions: tuple[SolutionDraws, ...]
    convergence: tuple[Step, ...]
    quantiles: tuple[QuantileLine, ...] = ()


class GroupLine(Frozen):
    """How much of a headline's variance a group of numbers makes: alone, and with all that it does together with others."""

    group: str
    figure: str
    first: Figure
    total: Figure | None


class TornadoLine(Frozen):
    """What one number does to a headline, from its low to its high end, all others at their modes."""

    factor: str
    says: str
    figure: str
    low: float
    mode: float
    high: float
    basis: tuple[str, ...]


class AskLine(Frozen):
    """An unknown worth asking about: how far a headline is expected to move once it is known, and its share of the variance."""

    factor: str
    says: str
    figure: str
    change: Figure
    share: float
    basis: tuple[str, ...]


class Influence(Frozen):
    """What a study's headline hangs on. `rows` : the base size of the indices; `notice` : why some are missing, if so."""

    rows: int
    groups: tuple[GroupLine, ...]
    tornado: tuple[TornadoLine, ...]
    ask_next: tuple[AskLine, ...]
    notice: str
