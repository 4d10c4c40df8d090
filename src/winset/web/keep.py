"""Keep: survival under both layers, levers for the guarantee's term, credibility and taper, and comparable cases."""

from datetime import date

from pydantic import Field

from winset.band import Frozen
from winset.keep.comparable import comparable
from winset.report import chart
from winset.study.figure import Reason, Reasons
from winset.study.later import kept
from winset.study.levers import Levers, levers, pulled
from winset.study.run import fingerprint
from winset.study.study import KeptLine, PackageLine
from winset.web.package import PackageAsked, chosen
from winset.web.positions import Name, names
from winset.web.room import Room
from winset.web.screen import Screen

AT_ONCE = 0.15
TOLD = (5.0, 15.0, 20.0, 50.0)


class KeepAsked(PackageAsked):
    """A package, and a guarantee of it set by hand: years, odds of being kept, years of fading."""

    guarantee: str | None = None
    term: float | None = Field(default=None, ge=0, le=1000, allow_inf_nan=False)
    credibility: float | None = Field(default=None, ge=0, le=1, allow_inf_nan=False)
    taper: float | None = Field(default=None, ge=0, le=1000, allow_inf_nan=False)


class Past(Frozen):
    """A guarantee of the past, how it ended, and whether war returned."""

    name: str
    guarantors: str
    protected: str
    begins: date
    term_years: int | None
    ended: date | None
    ended_how: str
    war_returned: date | None
    lesson: str
    source: str


class KeepView(Frozen):
    """How long peace would hold under a package: `lines` for each guarantee in force and for none, null until worked out.

    `as_written` are the guarantees as the case has them, `set` the one that is set by hand.
    """

    parties: tuple[Name, ...]
    begun_from: str | None
    package: dict[str, str]
    contest: bool
    as_written: tuple[Levers, ...]
    set: Levers | None
    lines: tuple[KeptLine, ...] | None
    reasons: dict[str, Reason]
    told: tuple[float, ...]
    picture: str | None
    comparable: tuple[Past, ...]
    pending: bool


def keep(room: Room, asked: KeepAsked) -> KeepView:
    """Return how long peace would hold."""
    case = room.case()
    package, begun_from = chosen(room, asked)
    written = levers(case, package) if case.contest else ()
    at = next((one for one in written if one.guarantee == asked.guarantee), written[0] if written else None)
    moved = case
    if at and any(value is not None for value in (asked.term, asked.credibility, asked.taper)):
        moved = pulled(case, at.guarantee, term=asked.term, credibility=asked.credibility, taper=asked.taper)
    hand = next((one for one in levers(moved, package) if at and one.guarantee == at.guarantee), None) if case.contest else None

    def work_out() -> tuple[tuple[KeptLine, ...], dict[str, Reason], str]:
        reasons = Reasons()
        lines = tuple(kept(moved, [PackageLine(package=package, utility={}, chosen_by=())], reasons))
        return lines, reasons.found, chart.survival(lines, chart.SCREEN)

    key = ("keep", fingerprint(moved), tuple(package.items()))
    found = room.soon(key, work_out, patience=AT_ONCE) if case.contest else ((), {}, "")
    return KeepView(
        parties=names(case)[0],
        begun_from=begun_from,
        package=package,
        contest=case.contest is not None,
        as_written=written,
        set=hand,
        lines=found[0] if found else None,
        reasons=found[1] if found else {},
        told=TOLD,
        picture=found[2] if found else None,
        comparable=tuple(
            Past(
                name=one.name, guarantors=one.guarantors, protected=one.protected, begins=one.begins, term_years=one.term_years,
                ended=one.guarantee_ended, ended_how=one.ended_how, war_returned=one.war_returned, lesson=one.lesson,
                source=one.source,
            )
            for one in comparable(case.as_of)
        ),
        pending=found is None,
    )  # fmt: skip


SCREENS = (Screen("/keep", "Keep", "keep.html", KeepAsked, KeepView, keep),)
