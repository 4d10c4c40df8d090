"""What if a number were another: the zone, the odds of all bodies and survival with it and without, all else at its mode."""

from collections.abc import Mapping
from datetime import date

from winset.band import Frozen
from winset.case.case import Case
from winset.keep.lasting import lasting
from winset.ratify.odds import ratify
from winset.study.assumed import changed
from winset.study.hand import Zone, zone


class Outcome(Frozen):
    """What follows, at the modes: the zone, the odds that all bodies pass a package, peace by the game."""

    zone: Zone
    ratified: float | None
    lasts: float | None


class WhatIf(Frozen):
    """A number of the case as it is and as it is put, and what follows from each."""

    path: str
    to: float
    before: Outcome
    after: Outcome


def what_if(case: Case, path: str, to: float, package: Mapping[str, str], day: date, years: float = 15) -> WhatIf:
    """Return what changes if one number of the case is put to another within its band.

    Raises
    ------
    Refused : no number stands there, or the other one lies outside its band
    """
    return WhatIf(
        path=path,
        to=to,
        before=_outcome(case, package, day, years),
        after=_outcome(changed(case, path, to), package, day, years),
    )


def _outcome(case: Case, package: Mapping[str, str], day: date, years: float) -> Outcome:
    passes = ratify(case, package, draws=0).whole.value if case.ratification else None
    lasts = None
    if case.contest:
        found = lasting(case, [package], [years])
        held = found.in_force[0].tolist()
        lasts = max(float(found.structural[0, 0, k, 0]) for k, holds in enumerate(held) if holds)
    return Outcome(zone=zone(case, day), ratified=passes, lasts=lasts)
