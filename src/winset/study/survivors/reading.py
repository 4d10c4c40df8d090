"""Readings of a case: every number with a plain direction at one quantile of its band, for or against a deal that lasts."""

import numpy as np

from winset.case.case import Case
from winset.case.factor import factors
from winset.draw import Sample

FOR = (".values.", "links.", ".yes", ".endorsement", ".turnout", ".leaning", ".support.", ".chance", ".term", ".credibility")
FOR_TOO = (".effect", ".cost", ".stake", "contest.keeps", "contest.war_cost")
AGAINST = (".walk_away", ".absent", ".bias", ".lapse", ".delay", ".selection.threshold", ".ratio", ".hazard", "contest.wins")


def reading(case: Case, share: float) -> Sample:
    """Return the one draw in which every number that helps a deal to be signed, ratified and kept stands at this quantile of its
    band, and every number that hurts it at the opposite one.

    A share below a half is a cautious reading, above it a hopeful one. Numbers without a plain direction stay at their modes:
    weights, delays that others wait for, how far one mood moves all votes, and the like.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> cautious = reading(case, 0.1)
    >>> {path.split(".")[-1]: round(float(cautious.shares[0, k]), 1) for path, k in cautious.columns.items() if "walk" in path}
    {'walk_away': 0.9}
    """
    sides = {one.path: side for one in factors(case) if one.open and (side := _side(one.path))}
    shares = [share if side > 0 else 1 - share for side in sides.values()]
    return Sample({path: k for k, path in enumerate(sides)}, np.array([shares]).reshape(1, len(sides)))


def _side(path: str) -> int:
    """Return 1 for a number that helps, −1 for one that hurts, 0 for one of which that cannot be said."""
    if any(_stands(path, part) for part in AGAINST):
        return -1
    return int(any(_stands(path, part) for part in (*FOR, *FOR_TOO)))


def _stands(path: str, part: str) -> bool:
    """Whether a path has a part: one that begins with its name, one within it, or one that ends it or is settled by an option."""
    if part.endswith("."):
        return path.startswith(part) or part in path
    return path.endswith(part) or f"{part}.options." in path
