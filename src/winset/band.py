"""Numbers that are not known exactly: a low, a mode and a high, and the basis they rest on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema, model_validator


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


class Band(Frozen):
    """A number with its spread: low ≤ mode ≤ high, each exact.

    Written as a number, as "20..30" (the mode is the middle), or as {low, mode, high, because}.

    >>> Band.model_validate("20..30").mode
    Fraction(25, 1)
    """

    low: Number
    mode: Number
    high: Number
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
        return self

    def resting_on(self, basis: Basis) -> Self:
        """Return the band with this basis where it has none of its own."""
        return self if self.because != DEFAULT else self.model_copy(update={"because": basis})


def _mapped(data: dict[str, Any]) -> dict[str, Any]:
    """Fill in {value, because} and a missing mode."""
    if "value" in data:
        because = {"because": data["because"]} if "because" in data else {}
        return {**Band.model_validate(data["value"]).model_dump(exclude={"because"}), **because}
    if "mode" not in data and {"low", "high"} <= data.keys():
        data["mode"] = (exact(data["low"]) + exact(data["high"])) / 2
    return data
