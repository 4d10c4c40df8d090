"""Bodies that must ratify: legislatures and electorates, their rules, blocs and polls, and the order in which they vote."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from winset.band import DEFAULT, Band, Basis, Frozen, Number, written


def _band(low: str, mode: str, high: str, judgement: str) -> Band:
    return Band.model_validate({"low": low, "mode": mode, "high": high, "because": {"judgement": judgement}})


FACTOR = _band("0", "0.125", "0.5", "Beta(2, 8), its mode and the range it is shown over: how far one mood moves all votes")
POLL_BIAS = _band("0", "0.09", "0.18", "polls overstate change: 2.25 points at 50 percent; 7 of 10 British referendums")
POLL_ERROR = _band(
    "0.12", "0.2", "0.32", "5 points at 50 percent; between the errors of final polls in close and one-sided votes"
)

Probability = Annotated[Band, Field(description="a probability, 0 to 1")]


class Rule(Frozen):
    """What counts as passing: a share of those voting or of all members, or a number of votes; with a quorum if there is one.

    `more_than` makes a tie fail. `weights` counts members by their weight. `source` is the law, `known` the day since when.
    """

    share: Number | None = None
    of: Literal["voting", "members"] = "voting"
    more_than: bool = False
    votes: int | None = Field(default=None, gt=0)
    weights: bool = False
    quorum: Number | None = Field(default=None, gt=0, le=1, description="share of the members that must take part")
    source: str | None = None
    known: date | None = None

    @model_validator(mode="after")
    def _can_pass_and_fail(self) -> Self:
        if (self.share is None) == (self.votes is None):
            raise ValueError("either `share` or `votes` is wanted, not both and not neither")
        if self.share is not None and self.share <= 0 and not self.more_than:
            raise ValueError(f"a share above 0 is wanted; {written(self.share)} is always met, so raise it or drop the rule")
        if self.share is not None and (self.share > 1 or (self.share == 1 and self.more_than)):
            raise ValueError(
                f"a share within reach of all members is wanted; {written(self.share)} can never be reached: write 2/3 or so"
            )
        return self


class Bloc(Frozen):
    """Members who vote alike: their number, the odds that one of them says yes before the terms, and how often one is absent.

    `endorsement` is the probit shift when the body's leader endorses the deal. `veto`: one no of theirs is enough to fail it.
    """

    name: str = ""
    seats: int = Field(ge=0)
    weight: int = Field(default=1, ge=0)
    yes: Probability
    absent: Probability = Band.model_validate(0)
    endorsement: Band = Band.model_validate(0)
    veto: bool = False
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _odds(self) -> Self:
        _within(self.yes, "yes")
        _within(self.absent, "absent")
        return self


class Chamber(Frozen):
    """One chamber: every one of its rules must be met."""

    name: str = ""
    rules: tuple[Rule, ...]
    blocs: dict[str, Bloc] = Field(min_length=1)
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _can_pass_and_fail(self) -> Self:
        heads = sum(bloc.seats for bloc in self.blocs.values())
        weights = sum(bloc.seats * bloc.weight for bloc in self.blocs.values())
        if not self.rules:
            raise ValueError("at least one rule is wanted; say what counts as passing")
        if heads == 0:
            raise ValueError("at least one member is wanted; a body without members cannot vote, so give its blocs their seats")
        for rule in self.rules:
            most = weights if rule.weights else heads
            if most == 0:
                raise ValueError(
                    "a weight above 0 is wanted; where all weigh nothing the rule can never be reached: mend `weight`"
                )
            if rule.votes is not None and rule.votes > most:
                raise ValueError(
                    f"a threshold within {most} votes is wanted; {rule.votes} can never be reached, so lower it or mend the seats"
                )
        return self


class Selection(Frozen):
    """A leader who withholds what would lose: brings it iff passage then looks at least as likely as the threshold."""

    threshold: Probability = Band.model_validate("1/2")
    insight: Probability = Band.model_validate({"low": "0.2", "mode": "0.5", "high": "0.8"})
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _odds(self) -> Self:
        _within(self.threshold, "threshold")
        _within(self.insight, "insight", most=Fraction(99, 100))
        return self


class Legislature(Frozen):
    """A legislature: all its chambers must pass. `factor` is the share of each vote's variance that one common mood carries."""

    kind: Literal["legislature"]
    name: str
    chambers: dict[str, Chamber] = Field(min_length=1)
    factor: Band = FACTOR
    endorsed: bool = Field(default=False, description="whether the body's leader endorses the deal")
    selection: Selection | None = None
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _odds(self) -> Self:
        _within(self.factor, "factor")
        return self


