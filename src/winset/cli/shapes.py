"""The shapes of what verbs print with `--json`; their JSON Schemas are made from these."""

from pydantic import Field

from winset.backtest.result import BackTest
from winset.band import Frozen


class Told(Frozen):
    """A problem as machine output carries it."""

    severity: str
    kind: str
    where: str
    got: str
    wanted: str
    remedy: str


class Document(Frozen):
    """What every document begins and ends with."""

    winset: str
    version: str = Field(alias="schema")
    problems: tuple[Told, ...]


class BackTestDocument(BackTest, Document):
    """What `winset backtest --json` prints."""


class PartitionLine(Frozen):
    """A partition that was read: its file, and the name of what was made of it in `articles/` and `statements/`."""

    partition: str
    file: str
    key: str
    articles: int
    refused: int
    statements: int


class ReadPartitionsDocument(Document):
    """What `winset read --to DIR --json` prints; `refused` counts documents that could not be read."""

    to: str
    coder: str
    articles: int
    refused: int
    statements: int
    partitions: tuple[PartitionLine, ...]


class Asked(Frozen):
    """The package that was asked about."""

    name: str
    options: dict[str, str]


class Odds(Frozen):
    """Odds at the modes, the 5 and 95 percent points of draws from the bands, and the words of ICD 203."""

    probability: float
    low: float
    high: float
    words: str


class Spread(Frozen):
    """A figure with its spread."""

    value: float
    low: float
    high: float


class Factor(Frozen):
    """The share of each vote's variance that one common mood carries."""

    low: float
    mode: float
    high: float


class Put(Frozen):
    """Whether the body's leader puts the deal to the vote, and that it is put and passes."""

    brought: Odds
    brought_and_passed: Odds


class BodyLine(Odds):
    """One body in the order of the votes; its own odds are those of passing if asked."""

    body: str
    name: str
    rule: str
    needed: str
    sources: tuple[str, ...]
    factor: Factor
    selection: Put
    reached: Odds
    fails_first: float
    needs: tuple[str, ...]
    day: Spread


class ChainLine(Odds):
    """All bodies together."""

    order: tuple[str, ...]
    days: tuple[float, ...]
    frechet: tuple[float, float]
    independent: float


class RatifyDocument(Document):
    """What `winset ratify --json` prints."""

    case: str
    as_of: str
    package: Asked
    bodies: tuple[BodyLine, ...]
    chain: ChainLine


class AtHorizon(Spread):
    """Survival to one horizon."""

    years: float


class Least(Frozen):
    """The smaller of the two layers at one horizon."""

    years: float
    value: float


class Layers(Frozen):
    """The empirical layer, by what the clock does under the guarantee."""

    heal: tuple[AtHorizon, ...]
    postpone: tuple[AtHorizon, ...]


class Calm(Frozen):
    """What the game says without shocks; null is peace for good."""

    war_in_year: float | None


class FadingLine(Frozen):
    """How the guarantee could fade in peace."""

    dropping_forces_war: bool
    least_years: float | None
    schedule: tuple[float, ...]


class GuaranteeLine(Frozen):
    """One guarantee, or none at all; a term of null has no end."""

    guarantee: str
    guarantor: str | None
    term: float | None
    credibility: float
    taper: float
    structural: tuple[AtHorizon, ...]
    empirical: Layers
    lasts: tuple[Least, ...]
    without_shocks: Calm
    least_credibility: float | None
    fading: FadingLine
    disagreement: str


class ComparableLine(Frozen):
    """A guarantee of the past."""

    name: str
    guarantors: str
    protected: str
    form: str
    begins: str
    term_years: int | None
    guarantee_ended: str | None
    ended_how: str | None
    war_returned: str | None
    source: str
    lesson: str


class KeepDocument(Document):
    """What `winset keep --json` prints; the first guarantee's main figures stand at the top too."""

    case: str
    as_of: str
    package: Asked
    years: tuple[float, ...]
    guarantor: str | None
    term: float | None
    structural: tuple[AtHorizon, ...]
    empirical: Layers
    disagreement: str
    guarantees: tuple[GuaranteeLine, ...]
    comparable: tuple[ComparableLine, ...]


