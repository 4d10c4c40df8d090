"""What survivors are, as frozen records: packages at thresholds on odds and on survival."""

from winset.band import Frozen
from winset.study.figure import Figure


class Bar(Frozen):
    """What a survivor must reach: odds that all bodies pass it, and odds that peace lasts so many years."""

    odds: float = 0.5
    lasts: float = 0.5
    years: float = 15.0


BAR = Bar()


class SurvivorLine(Frozen):
    """A package with what it is worth, its odds of ratification and of peace to the horizon.

    `efficient` : whether no package of the zone is at least as good for every party and better for one; where it is not, it is
    listed all the same, since those that dominate it do not survive.
    """

    package: dict[str, str]
    utility: dict[str, Figure]
    odds: Figure
    lasts: Figure
    efficient: bool


class Level(Frozen):
    """How many packages survive thresholds on odds and survival; nothing where it is only known whether any does."""

    odds: float
    lasts: float
    packages: int | None
    some: bool


class Survivors(Frozen):
    """What is left of the zone at thresholds: how many packages, the efficient ones, what all share, and why none is left if so.

    `nearest` : the packages of the zone that no other beats in both odds and survival: what could be had of either for the other.
    """

    reading: str
    bar: Bar
    zone: int | None
    packages: int | None
    some: bool
    efficient: int
    listed: tuple[SurvivorLine, ...]
    fixed: dict[str, str]
    why: str
    most_odds: Figure
    most_lasts: Figure
    nearest: tuple[SurvivorLine, ...]
    grid: tuple[Level, ...]
    proof: str
