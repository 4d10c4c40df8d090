"""The shapes of what `winset ratify`, `keep` and `power` print with `--json`; their JSON Schemas are made from these."""

from pydantic import Field

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
