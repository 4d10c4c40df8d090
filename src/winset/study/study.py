"""What a study finds, as frozen records: every figure with its reasons, nothing drawn and nothing recommended."""

from datetime import date
from enum import StrEnum

from winset.band import Frozen
from winset.record.point import Standpoint
from winset.record.position import Known
from winset.record.statement import Act, ContactStatus
from winset.study.draws.uncertain import Influence, Uncertain
from winset.study.figure import Figure, Reason
from winset.study.flips.flip import Flips
from winset.study.survivors.survivor import Survivors


class PositionLine(Frozen):
    """Where a party stands on an issue: the options its latest word names, its words newest first, what others say of it.

    `act` is what the latest word does, `steady` how often the party has said so since it last shifted, `sources` the number of
    documents that carry its words.
    """

    party: str
    issue: str
    known: Known
    act: Act | None = None
    steady: int = 0
    sources: int = 0
    options: tuple[str, ...] = ()
    since: str | None = None
    shifts: int = 0
    basis: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()


class PointLine(Frozen):
    """A point of the plan as it stood on the day of the case."""

    number: int
    title: str
    issues: tuple[str, ...]
    status: Standpoint | None
    since: date | None
    basis: tuple[str, ...]


class Coverage(StrEnum):
    """How an issue stands between the parties."""

    AGREED = "agreed"
    CONTESTED = "contested"
    DECLINED = "declined"
    UNDISCLOSED = "undisclosed"
    SPOKEN = "spoken of"
    UNSPOKEN = "unspoken"


class IssueLine(Frozen):
    """How an issue stands, and what says so."""

    issue: str
    coverage: Coverage
    basis: tuple[str, ...]


class ContactLine(Frozen):
    """A meeting or call, with every report of it."""

    kind: str
    status: ContactStatus
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    reports: tuple[str, ...]


class ClaimLine(Frozen):
    """What is asserted of the world, by whom, in which source: a claim, not a fact."""

    topic: str
    text: str
    attested_by: tuple[str, ...]
    date: str | None
    basis: tuple[str, ...]


class ZoneOn(Frozen):
    """The zone if the deal were signed on a day: how many packages, and what share of all."""

    day: date
    packages: Figure
    share: Figure


class PartyLine(Frozen):
    """A party before the deal space: what it has without a deal, and how much it alone refuses."""

    party: str
    signs: str
    walk_away: Figure
    refuses: Figure


class OptionLine(Frozen):
    """How often an option is part of a package that every signatory could accept, and who rules it out."""

    issue: str
    option: str
    in_zone: Figure
    on_frontier: Figure
    struck_by: tuple[str, ...] = ()


class PackageLine(Frozen):
    """A package with what it is worth to each party, and the solutions of bargaining theory that choose it."""

    package: dict[str, str]
    utility: dict[str, Figure]
    chosen_by: tuple[str, ...] = ()
    ties: int = 1


class GateLine(Frozen):
    """One body on a package's way: when it votes, by which rule, and the odds that it passes and that all so far have."""

    body: str
    rule: str
    needed: str
    days: Figure
    needs: tuple[str, ...]
    passes: Figure
    reached: Figure
    fails_first: float


class RatifiedLine(Frozen):
    """A package's way through the bodies that must ratify it, and the odds of the whole way in the words of ICD 203."""

    chosen_by: tuple[str, ...]
    gates: tuple[GateLine, ...]
    whole: Figure
    words: str
    frechet: tuple[float, float]


class KeptLine(Frozen):
    """How long peace holds under a package by one guarantee, or by none: two layers side by side, by year."""

    chosen_by: tuple[str, ...]
    guarantee: str
    term: float | None
    years: tuple[float, ...]
    structural: tuple[Figure, ...]
    heal: tuple[Figure, ...]
    postpone: tuple[Figure, ...]
    disagreement: str


class BlockerLine(Frozen):
    """One thing that keeps packages out: a red line, a condition, or a walk-away, and how much of the space it removes."""

    what: str
    removes: Figure
    basis: tuple[str, ...]


class Input(Frozen):
    """What a study was made from, by hash: change any of it and the study is out of date."""

    case: str
    ledger: str | None
    facts: str


class Study(Frozen):
    """A case run through every stage that it has."""

    winset: str
    name: str
    title: str
    summary: str
    notice: str
    as_of: date
    input: Input
    documents: int
    statements: int
    positions: tuple[PositionLine, ...]
    plan: str | None
    points: tuple[PointLine, ...]
    undisclosed_points: int | None
    issues: tuple[IssueLine, ...]
    contacts: tuple[ContactLine, ...]
    claims: tuple[ClaimLine, ...]
    packages: int
    permitted: Figure
    zone: tuple[ZoneOn, ...]
    parties: tuple[PartyLine, ...]
    options: tuple[OptionLine, ...]
    blockers: tuple[BlockerLine, ...]
    openings: tuple[tuple[str, ...], ...]
    frontier_size: int
    efficient: tuple[PackageLine, ...]
    solutions: tuple[PackageLine, ...]
    ratified: tuple[RatifiedLine, ...]
    kept: tuple[KeptLine, ...]
    uncertain: Uncertain | None = None
    influence: Influence | None = None
    flips: Flips | None = None
    survivors: tuple[Survivors, ...] = ()
    reasons: dict[str, Reason]