class Voters(Frozen):
    """A part of the electorate: its share of the votes, and the share of yes among its decided voters before the terms."""

    name: str = ""
    share: Number = Field(ge=0, le=1)
    yes: Probability
    endorsement: Band = Band.model_validate(0)
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _odds(self) -> Self:
        _within(self.yes, "yes")
        return self


class Poll(Frozen):
    """One published poll: when it was in the field, what it asked, shares of yes, no and undecided, how many were asked."""

    on: date
    question: str
    yes: Number
    no: Number
    undecided: Number = Fraction(0)
    asked: int | None = None
    source: str
    known: date


class Electorate(Frozen):
    """A referendum: more than `threshold` of the votes, with a turnout quorum, an approval quorum, or every bloc, if asked."""

    kind: Literal["electorate"]
    name: str
    blocs: dict[str, Voters] = Field(min_length=1)
    threshold: Number = Field(default=Fraction(1, 2), gt=0, lt=1)
    everywhere: bool = False
    quorum: Number = Field(default=Fraction(0), ge=0, le=1, description="share of the electorate that must vote")
    approval: Number = Field(default=Fraction(0), ge=0, le=1, description="share of the electorate that must say yes")
    turnout: Probability = Band.model_validate({"low": "0.45", "mode": "0.6", "high": "0.75"})
    tie: Band = Field(default=Band.model_validate(0), description="correlation of turnout with the yes vote")
    undecided: Probability = Band.model_validate(0)
    leaning: Probability | None = Field(
        default=None, description="share of the undecided who would say yes; as the decided if unsaid"
    )
    bias: Band = POLL_BIAS
    error: Band = POLL_ERROR
    factor: Band = FACTOR
    endorsed: bool = False
    selection: Selection | None = None
    polls: tuple[Poll, ...] = ()
    because: Basis = DEFAULT
    source: str | None = Field(default=None, description="the law that sets the rule")
    known: date | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = sum((bloc.share for bloc in self.blocs.values()), Fraction(0))
        if total != 1:
            raise ValueError(f"shares that add up to 1 are wanted; the blocs' shares add up to {written(total)}, so mend them")
        for name in ("turnout", "undecided", "factor"):
            _within(getattr(self, name), name)
        if self.leaning is not None:
            _within(self.leaning, "leaning")
        if self.error.low < 0 or not -Fraction(19, 20) <= self.tie.low <= self.tie.high <= Fraction(19, 20):
            raise ValueError("an error of 0 or more and a tie from -0.95 to 0.95 are wanted")
        return self


Body = Annotated[Legislature | Electorate, Field(discriminator="kind")]


class Precondition(Frozen):
    """What must hold before a body may vote: the odds that it comes, after how many days, and how often a year it breaks down."""

    name: str
    chance: Probability = Band.model_validate(1)
    wait: Band = Field(default=Band.model_validate(0), description="days after signing")
    lapse: Band = Field(default=Band.model_validate(0), description="rate a year at which it ends again")
    source: str | None = None
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _odds(self) -> Self:
        _within(self.chance, "chance")
        if min(self.wait.low, self.lapse.low) < 0:
            raise ValueError("a wait and a lapse of 0 or more are wanted")
        return self


class Gate(Frozen):
    """One step of the chain: a body, how many days after the step before, what it needs, and on which options it is taken.

    `when` names issues and options; the gate stands only in the way of packages that hold one of them for each issue.
    """

    body: str
    delay: Band = Field(default=Band.model_validate(0), description="days after the gate before it")
    needs: tuple[str, ...] = ()
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.delay.low < 0:
            raise ValueError("a delay of 0 days or more is wanted; put the gates in their order")
        return self


class Ratification(Frozen):
    """The chain: gates in order, and the preconditions that they may need."""

    gates: tuple[Gate, ...]
    preconditions: dict[str, Precondition] = Field(default_factory=dict)
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _some_gate(self) -> Self:
        if not self.gates:
            raise ValueError("at least one gate is wanted; name the bodies that must ratify, or drop `ratification`")
        return self


def _within(band: Band, name: str, most: Fraction = Fraction(1)) -> None:
    if band.low < 0 or band.high > most:
        got = f"{written(band.low)} to {written(band.high)}"
        raise ValueError(f"`{name}` within 0 to {written(most)} is wanted, not {got}; give shares, not percentages")
