"""What a party's words on an issue could change in the headlines of a study: what is worth reviewing first."""

from winset.band import Frozen
from winset.case.case import Case
from winset.case.unsettled import unsettled
from winset.study.study import Study


class Pressing(Frozen):
    """A party and an issue, and by how much its mind on it could move what.

    Without a study, `figure` is nothing and `by` is in points of worth to the party; with one, it is how far the number there
    that moves a headline most swings it, and `share` is that part of the widest swing of the headline.
    """

    party: str
    issue: str
    by: float
    figure: str | None = None
    share: float = 0.0


def pressing(case: Case, study: Study | None = None) -> tuple[Pressing, ...]:
    """Return every party and issue that leaves something open, what moves a headline of the study most first.

        max over the numbers n of a party p on an issue i of |f(n high) - f(n low)|, as a share of the widest swing of f

    What the study's tornados do not name follows by what its own bands leave open (`unsettled`).

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> first = pressing(case)[0]
    >>> first.party, first.issue, first.by
    ('aland', 'toll', 8.0)
    """
    lines = study.influence.tornado if study and study.influence else ()
    widest: dict[str, float] = {}
    for line in lines:
        widest[line.figure] = max(widest.get(line.figure, 0.0), abs(line.high - line.low))
    moved: list[Pressing] = []
    rest: list[Pressing] = []
    for (party, issue), size in unsettled(case).items():
        own = [line for line in lines if line.factor.startswith(f"preferences.{party}.issues.{issue}.") and widest[line.figure]]
        swings = {line: abs(line.high - line.low) for line in own}
        if most := max(own, key=lambda line: swings[line] / widest[line.figure], default=None):
            share = swings[most] / widest[most.figure]
            moved.append(Pressing(party=party, issue=issue, by=swings[most], figure=most.figure, share=share))
        elif size > 0:
            rest.append(Pressing(party=party, issue=issue, by=float(size)))
    return (*sorted(moved, key=lambda one: -one.share), *rest)
