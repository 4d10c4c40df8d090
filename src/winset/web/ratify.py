"""Ratify: the bodies as gates in sequence, with their odds and which fails first; and where their win-sets overlap."""

from winset.band import Frozen
from winset.case.case import Case
from winset.study.figure import Reason, Reasons
from winset.study.later import ratified
from winset.study.overlap import Overlap, overlap
from winset.study.run import fingerprint
from winset.study.study import PackageLine, RatifiedLine
from winset.web.package import PackageAsked, chosen
from winset.web.positions import Name, names
from winset.web.room import Room
from winset.web.screen import Screen


class RatifyView(Frozen):
    """A package's way through its bodies. While `banded` is false the odds are those at the modes, and their spread is to come.

    `overlap` is over the efficient packages of the last study; it is null before there is one.
    """

    parties: tuple[Name, ...]
    begun_from: str | None
    package: dict[str, str]
    bodies: bool
    way: RatifiedLine | None
    banded: bool
    reasons: dict[str, Reason]
    overlap: Overlap | None
    studied: bool
    pending: bool


def ratify(room: Room, asked: PackageAsked) -> RatifyView:
    """Return a package's way."""
    case = room.case()
    package, begun_from = chosen(room, asked)
    key = (fingerprint(case), tuple(package.items()))
    whole = room.beside(("ratify", *key), _way, case, package, None, patience=0.02)
    way, reasons = whole or _way(case, package, 0)
    study, current = room.study()
    shared = None
    if study and case.ratification:
        efficient = [line.package for line in study.efficient]
        shared = room.beside(("overlap", fingerprint(case), study.input, study.frontier_size), overlap, case, efficient)
    return RatifyView(
        parties=names(case)[0],
        begun_from=begun_from,
        package=package,
        bodies=case.ratification is not None,
        way=way,
        banded=whole is not None,
        reasons=reasons,
        overlap=shared,
        studied=current,
        pending=whole is None or (study is not None and case.ratification is not None and shared is None),
    )


def _way(case: Case, package: dict[str, str], draws: int | None) -> tuple[RatifiedLine | None, dict[str, Reason]]:
    reasons = Reasons()
    line = PackageLine(package=package, utility={}, chosen_by=())
    found = ratified(case, [line], reasons) if draws is None else ratified(case, [line], reasons, draws)
    return next(iter(found), None), reasons.found


SCREENS = (Screen("/ratify", "Ratify", "ratify.html", PackageAsked, RatifyView, ratify),)
