"""Issues in dispute, their options, and the rules that tie options of different issues together."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from winset.band import DEFAULT, Band, Basis, Frozen

Choice = tuple[str, str]
"""An issue and one of its options."""


MOST = 10
"""The largest change of the log of the hazard of war that one option may make."""


class Disclosure(StrEnum):
    """How much of an option or a point is public."""

    PUBLIC = "public"
    UNDISCLOSED = "undisclosed"


class Option(Frozen):
    """One of the mutually exclusive settlements of an issue.

    `terms` are the words that name it in reports. `binds` names the parties whose signature a package needs once this
    option is in it. What it moves in the later stages, where that is said: `support` shifts the blocs' readiness to ratify, in
    probits (keys are "body", "body.bloc" or "body.chamber.bloc"), `hazard` the log of the hazard of war, `stake` what the
    attacker keeps by staying at peace.
    """

    name: str
    terms: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    disclosure: Disclosure = Disclosure.PUBLIC
    support: dict[str, Band] = Field(default_factory=dict)
    hazard: Band | None = None
    stake: Band | None = None

    @model_validator(mode="after")
    def _hazard_in_reach(self) -> Self:
        if self.hazard and not -MOST <= self.hazard.low <= self.hazard.high <= MOST:
            raise ValueError(f"a hazard from -{MOST} to {MOST} is wanted; it is a logarithm: 0.7 doubles the risk of war")
        return self


class Issue(Frozen):
    """A point in dispute: a question, and the options that would settle it."""

    name: str
    question: str | None = None
    terms: tuple[str, ...] = ()
    options: dict[str, Option] = Field(min_length=1)


class RedLine(Frozen):
    """An option that a party rejects whatever else it gets."""

    party: str
    issue: str
    option: str
    because: Basis = DEFAULT


class Link(Frozen):
    """Two options that together add something to, or take it from, the parties' utilities (in the case's own units)."""

    when: dict[str, str] = Field(min_length=2, max_length=2, description="two issues, an option of each")
    add: dict[str, Band]
    because: Basis = DEFAULT


class Condition(Frozen):
    """An option that stands only with certain options of another issue: a withdrawal only with a guarantee in force."""

    when: dict[str, str] = Field(min_length=1, max_length=1, description="an issue and its option")
    needs: dict[str, tuple[str, ...]] = Field(
        min_length=1, max_length=1, description="another issue and the options that will do"
    )
    because: Basis = DEFAULT
