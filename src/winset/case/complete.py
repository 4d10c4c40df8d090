"""What a case leaves unsaid, filled in openly: bases handed down, and unknown values as wide bands, never as zeros."""

from collections.abc import Mapping
from datetime import date

from winset.band import DEFAULT, Band, Basis
from winset.case.case import Case
from winset.case.later import hand_down
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint


def complete(case: Case) -> Case:
    """Return the case with every band resting on a basis of its own and every party valuing every option.

    A band without a basis takes the one written above it. A value that nobody gave is 0 to the case's scale, its mode in
    the middle, and rests on the default; so does a walk-away that nobody gave, from 0 to the middle of the scale.
    """
    preferences = {party: _preference(case, case.preferences.get(party)) for party in case.parties}
    links = tuple(
        link.model_copy(update={"add": {party: band.resting_on(link.because) for party, band in link.add.items()}})
        for link in case.links
    )
    return hand_down(case.model_copy(update={"preferences": preferences, "links": links}))


def _preference(case: Case, given: Preference | None) -> Preference:
    anything = Band(low=case.scale * 0, mode=case.scale / 2, high=case.scale)
    if given is None:
        even = IssuePreference(weight=Band.model_validate(1), values={})
        nothing = Band(low=case.scale * 0, mode=case.scale * 0, high=case.scale / 2)
        walk_away = WalkAway(points=(WalkAwayPoint(on=date.min, value=nothing),))
        given = Preference(issues=dict.fromkeys(case.issues, even), walk_away=walk_away)
    issues = {
        issue: _stake(given.issues[issue], case.issues[issue].options, anything, given.because)
        for issue in given.issues
        if issue in case.issues
    }
    walk = given.walk_away
    above = walk.because if walk.because != DEFAULT else given.because
    points = tuple(point.model_copy(update={"value": point.value.resting_on(above)}) for point in walk.points)
    return given.model_copy(update={"issues": issues, "walk_away": walk.model_copy(update={"points": points, "because": above})})


def _stake(stake: IssuePreference, options: Mapping[str, object], anything: Band, above: Basis) -> IssuePreference:
    because = stake.because if stake.because != DEFAULT else above
    values = {option: stake.values[option].resting_on(because) if option in stake.values else anything for option in options}
    return stake.model_copy(update={"weight": stake.weight.resting_on(because), "values": values, "because": because})
