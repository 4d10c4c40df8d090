"""From a case to its score table: one signing date, one reading of every band."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from winset.band import Band
from winset.case.case import Case
from winset.errors import Problem, Refused, Severity
from winset.space.table import Binding, Pair, ScoreTable, from_values

Pick = Callable[[str, Fraction, Fraction, Fraction], Fraction]
"""Chooses a number from a band: called with where the band stands in the case and its low, mode and high."""

Extra = Mapping[str, Mapping[str, Mapping[str, Fraction]]]
"""Further scores by name: what each issue's options add to them; an option left out adds nothing."""


def low(_where: str, low: Fraction, _mode: Fraction, _high: Fraction) -> Fraction:
    """Choose the low end of every band."""
    return low


def mode(_where: str, _low: Fraction, mode: Fraction, _high: Fraction) -> Fraction:
    """Choose the mode of every band."""
    return mode


def high(_where: str, _low: Fraction, _mode: Fraction, high: Fraction) -> Fraction:
    """Choose the high end of every band."""
    return high


def signing_day(case: Case) -> date:
    """Return the day for which the zone is asked unless another is named: the first of `signing`, else the case's own."""
    return case.signing[0] if case.signing else case.as_of


def negotiators(case: Case) -> tuple[str, ...]:
    """Return the parties whose signature every package needs."""
    return tuple(party for party, one in case.parties.items() if one.negotiates)


def guarantors(case: Case) -> tuple[str, ...]:
    """Return the parties whose signature a package needs only once it holds an option that binds them."""
    bound = {party for issue in case.issues.values() for option in issue.options.values() for party in option.binds}
    return tuple(party for party, one in case.parties.items() if party in bound and not one.negotiates)


def tabulate(case: Case, day: date | None = None, pick: Pick = mode, extra: Extra | None = None) -> ScoreTable:
    """Return the score table of a case for a signing day: negotiators first, then guarantors, then the extra scores.

        value_p(x) = sum_i w_pi v_pi(x_i) / sum_i w_pi  +  sum_links L_p [x holds both options]

    in the case's own units, exactly. A signatory's floor is its walk-away on the day; a guarantor's counts only in packages
    that bind it. A red line of a negotiator removes the option; one of a guarantor removes it beside every option that binds
    that guarantor. A condition forbids the pairs that it does not name. A mediator signs nothing and has no score.

    Every number goes through `pick`; where it stands is said as "preferences.PARTY.issues.ISSUE.weight",
    "….values.OPTION", "preferences.PARTY.walk_away" or "links.NUMBER.add.PARTY".

    Raises
    ------
    Refused : a party without a preference, without a value for an option, or without any weight
    """
    signs, bound = negotiators(case), guarantors(case)
    parties, extra = (*signs, *bound), extra or {}
    index = {issue: i for i, issue in enumerate(case.issues)}
    place = {issue: {option: o for o, option in enumerate(one.options)} for issue, one in case.issues.items()}
    utility = {party: _utility(case, party, pick) for party in parties}
    values = [
        [
            [utility[p][issue][option] for p in parties] + [extra[e].get(issue, {}).get(option, Fraction(0)) for e in extra]
            for option in one.options
        ]
        for issue, one in case.issues.items()
    ]
    day = day or signing_day(case)
    floors = [pick(f"preferences.{p}.walk_away", *case.preferences[p].walk_away.on(day)) for p in parties]
    binds = {
        p: frozenset((index[i], place[i][o]) for i, one in case.issues.items() for o in one.options if p in one.options[o].binds)
        for p in bound
    }
    allowed = [[True] * len(one.options) for one in case.issues.values()]
    forbidden = _conditions(case, index, place)
    for line in case.red_lines:
        here, option = index[line.issue], place[line.issue][line.option]
        if line.party in signs or (here, option) in binds.get(line.party, ()):
            allowed[here][option] = False
        forbidden += [Pair(i, o, here, option) for i, o in sorted(binds.get(line.party, ())) if i != here]
    links = []
    for number, link in enumerate(case.links):
        (i, a), (j, b) = link.when.items()
        add = [_of(link.add[p], f"links.{number}.add.{p}", pick) if p in link.add else Fraction(0) for p in parties]
        links.append((Pair(index[i], place[i][a], index[j], place[j][b]), [*add, *([Fraction(0)] * len(extra))]))
    return from_values(
        list(case.issues),
        [list(one.options) for one in case.issues.values()],
        [*parties, *extra],
        values,
        floors=[*floors, *([None] * len(extra))],
        links=links,
        allowed=allowed,
        forbidden=forbidden,
        bindings=[Binding(parties.index(p), binds[p]) for p in bound],
    )


def _utility(case: Case, party: str, pick: Pick) -> dict[str, dict[str, Fraction]]:
    """Return what each option adds to a party's utility: weight times value over the sum of the weights."""
    if party not in case.preferences:
        raise Refused(_lacking(f"preferences.{party}", "nothing", "weights, values and a walk-away", f"add preferences.{party}"))
    stakes = case.preferences[party].issues
    at = f"preferences.{party}.issues"
    weight = {
        issue: _of(stakes[issue].weight, f"{at}.{issue}.weight", pick) if issue in stakes else Fraction(0)
        for issue in case.issues
    }
    whole = sum(weight.values())
    if whole <= 0:
        raise Refused(_lacking(at, "weights that add up to nothing", "a weight above 0", "give an issue some weight"))
    added: dict[str, dict[str, Fraction]] = {}
    for issue, one in case.issues.items():
        added[issue] = {}
        for option in one.options:
            if issue in stakes and option not in stakes[issue].values:
                where = f"{at}.{issue}.values.{option}"
                raise Refused(
                    _lacking(where, "no value", "a value for every option", "say what the option is worth to the party")
                )
            value = _of(stakes[issue].values[option], f"{at}.{issue}.values.{option}", pick) if issue in stakes else Fraction(0)
            added[issue][option] = weight[issue] * value / whole
    return added


def _of(band: Band, where: str, pick: Pick) -> Fraction:
    return pick(where, band.low, band.mode, band.high)


def _conditions(case: Case, index: Mapping[str, int], place: Mapping[str, Mapping[str, int]]) -> list[Pair]:
    """Return the pairs that the conditions forbid: an option, and each option of the other issue that will not do."""
    pairs = []
    for condition in case.conditions:
        ((issue, option),) = condition.when.items()
        ((other, needed),) = condition.needs.items()
        pairs += [
            Pair(index[issue], place[issue][option], index[other], o) for one, o in place[other].items() if one not in needed
        ]
    return pairs


def _lacking(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "incomplete-preference", where, got, wanted, remedy)
