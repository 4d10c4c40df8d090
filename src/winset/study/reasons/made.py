"""What each kind of figure in a study is, and what it was made from, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winset.case.case import Case
from winset.study.reasons.pointer import Steps, children, family


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure: its title, with gaps for what the study says around it; how it was made; whether it is a headline."""

    title: str
    made: str
    headline: bool = False


_ZONE = (
    "The packages that no red line and no condition rules out, and that leave every signatory at least as well off as its "
    "walk-away on that day, counted exactly with every number at its mode. Its ends: every walk-away at its high and at its low."
)
_ALONE = (
    "Of the packages that no red line and no condition rules out, the part that leaves this party worse off than its walk-away; "
    "counted exactly, at the modes. Its ends: the certain bounds of the count."
)
_WORTH = (
    "The values of the package's options, weighted by what each issue weighs for the party, and what links add, at the modes. "
    "Its ends: every value at its low and at its high end."
)
_VOTE = (
    "The votes of the body's blocs under its rule, moved together by one common mood, after what the package's options do to "
    "them. Its ends: the 5 and 95 percent points of draws from the bands."
)
_PEACE = (
    "{layer} Worked out for the package under the guarantee, at the modes. Its ends: the 5 and 95 percent points of draws from "
    "the bands."
)
_STRUCTURAL = _PEACE.format(layer="What the attacker gains by keeping the peace, year by year, against what war would bring it.")
_EMPIRICAL = _PEACE.format(layer="How long past cases lasted, by the guarantee's ratio and its term{clock}.")

_DRAWN = (
    "Every number with a band was drawn many times, by its prior and each by itself unless the case ties them, and the case run "
    "through each draw. Its ends: the error of sampling, 95 percent."
)
_FAN = (
    "Every number with a band was drawn many times and the figure worked out in each draw: the middle of them. Its ends: the 5 "
    "and 95 percent points."
)
_SOBOL = "Sobol indices of groups of numbers (Saltelli et al. 2010). Its ends: 95 percent of a bootstrap."

_SURVIVED = "The smaller of the two layers of survival at the horizon, under the guarantee in force that holds longest."

