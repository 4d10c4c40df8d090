"""What moved, in lines for people: a section for each link of the chain, the largest moves first."""

from collections.abc import Iterator

from winset.case.case import Case
from winset.study.compare.difference import Difference, Ends, EntryChange, PositionChange, Stand, StatementChange

MOST = 12
"""Lines of a section that are shown; the document has all."""

STAGES = {
    "space": "Packages",
    "zone": "The zone",
    "blockers": "Blockers",
    "solutions": "What the chosen packages are worth",
    "odds": "Odds of ratification",
    "survival": "Survival",
}
MARKS = {"added": "+", "gone": "-", "changed": "~"}


def sections(found: Difference, before: Case, after: Case) -> Iterator[tuple[str, list[str]]]:
    """Yield each link of the chain in which something moved: its title, and a line for each move, the largest first."""
    names = _Names(before, after)
    return ((title, rows) for title, rows in _all(found, names) if rows)


def _all(found: Difference, names: "_Names") -> Iterator[tuple[str, list[str]]]:
    yield "Statements", [_statement(one) for one in found.statements]
    yield "Reviewed", [f"{one.on}  {one.coder}: {one.verdict} {one.subject}" for one in found.reviews]
    yield "Contacts", [_entry(one) for one in found.contacts]
    yield "Claims", [_entry(one) for one in found.claims]
    yield "The plan", [f"{p.number}. {p.title}: {p.before or 'not known'} → {p.after or 'not known'}" for p in found.points]
    yield "Positions", [names.position(one) for one in found.positions]
    yield "Issues", [f"{names.issue(i.issue)}: {i.before or 'none'} → {i.after or 'none'}" for i in found.issues]
    yield (
        "Suggested bands (winset draft; never applied by itself)",
        [
            f"{names.party(b.party)}, {names.option(b.issue, b.option)}: {b.before or 'nothing'} → {b.after or 'nothing'}"
            for b in found.suggested
        ],
    )
    yield "Numbers of the case", [f"{n.says}: {n.before or 'none'} → {n.after or 'none'}; {n.because}" for n in found.numbers]
    yield "Numbers that rest on what was not there yet (used on both sides)", _early(found)
    yield (
        "Chosen packages",
        [
            f"{', '.join(one.chosen_by)}: {names.issue(issue)}: {names.choice(issue, old)} → {names.choice(issue, new)}"
            for one in found.choices
            for issue, (old, new) in one.issues.items()
        ],
    )
    for stage, title in STAGES.items():
        yield title, [f"{m.what}: {_ends(m.before)} → {_ends(m.after)}" for m in found.figures if m.stage == stage]


def still(found: Difference) -> str | None:
    """Return what to say where nothing moved, or no figure did; nothing where one did."""
    if found.nothing:
        return "Nothing moved: the record, the plan, the numbers and every figure are the same on both sides."
    if not (found.choices or found.figures):
        return "No figure moved: the zone, blockers, packages, odds and survival are the same on both sides."
    return None


def plain(value: float) -> str:
    """Return a number as people read it: whole ones with their thousands apart, others with six digits.

    >>> plain(2612736.0), plain(1 / 3)
    ('2,612,736', '0.333333')
    """
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:.6g}"


class _Names:
    """What both cases call their parties, issues and options."""

    def __init__(self, before: Case, after: Case) -> None:
        self._cases = (after, before)

    def party(self, key: str) -> str:
        return next((case.parties[key].name for case in self._cases if key in case.parties), key)

    def issue(self, key: str) -> str:
        return next((case.issues[key].name for case in self._cases if key in case.issues), key)

    def choice(self, issue: str, key: str | None) -> str:
        if key is None:
            return "none"
        known = (case.issues[issue].options for case in self._cases if issue in case.issues)
        return next((f"“{options[key].name}”" for options in known if key in options), key)

    def option(self, issue: str, key: str | None) -> str:
        return f"the weight of {self.issue(issue)}" if key is None else f"{self.choice(issue, key)} ({self.issue(issue)})"

    def position(self, one: PositionChange) -> str:
        stands = f"{self._stand(one.issue, one.before)} → {self._stand(one.issue, one.after)}"
        counts = [f"{n} {what}" for n, what in ((one.new, "new"), (one.gone, "gone")) if n]
        shifted = ["a shift"] if one.shifted else []
        return f"{self.party(one.party)} on {self.issue(one.issue)}: {stands}; {', '.join([*shifted, *counts]) or 'no new word'}"

    def _stand(self, issue: str, stand: Stand) -> str:
        options = " or ".join(self.choice(issue, option) for option in stand.options)
        says = " of ".join(part for part in (str(stand.act) if stand.act else "", options) if part) or str(stand.known)
        return f"{says} ({stand.since})" if stand.since else says


def _statement(one: StatementChange) -> str:
    topics = f" on {', '.join(one.issues)}" if one.issues else ""
    was = "; ".join(f"{name} was {value or 'none'}" for name, value in one.was.items())
    words = " ".join(one.words.split())
    said = f"{MARKS[one.how]} {one.date or 'no day'}  {one.speaker}, {one.act}{topics}: {words}"
    return f"{said} [{was}]" if was else said


def _early(found: Difference) -> list[str]:
    """Return a line for each thing that is not there yet, with how many numbers rest on it."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for one in found.not_yet_known:
        since = f"known since {one.known}" if one.known else "not in the record"
        together.setdefault((one.side, one.rests_on, since), []).append(one.says)
    return [
        f"for {side}: {rests_on}, {since}: {says[0]}" + (f" and {len(says) - 1} more" if len(says) > 1 else "")
        for (side, rests_on, since), says in together.items()
    ]


def _entry(one: EntryChange) -> str:
    return f"{MARKS[one.how]} {one.what}"


def _ends(ends: Ends | None) -> str:
    if ends is None or ends.value is None:
        return "none"
    spread = (
        "" if ends.low is None or ends.high is None or ends.low == ends.high else f" ({plain(ends.low)} to {plain(ends.high)})"
    )
    return f"{plain(ends.value)}{spread}"
