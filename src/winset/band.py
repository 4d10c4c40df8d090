"""Numbers that are not known exactly: a low, a mode and a high, and the basis they rest on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator


class Frozen(BaseModel):
    """A record: nothing edits it, and a field that it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


LONGEST_NUMBER = 60


def exact(value: Any) -> Fraction:
    """Return a number exactly as it is written: an integer, a decimal, or a ratio such as "17/19".

    Raises
    ------
    ValueError : not a finite number, or longer than 60 characters

    Examples
    --------
    >>> exact("0.1") + exact(0.2) == Fraction(3, 10)
    True
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError(f"a number is wanted, not {value!r}")
    text = str(value).strip()
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"a number of at most {LONGEST_NUMBER} characters is wanted, not one of {len(text)}")
    top, _, bottom = text.partition("/")
    try:
        numerator, denominator = Decimal(top), Decimal(bottom or "1")
    except InvalidOperation:
        raise ValueError(f"a number is wanted, not {text!r}") from None
    if not (numerator.is_finite() and denominator.is_finite()) or not denominator:
        raise ValueError(f"a finite number is wanted, not {text!r}")
    if max(abs(numerator.adjusted()), abs(denominator.adjusted())) > LONGEST_NUMBER:
        raise ValueError(f"a number between 1e-{LONGEST_NUMBER} and 1e{LONGEST_NUMBER} is wanted, not {text!r}")
    return Fraction(numerator) / Fraction(denominator)


def written(number: Fraction) -> str:
    """Return the shortest exact way to write a number: a decimal where there is one, else a ratio.

    >>> written(Fraction(3, 8)), written(Fraction(1, 3))
    ('0.375', '1/3')
    """
    rest, places = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = number.numerator * 10**places // number.denominator
    return str(Decimal(digits).scaleb(-places)) if places else str(digits)


Number = Annotated[
    Fraction,
    BeforeValidator(exact),
    PlainSerializer(lambda n: int(n) if n.denominator == 1 else written(n), when_used="json"),
    WithJsonSchema({"type": ["number", "string"]}),
]


class BasisKind(StrEnum):
    """What sort of thing a number rests on."""

    STATEMENTS = "statements"
    PASSAGE = "passage"
    FIGURE = "figure"
    JUDGEMENT = "judgement"
    DEFAULT = "default"


class Basis(Frozen):
    """What a number rests on: statements, a passage of a source, a public figure, a judgement, or nothing but a default.

    `statements` are ids in the ledger; `source` names a document or a publication; `words` stand in it exactly as
    written; `judgement` says in plain language what is assumed; `known` is the day since when it was known.
    """

    statements: tuple[str, ...] = ()
    source: str | None = None
    words: str | None = None
    judgement: str | None = None
    known: date | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return {"statements": data} if isinstance(data, list | tuple) else data

    @model_validator(mode="after")
    def _words_have_a_source(self) -> Self:
        if self.words and not self.source:
            raise ValueError("words are quoted without their source; add `source:`")
        return self

    @property
    def kind(self) -> BasisKind:
        """The strongest thing that the number rests on."""
        if self.statements:
            return BasisKind.STATEMENTS
        if self.words:
            return BasisKind.PASSAGE
        if self.source:
            return BasisKind.FIGURE
        return BasisKind.JUDGEMENT if self.judgement else BasisKind.DEFAULT


DEFAULT = Basis()


class Prior(StrEnum):
    """How a number may lie within its band.

    pert: a beta on [low, high] with a = 1 + 4 (mode − low)/(high − low) and b = 6 − a, whose mean is (low + 4 mode + high)/6.
    Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7(5), p. 652. triangular: straight lines up to the mode and
    down from it. uniform: alike everywhere. discrete: the values named, with their odds. lognormal: its logarithm is normal with
    σ = ln(high/low)/6, so that the ends lie six σ apart; the mode is the likeliest value, and what lies outside is cut off.
    """

    PERT = "pert"
    TRIANGULAR = "triangular"
    UNIFORM = "uniform"
    DISCRETE = "discrete"
    LOGNORMAL = "lognormal"


class Band(Frozen):
    """A number with its spread: low ≤ mode ≤ high, each exact, and how it may lie between them.

    Written as a number, as "20..30" (the mode is the middle), as {low, mode, high, prior, because}, or as {discrete: {value:
    odds}}, whose ends and likeliest value follow from it.

    >>> Band.model_validate("20..30").mode
    Fraction(25, 1)
    >>> Band.model_validate({"discrete": {10: "0.2", 20: "0.8"}}).mode
    Fraction(20, 1)
    """

    low: Number
    mode: Number
    high: Number
    prior: Prior = Prior.PERT
    discrete: dict[Number, Number] = Field(default_factory=dict, description="odds by value, which add up to 1")
    because: Basis = DEFAULT

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return _mapped(dict(data))
        if isinstance(data, str) and ".." in data:
            low, high = (exact(end) for end in data.split("..", 1))
            return {"low": low, "mode": (low + high) / 2, "high": high}
        if isinstance(data, Band):
            return data
        number = exact(data)
        return {"low": number, "mode": number, "high": number}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.mode <= self.high:
            given = ", ".join(map(written, (self.low, self.mode, self.high)))
            raise ValueError(f"low ≤ mode ≤ high is wanted, not {given}; they are not in order")
        if self.prior is Prior.LOGNORMAL and self.low <= 0:
            raise ValueError(f"a lognormal prior above 0 is wanted, not one from {written(self.low)}; raise its low, or use pert")
        if (self.prior is Prior.DISCRETE) != bool(self.discrete):
            raise ValueError("a discrete prior with its values is wanted; write {discrete: {10: 0.2, 20: 0.8}}")
        if self.discrete and (
            (self.low, self.high) != (min(self.discrete), max(self.discrete)) or self.mode not in self.discrete
        ):
            raise ValueError("a discrete prior without other ends is wanted; its low, mode and high follow from its values")
        return self

    def resting_on(self, basis: Basis) -> Self:
        """Return the band with this basis where it has none of its own."""
        return self if self.because != DEFAULT else self.model_copy(update={"because": basis})


def _mapped(data: dict[str, Any]) -> dict[str, Any]:
    """Fill in {value, …}, what follows from {discrete}, and a missing mode."""
    if "value" in data:
        within = Band.model_validate(data.pop("value")).model_dump(exclude={"because"})
        return {**within, **data}
    if data.get("discrete"):
        return {**_discrete(data["discrete"]), **{key: data[key] for key in data if key != "discrete"}}
    if "mode" not in data and {"low", "high"} <= data.keys():
        data["mode"] = (exact(data["low"]) + exact(data["high"])) / 2
    return data


def _discrete(given: Any) -> dict[str, Any]:
    """Return the band of a discrete prior: its ends, and the likeliest of its values, the least of equals."""
    if not isinstance(given, Mapping):
        raise ValueError("values with their odds are wanted; write {discrete: {10: 0.2, 20: 0.8}}")
    odds = {exact(value): exact(share) for value, share in given.items()}
    if any(share < 0 for share in odds.values()):
        raise ValueError(f"odds of 0 or more are wanted, not {written(min(odds.values()))}; drop the sign")
    if sum(odds.values()) != 1:
        raise ValueError(f"odds that add up to 1 are wanted, not {written(sum(odds.values(), Fraction(0)))}; rescale them")
    held = {value: share for value, share in sorted(odds.items()) if share}
    mode = max(held, key=lambda value: held[value])
    return {"low": min(held), "mode": mode, "high": max(held), "prior": Prior.DISCRETE, "discrete": held}