KINDS: dict[Steps, Kind] = {
    ("positions", "*"): Kind(
        "Where {party} stands on {issue}", "The party's own words on the issue, newest first; what others say of it comes last."
    ),
    ("points", "*"): Kind("Point {number} of the plan, {title}: {status}", "The last news of the point by the day of the case."),
    ("issues", "*"): Kind(
        "How {issue} stands: {coverage}", "What the plan's points say of the issue; where they say nothing, the parties' words."
    ),
    ("contacts", "*"): Kind("A contact, {status}: {kind}, {parties}", "Every report of it on record, taken together."),
    ("claims", "*"): Kind("A claim: {text}", "What is asserted on record; a claim is no fact."),
    ("blockers", "*"): Kind("What keeps packages out: {what}", "A line of case.yaml."),
    ("permitted",): Kind(
        "Packages that no red line and no condition rules out",
        "All packages, counted exactly, without those that hold an option behind a red line or break a condition.",
        headline=True,
    ),
    ("zone", "*", "share"): Kind("Share of the permitted packages in the zone, signed on {day}", _ZONE, headline=True),
    ("zone", "*", "packages"): Kind("Packages in the zone, signed on {day}", _ZONE),
    ("parties", "*", "refuses"): Kind("Share of the permitted packages that {party} alone refuses", _ALONE, headline=True),
    ("parties", "*", "walk_away"): Kind(
        "What {party} has without a deal",
        "The points of its walk-away, with straight lines between their days, on the first day of signing.",
    ),
    ("options", "*", "in_zone"): Kind(
        "Share of the zone's packages that hold “{option}” ({issue})",
        "The packages of the zone, counted by option, at the modes.",
    ),
    ("options", "*", "on_frontier"): Kind(
        "Share of the efficient packages that hold “{option}” ({issue})",
        "The complete list of efficient packages at the modes, one package for each point of it.",
    ),
    ("blockers", "*", "removes"): Kind(
        "Share of the packages otherwise permitted that this removes: {what}",
        "The packages are counted with the line and without it, all else left as it is.",
        headline=True,
    ),
    ("efficient", "*", "utility", "*"): Kind("What an efficient package is worth to {last}", _WORTH),
    ("solutions", "*", "utility", "*"): Kind("What the package of {chosen_by} is worth to {last}", _WORTH),
    ("ratified", "*", "whole"): Kind("Odds that every body passes the package of {chosen_by}", _VOTE, headline=True),
    ("ratified", "*", "gates", "*", "passes"): Kind("Odds that {body} passes the package of {chosen_by}", _VOTE, headline=True),
    ("ratified", "*", "gates", "*", "reached"): Kind(
        "Odds that the package of {chosen_by} has passed every body up to {body}", _VOTE
    ),
    ("ratified", "*", "gates", "*", "days"): Kind(
        "Days from signing to the vote of {body}", "The delays between the gates of the chain and the waits of what they need."
    ),
    ("kept", "*", "structural", "*"): Kind(
        "Odds of {years} of peace by the game, {guarantee}, the package of {chosen_by}", _STRUCTURAL, headline=True
    ),
    ("kept", "*", "heal", "*"): Kind(
        "Odds of {years} of peace by past cases, {guarantee}, if time under it heals, the package of {chosen_by}",
        _EMPIRICAL.format(clock=", with the clock running on under it"),
        headline=True,
    ),
    ("kept", "*", "postpone", "*"): Kind(
        "Odds of {years} of peace by past cases, {guarantee}, if it only postpones, the package of {chosen_by}",
        _EMPIRICAL.format(clock=", with the clock starting when it ends"),
    ),
    ("uncertain", "zone", "*", "open"): Kind(
        "Share of draws in which some package can be signed on {day}",
        f"{_DRAWN} In each the zone was proved empty or not.",
        headline=True,
    ),
    ("uncertain", "options", "*", "possible"): Kind(
        "Share of draws in which some package of the zone holds “{option}” ({issue})",
        f"{_DRAWN} Asked of the first of them only.",
    ),
    ("uncertain", "options", "*", "chosen", "*"): Kind(
        "Share of draws in which {last} chooses “{option}” ({issue})", f"{_DRAWN} In each the solution was proved."
    ),
    ("uncertain", "packages", "*", "signed"): Kind(
        "Share of draws in which {name} is acceptable to all who must sign", _DRAWN, headline=True
    ),
    ("uncertain", "packages", "*", "efficient"): Kind(
        "Share of draws in which {name} is efficient", f"{_DRAWN} Asked of the first of them only."
    ),
    ("uncertain", "packages", "*", "chosen", "*"): Kind("Share of draws in which {last} chooses {name}", _DRAWN),
    ("uncertain", "packages", "*", "utility", "*"): Kind("What {name} is worth to {last}, over draws", _FAN),
    ("uncertain", "packages", "*", "passes", "*"): Kind("Odds that {last} passes {name}, over draws", _FAN),
    ("uncertain", "packages", "*", "whole"): Kind("Odds that every body passes {name}, over draws", _FAN),
    ("uncertain", "packages", "*", "lasts", "*"): Kind(
        "Odds that peace holds under {name}, over draws",
        f"{_FAN} The smaller of the two layers, under the guarantee in force that holds longest.",
    ),
    ("uncertain", "packages", "*", "done"): Kind(
        "Odds that {name} is signed, ratified and kept",
        f"{_DRAWN} In each the three are multiplied: signed or not, the odds of all bodies, the odds of peace at the horizon.",
        headline=True,
    ),
    ("uncertain", "solutions", "*", "none"): Kind("Share of draws in which {principle} chooses no package", _DRAWN),
    ("uncertain", "quantiles", "*", "packages"): Kind(
        "Packages in the zone of one draw", "The draw that stands at this quantile of the smallest gain, counted in full."
    ),
    ("uncertain", "packages", "*", "peace", "*", "structural", "*"): Kind(
        "Odds of {years} of peace by the game under {name}, {guarantee}, over draws", _FAN
    ),
    ("uncertain", "packages", "*", "peace", "*", "heal", "*"): Kind(
        "Odds of {years} of peace by past cases under {name}, {guarantee}, if time under it heals, over draws", _FAN
    ),
    ("uncertain", "packages", "*", "peace", "*", "postpone", "*"): Kind(
        "Odds of {years} of peace by past cases under {name}, {guarantee}, if it only postpones, over draws", _FAN
    ),
    ("uncertain", "solutions", "*", "likeliest", "*", "share"): Kind(
        "Share of draws in which {principle} chooses one package", _DRAWN
    ),
    ("uncertain", "convergence", "*", "figures", "*"): Kind("After {draws} draws: {last}", _DRAWN),
    ("influence", "tornado", "*"): Kind(
        "{says}, from end to end: {figure}", "One number at both ends of its band, all others at their modes."
    ),
    ("influence", "ask_next", "*"): Kind("Worth asking next: {says}", "Draws, told apart by where in its band the number lies."),
    ("flips", "headlines", "*", "numbers", "*"): Kind(
        "A change that overturns a headline: {says}", "The least change of this number alone, found exactly where it says so."
    ),
    ("survivors", "*", "listed", "*", "utility", "*"): Kind("What a surviving package is worth to {last}: {reading}", _WORTH),
    ("survivors", "*", "listed", "*", "odds"): Kind("Odds that every body passes a surviving package: {reading}", _VOTE),
    ("survivors", "*", "listed", "*", "lasts"): Kind("Odds that peace lasts under a surviving package: {reading}", _SURVIVED),
    ("survivors", "*", "nearest", "*", "utility", "*"): Kind(
        "What a package near to surviving is worth to {last}: {reading}", _WORTH
    ),
    ("survivors", "*", "nearest", "*", "odds"): Kind("Odds that every body passes a package near to surviving: {reading}", _VOTE),
    ("survivors", "*", "nearest", "*", "lasts"): Kind("Odds that peace lasts under one near to surviving: {reading}", _SURVIVED),
    ("survivors", "*", "most_odds"): Kind("The best odds of ratification in the zone: {reading}", _VOTE),
    ("survivors", "*", "most_lasts"): Kind("The best odds of lasting peace in the zone: {reading}", _SURVIVED),
    ("influence", "groups", "*", "first"): Kind("Share of the variance that {group} makes alone: {figure}", _SOBOL),
    ("influence", "groups", "*", "total"): Kind(
        "Share of the variance that {group} makes, with all it does together with others: {figure}", _SOBOL
    ),
    ("influence", "ask_next", "*", "change"): Kind(
        "Expected move once this is known: {figure}",
        "From the draws: the mean distance of the figure, given the number, from its mean.",
    ),
}
"""Every kind of figure, by the steps of its pointer with a star for each place in a list."""