class Exact(Frozen):
    """An exact fraction, and the same as a number."""

    exact: str
    value: float


class MemberLine(Frozen):
    """The power of one member of a kind, and how many there are."""

    member: str
    count: int
    swings: str
    banzhaf: Exact
    banzhaf_absolute: Exact
    shapley_shubik: Exact


class PowerDocument(Document):
    """What `winset power --json` prints."""

    body: str
    name: str
    rule: str
    sources: tuple[str, ...]
    members: tuple[MemberLine, ...]


class Counted(Frozen):
    """A number of packages: the number or an estimate of it, certain bounds, and a 95 percent interval where they differ."""

    count: int
    exact: bool
    low: int
    high: int
    interval: tuple[float, float] | None


class CountedOn(Counted):
    """The zone as of one signing day."""

    day: str


class Zone(Counted):
    """The size of the zone, and by signing day where the case gives several."""

    by_day: tuple[CountedOn, ...]


class WithoutDeal(Frozen):
    """What the parties have without a deal, and the Nash package under each convention."""

    convention: str
    values: tuple[float | None, ...]
    nash: dict[str, dict[str, str] | None]


class Point(Frozen):
    """An efficient point and packages that attain it."""

    utility: tuple[float, ...]
    packages: tuple[dict[str, str], ...]


class FrontierLine(Frozen):
    """The efficient points; where it is not complete, every package is matched within `epsilon` if any point is listed."""

    complete: bool
    epsilon: float
    size: int
    listed: int
    points: tuple[Point, ...]


class SolutionLine(Frozen):
    """What a principle selects; `gap` is by what share another package could be better, 0 where it is proved."""

    utility: tuple[float, ...]
    package: dict[str, str]
    value: float
    ties: tuple[dict[str, str], ...]
    packages: int
    proved: bool
    gap: float


class Product(Frozen):
    """One of the packages with the largest products of gains."""

    value: float
    utility: tuple[float, ...]
    package: dict[str, str]


class Products(Frozen):
    """The packages with the largest products of gains, best first."""

    proved: bool
    gap: float
    packages: tuple[Product, ...]


class RedLine(Frozen):
    """An option that a red line removes."""

    issue: str
    option: str


class Removing(RedLine):
    """A red line, and how many packages it alone keeps out of the zone."""

    removes: Counted


class BlockerLine(Frozen):
    """What to give up together to open the zone, by how much, and a package that then stands."""

    walk_aways: dict[str, float]
    red_lines: tuple[RedLine, ...]
    total: float
    package: dict[str, str]


class BlockersLine(Frozen):
    """Why the zone is empty: the minimal sets, the smallest total relaxation, and each red line."""

    minimal: tuple[BlockerLine, ...]
    least: BlockerLine | None
    complete: bool
    red_lines: tuple[Removing, ...]


class MoveLine(Frozen):
    """Options to change, and what each player gains or loses by it."""

    changes: dict[str, str]
    gains: dict[str, float]


class MoveTo(MoveLine):
    """A move and where it leads."""

    package: dict[str, str]


class Compensating(MoveTo):
    """A move that turns the refusals into consent, and what it costs the others."""

    refusing: tuple[str, ...]
    cost: float


class DraftLine(Frozen):
    """What can be said of the draft, and the ways on from it."""

    package: dict[str, str]
    utility: tuple[float, ...]
    permitted: bool
    signable: bool
    moves: tuple[MoveLine, ...]
    compensation: tuple[Compensating, ...]
    path: tuple[MoveTo, ...]


class DealDocument(Document):
    """What `winset deal --json` prints; utilities come in the order of `parties`."""

    parties: tuple[str, ...]
    issues: dict[str, tuple[str, ...]]
    packages: int
    disagreement: WithoutDeal
    zone: Zone
    frontier: FrontierLine
    solutions: dict[str, SolutionLine | None]
    best: Products | None
    notes: tuple[str, ...]
    blockers: BlockersLine | None
    draft: DraftLine | None
