"""A vote in a legislature: chambers of blocs, correlated by one common factor, under their exact rules."""

from dataclasses import dataclass, field

import numpy as np

from winset.errors import demand
from winset.ratify import heads, joint
from winset.ratify.factor import SHARP, Floats, given, nodes, nodes_around, step
from winset.ratify.rule import Count, Rule, Votes, passes


@dataclass(frozen=True, slots=True)
class Chamber:
    """One chamber: its rule, and for each bloc the seats, the odds p of a yes, the odds of absence, a member's weight."""

    rule: Rule
    seats: tuple[int, ...]
    p: tuple[float, ...]
    absent: tuple[float, ...] = ()
    weights: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        blocs = len(self.seats)
        demand(
            sum(self.seats) > 0 and min(self.seats) >= 0,
            "body",
            "seats",
            self.seats,
            "at least one member",
            "give each bloc its seats",
        )
        for name, values in (("p", self.p), ("absent", self.absent or (0.0,) * blocs), ("weights", self.weights or (1,) * blocs)):
            demand(
                len(values) == blocs, "body", name, f"{len(values)} figures", f"one for each of {blocs} blocs", "add or drop some"
            )
        odds = (*self.p, *self.absent)
        demand(all(0 <= p <= 1 for p in odds), "probability", "p", odds, "numbers from 0 to 1", "give shares, not percentages")
        everyone = [Votes(n, 0, weight=w) for n, w in zip(self.seats, self.weights or (1,) * blocs, strict=True)]
        nobody = [Votes(0, v.yes, weight=v.weight) for v in everyone]
        demand(
            passes(self.rule, everyone),
            "threshold",
            "rule",
            f"a vote that fails with all {sum(self.seats)} members for it",
            "a threshold that all members together reach",
            "lower the threshold",
        )
        demand(
            not passes(self.rule, nobody),
            "threshold",
            "rule",
            f"a vote that passes with all {sum(self.seats)} members against it",
            "a threshold that can be missed",
            "raise the threshold",
        )


@dataclass(frozen=True, slots=True)
class Legislature:
    """Chambers that must all pass, and the share rho of each vote's variance that the common factor carries."""

    chambers: tuple[Chamber, ...]
    rho: float = 0.0
    blocs: int = field(init=False)

    def __post_init__(self) -> None:
        demand(len(self.chambers) > 0, "body", "chambers", "none", "at least one chamber", "add a chamber with its blocs")
        demand(0 <= self.rho <= 1, "correlation", "rho", self.rho, "a number from 0 to 1", "ρ is a share of variance")
        object.__setattr__(self, "blocs", sum(len(c.seats) for c in self.chambers))

    @property
    def members(self) -> int:
        """The members of the largest chamber."""
        return max(sum(c.seats) for c in self.chambers)


def on_the_floor(body: Legislature, z: Floats, shift: Floats, rho: Floats, tolerance: float = 1e-13) -> Floats:
    """Return the odds that every chamber passes, once the common factor is known.

    Given the factor z each member votes by itself with p(z) (see `factor.given`), so chambers are independent and the odds
    multiply. Where the number of yeses alone decides, they are counted by `heads.at_least`, everything else by `joint.met`.

    Parameters
    ----------
    z : (nodes,)
    shift : (rows, blocs), added to the probits Φ⁻¹(p): the terms of the deal and the leader's word
    rho : (rows,)

    Returns
    -------
    (rows, nodes)
    """
    from scipy.special import ndtri

    out = np.ones((len(shift), len(z)))
    first = 0
    for chamber in body.chambers:
        blocs = len(chamber.seats)
        probit = ndtri(np.array(chamber.p)) + shift[:, first : first + blocs]
        p = given(probit[:, None, :], rho[:, None, None], z[None, :, None]).reshape(-1, blocs)
        out *= _chamber(chamber, p, tolerance).reshape(out.shape)
        first += blocs
    return out


def steps(body: Legislature, shift: Floats, rho: float) -> tuple[Floats, Floats]:
    """Return where the blocs change their minds as the factor rises, Φ⁻¹(p)/sqrt(rho), and the widths (`nodes_around`)."""
    from scipy.special import ndtri

    odds = np.array([p for chamber in body.chambers for p in chamber.p])
    member = np.sqrt((1 - rho) / rho)
    return (ndtri(odds) + shift) / np.sqrt(rho), np.tile([member, member / np.sqrt(body.members)], (len(odds), 1))


def chance(body: Legislature, shift: Floats | None = None) -> float:
    """Return the odds that the body passes.

        P = ∫ P(pass | z) φ(z) dz

    by the trapezoid rule, in steps fine enough for 1e-12 (`factor.step`); above rho = .98, and at its limit 1, on panels around
    the blocs' own steps (`factor.nodes_around`).

    Examples
    --------
    >>> from fractions import Fraction
    >>> from winset.ratify.rule import of_voting
    >>> senate = Chamber(of_voting(Fraction(2, 3)), seats=(53, 47), p=(0.62, 0.93))
    >>> [round(chance(Legislature((senate,), rho)), 4) for rho in (0, 0.05, 0.2, 0.4)]
    [0.9936, 0.9137, 0.7944, 0.7409]
    """
    moved = np.zeros((1, body.blocs)) if shift is None else np.asarray(shift, dtype=np.float64).reshape(1, body.blocs)
    sharp = body.rho > SHARP
    z, weight = nodes_around(*steps(body, moved[0], body.rho)) if sharp else nodes(step(body.members, body.rho))
    return float(np.clip(on_the_floor(body, z, moved, np.array([body.rho]))[0] @ weight, 0, 1))


def _chamber(chamber: Chamber, p: Floats, tolerance: float) -> Floats:
    votes = _heads_needed(chamber)
    absent = np.array(chamber.absent or (0.0,) * len(chamber.seats))
    if votes is not None:
        return heads.at_least(votes, p * (1 - absent), np.array(chamber.seats, dtype=np.int64), tolerance)
    return joint.met(chamber.rule, p, absent, chamber.seats, chamber.weights or (1,) * len(chamber.seats))


def _heads_needed(chamber: Chamber) -> int | None:
    """Return the number of yeses needed where that alone decides: one count of equal votes, an absence counting as a no."""
    rule = chamber.rule
    equal = not chamber.weights or set(chamber.weights) == {1}
    if not isinstance(rule, Count) or rule.only is not None or rule.yes <= rule.no:
        return None
    if (rule.by == "weights" and not equal) or (any(chamber.absent) and rule.absent != rule.no):
        return None
    total = sum(chamber.seats)
    short = -(rule.floor + rule.no * total)
    return max(short // (rule.yes - rule.no) + 1 if rule.strict else -(-short // (rule.yes - rule.no)), 0)