TOLD_YEARS = 15
MOST_HEADLINES = 3
"""Of the blockers, a headline list names the first few: they come in order of what they remove."""


def title(study: Mapping[str, Any], case: Case, path: Steps) -> str:
    """Return what a figure is, with the names of what it is about; of a kind that has no title, its own steps."""
    kind = _kind(path)
    if kind is None:
        return " · ".join(step.replace("_", " ") for step in path)
    return kind.title.format_map(_around(study, case, path))


def made(path: Steps) -> str:
    """Return how figures of this kind are made."""
    kind = _kind(path)
    return kind.made if kind else f"Worked out by the study; see its part “{path[0] if path else ''}”."


def is_headline(study: Mapping[str, Any], path: Steps) -> bool:
    """Whether a figure is one of those that a reader asks for first."""
    kind = _kind(path)
    if kind is None or not kind.headline:
        return False
    if path[0] == "blockers":
        return int(path[1]) < MOST_HEADLINES
    return path[0] != "kept" or study["kept"][int(path[1])]["years"][int(path[3])] == TOLD_YEARS


def _kind(path: Steps) -> Kind | None:
    stars = family(path)
    return KINDS.get(stars) or KINDS.get((*stars[:-1], "*"))


class _Named(dict[str, str]):
    """What the study says around a figure; what it does not say is left as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"


def _around(study: Mapping[str, Any], case: Case, path: Steps) -> _Named:
    """Return the plain fields of every part that the steps lead through, the innermost last, with names for ids."""
    found: dict[str, Any] = {}
    data: Any = study
    for step in path:
        data = children(data)[step]
        if isinstance(data, dict):
            found |= {key: one for key, one in data.items() if _is_plain(one)}
    last = path[-1]
    words = {key: _word(one) for key, one in found.items()}
    if isinstance(found.get("years"), list) and last.isdigit():
        words["years"] = "1 year" if found["years"][int(last)] == 1 else f"{found['years'][int(last)]:g} years"
    issue = found.get("issue")
    if issue in case.issues:
        words |= {"issue": case.issues[issue].name}
        if found.get("option") in case.issues[issue].options:
            words["option"] = case.issues[issue].options[found["option"]].name
    for key, one in (("party", found.get("party")), ("last", last)):
        words[key] = case.parties[one].name if one in case.parties else str(one)
    return _Named(words)


def _is_plain(one: Any) -> bool:
    """Whether something can be said in a word or two: a text, a number, or a list of them."""
    return isinstance(one[0] if isinstance(one, list) and one else one, str | int | float)


def _word(one: str | float | Sequence[Any]) -> str:
    return ", ".join(map(str, one)) if isinstance(one, list) else str(one)
