"""Guarantees of the peace, and the contest that they are to hold down: every figure a band with its basis."""

from collections.abc import Mapping
from fractions import Fraction
from math import exp
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from winset.band import DEFAULT, Band, Basis, Frozen, Number, Prior, written


def _form(value: object) -> str:
    """Return which form of a figure a person wrote."""
    if isinstance(value, ByOption | TermByOption) or (isinstance(value, Mapping) and "issue" in value):
        return "by-option"
    return "a-word" if value == "endless" else "a-band"


Term = Annotated[Annotated[Band, Tag("a-band")] | Annotated[Literal["endless"], Tag("a-word")], Discriminator(_form)]
"""Years, or without an end."""


class ByOption(Frozen):
    """A figure that the deal itself settles: an issue, and the figure for each of its options."""

    issue: str
    options: dict[str, Band] = Field(min_length=1)


class TermByOption(Frozen):
    """A term that the deal itself settles: an issue, and the years for each of its options."""

    issue: str
    options: dict[str, Term] = Field(min_length=1)


Figure = Annotated[Annotated[ByOption, Tag("by-option")] | Annotated[Band, Tag("a-band")], Discriminator(_form)]
"""A figure, or one for each option of an issue."""

Length = Annotated[
    Annotated[TermByOption, Tag("by-option")] | Annotated[Band, Tag("a-band")] | Annotated[Literal["endless"], Tag("a-word")],
    Discriminator(_form),
]
"""A term, or one for each option of an issue."""


def _from_to(low: str, high: str) -> AfterValidator:
    """Keep a figure within the range in which its powers are finite numbers."""

    def within(number: Fraction) -> Fraction:
        if not Fraction(low) <= number <= Fraction(high):
            raise ValueError(f"a number from {low} to {high} is wanted")
        return number

    return AfterValidator(within)


Shape = Annotated[Number, _from_to("0.1", "10")]
Scale = Annotated[Number, _from_to("0.01", "1000000")]

LONGEST = 1000
"""Years of the longest term that has an end; longer ones are `endless`."""


class Staying(Frozen):
    """How long guarantors stay, as a Weibull distribution in years: exp(−(t/scale)^shape)."""

    shape: Shape = Fraction("0.751")
    scale: Scale = Fraction("107.2")
    because: Basis = Basis(source="ATOP 5.1, defence pacts of a major with a minor power formed since 1945")


class Ratio(Frozen):
    """What the guarantee multiplies the hazard of war by: lognormal. A σ of 3 already spans a factor of eight thousand."""

    median: Annotated[Number, _from_to("0.01", "100")] = Fraction("0.74")
    sigma: Annotated[Number, _from_to("0", "3")] = Fraction("0.62")
    because: Basis = Basis(judgement="pooled refits from .40 to 1.65; the data do not identify even the sign")

    @property
    def band(self) -> Band:
        """The ratio as a lognormal band, cut off three σ from its median: 0.3 percent of it lies outside.

        >>> [round(float(end), 2) for end in (Ratio().band.low, Ratio().band.mode, Ratio().band.high)]
        [0.12, 0.5, 4.75]
        """
        median, sigma = float(self.median), float(self.sigma)
        ends = {name: Fraction(median * exp(power)) for name, power in (("low", -3 * sigma), ("high", 3 * sigma))}
        return Band(**ends, mode=Fraction(median * exp(-(sigma**2))), prior=Prior.LOGNORMAL, because=self.because)


class Guarantee(Frozen):
    """A promise to act if war returns. It is in force for packages that hold one of the options of `when` for each issue.

    `credibility` g is the odds, in the attacker's eyes, that it is kept; if it is, the attacker's odds fall by `effect` Δ
    and war costs `cost` k more. `taper` is the number of years at the end of the term over which it fades to nothing.
    """

    name: str
    guarantor: str
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    term: Length
    credibility: Figure
    taper: Figure = Band.model_validate(0)
    effect: Band
    cost: Band = Band.model_validate(0)
    staying: Staying = Staying()
    ratio: Ratio = Ratio()
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _ranges(self) -> Self:
        for band in _figures(self.credibility):
            if band.low < 0 or band.high > 1:
                raise ValueError(f"a credibility within 0 to 1 is wanted, not {written(band.low)} to {written(band.high)}")
        for band in (*_figures(self.term), *_figures(self.taper)):
            if band.low < 0:
                raise ValueError(f"a term and a taper of 0 years or more are wanted, not {written(band.low)}; no guarantee is 0")
            if band.high > LONGEST:
                raise ValueError(
                    f"a term and a taper of at most {LONGEST:,} years are wanted; write `endless` for one without an end"
                )
        if min(self.effect.low, self.cost.low) < 0:
            raise ValueError("an effect and a cost of 0 or more are wanted; below 0 the guarantee would help the attacker")
        return self


class Contest(Frozen):
    """What the attacker weighs, a year: what it keeps by staying at peace, its odds and its cost of war, and its patience.

    `keeps` x, `wins` p and `war_cost` c are shares of what is at stake, p − c what war is worth; `discount` δ is what next year
    is worth; `shocks` σ the size of surprises; `defender_cost` what war costs the other side (if unsaid, as much).
    `shape` and `scale` are the Weibull baseline of the empirical layer, in years.
    """

    attacker: str
    keeps: Band
    wins: Band
    war_cost: Band
    defender_cost: Band | None = None
    discount: Band = Band.model_validate({"low": "0.9", "mode": "0.95", "high": "0.98"})
    shocks: Band = Band.model_validate({"low": "0.03", "mode": "0.05", "high": "0.1"})
    shape: Shape = Fraction("0.614")
    scale: Scale = Fraction("116.45")
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _ranges(self) -> Self:
        if self.wins.low < 0 or self.wins.high > 1:
            raise ValueError(
                f"odds of winning within 0 to 1 are wanted, not {written(self.wins.low)} to {written(self.wins.high)}"
            )
        if self.discount.low < 0 or self.discount.high >= 1:
            raise ValueError("a discount from 0 to below 1 is wanted; 0.95 halves what is 13.5 years away")
        if self.shocks.low < 0:
            raise ValueError("shocks of 0 or more are wanted")
        return self


def _figures(figure: object) -> tuple[Band, ...]:
    if isinstance(figure, ByOption | TermByOption):
        return tuple(band for band in figure.options.values() if isinstance(band, Band))
    return (figure,) if isinstance(figure, Band) else ()
