"""The case as a whole: one frozen record of everything that a person wrote in `case.yaml`."""

from datetime import date
from fractions import Fraction

from pydantic import Field

from winset.band import Frozen, Number
from winset.case.body import Body, Ratification
from winset.case.correlation import Correlation
from winset.case.guarantee import Contest, Guarantee
from winset.case.issue import Condition, Issue, Link, RedLine
from winset.case.party import Party
from winset.case.plan import Plan
from winset.case.preference import Preference


class Case(Frozen):
    """A negotiation, with what each side wants and what is assumed. Ids are the keys of the mappings.

    A package is one option for every issue. Utilities run from 0 to `scale` before links. `as_of` is the day that the case
    describes: nothing in it may have become known later. `signing` lists the days for which the zone is asked. `bodies` must
    ratify, in the order of `ratification`; `guarantees` are to keep the peace against what the attacker weighs in `contest`.
    Numbers are taken to be independent of each other but where `correlations` says otherwise.
    """

    name: str
    title: str
    as_of: date
    summary: str = ""
    notice: str = Field(default="", description="shown wherever the case's numbers are: what sort of assumptions they are")
    scale: Number = Field(default=Fraction(100), gt=0, description="the value of a party's best option; 1 in imported scenarios")
    parties: dict[str, Party] = Field(min_length=1)
    issues: dict[str, Issue] = Field(min_length=1)
    preferences: dict[str, Preference]
    red_lines: tuple[RedLine, ...] = ()
    links: tuple[Link, ...] = ()
    conditions: tuple[Condition, ...] = ()
    plan: Plan | None = None
    signing: tuple[date, ...] = ()
    bodies: dict[str, Body] = Field(default_factory=dict)
    ratification: Ratification | None = None
    guarantees: dict[str, Guarantee] = Field(default_factory=dict)
    contest: Contest | None = None
    correlations: tuple[Correlation, ...] = ()
