"""A vote in a legislature: chambers of blocs, correlated by one common factor, under their exact rules."""

from dataclasses import dataclass, field

import numpy as np

from winset.errors import demand
from winset.ratify import heads, joint
from winset.ratify.factor import SHARP, Figure, Figures, Floats, given, nodes, nodes_around, step
from winset.ratify.rule import Count, Rule, Votes, passes


@dataclass(frozen=True, slots=True, eq=False)
class Chamber:
    """One chamber: its rule, and for each bloc the seats, the odds p of a yes, the odds of absence, a member's weight."""

    rule: Rule
    seats: tuple[int, ...]
    p: Figures
    absent: Figures = ()
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
        absent = self.absent if len(self.absent) else (0.0,) * blocs
        for name, values in (("p", self.p), ("absent", absent), ("weights", self.weights or (1,) * blocs)):
            given_for = np.shape(values)[-1]
            demand(given_for == blocs, "body", name, f"{given_for} figures", f"one for each of {blocs} blocs", "add or drop some")
        for odds in (np.asarray(self.p), np.asarray(absent)):
            fine = bool(np.all((odds >= 0) & (odds <= 1)))
            demand(fine, "probability", "p", odds, "numbers from 0 to 1", "give shares, not percentages")
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


@dataclass(frozen=True, slots=True, eq=False)
class Legislature:
    """Chambers that must all pass, and the share rho of each vote's variance that the common factor carries."""

    chambers: tuple[Chamber, ...]
    rho: Figure = 0.0
    blocs: int = field(init=False)

    def __post_init__(self) -> None:
        demand(len(self.chambers) > 0, "body", "chambers", "none", "at least one chamber", "add a chamber with its blocs")
        fine = bool(np.all((self.rho >= 0) & (self.rho <= 1)))
        demand(fine, "correlation", "rho", self.rho, "a number from 0 to 1", "ρ is a share of variance")
        object.__setattr__(self, "blocs", sum(len(c.seats) for c in self.chambers))

    @property
    def members(self) -> int:
        """The members of the largest chamber."""
        return max(sum(c.seats) for c in self.chambers)


def on_the_floor(body: Legislature, z: Floats, shift: Floats, tolerance: float = 1e-13) -> Floats:
    """Return the odds that every chamber passes, once the common factor is known.

    Given the factor z each member votes by itself with p(z) (see `factor.given`), so chambers are independent and the odds
    multiply. Where the number of yeses alone decides, they are counted by `heads.at_least`, everything else by `joint.met`.

    Parameters
    ----------
    z : (nodes,)
    shift : (rows, blocs), added to the probits Φ⁻¹(p): the terms of the deal and the leader's word

    Returns
    -------
    (rows, nodes)
    """
    from scipy.special import ndtri

    rho = np.broadcast_to(body.rho, len(shift))[:, None, None]
    out = np.ones((len(shift), len(z)))
    first = 0
    for chamber in body.chambers:
        blocs = len(chamber.seats)
        probit = ndtri(np.asarray(chamber.p, dtype=np.float64)) + shift[:, first : first + blocs]
        out *= _chamber(chamber, given(probit[:, None, :], rho, z[None, :, None]), tolerance)
        first += blocs
    return out


def steps(body: Legislature, shift: Floats) -> tuple[Floats, Floats]:
    """Return where the blocs of a body of one row change their minds as the factor rises, and the widths (`nodes_around`).

    Φ⁻¹(p)/sqrt(rho). `shift`: (blocs,)
    """
    from scipy.special import ndtri

    rho = float(np.max(body.rho))
    odds = np.concatenate([np.ravel(chamber.p) for chamber in body.chambers])
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
    rho = float(np.max(body.rho))
    z, weight = nodes_around(*steps(body, moved[0])) if rho > SHARP else nodes(step(body.members, rho))
    return float(np.clip(on_the_floor(body, z, moved)[0] @ weight, 0, 1))


def _chamber(chamber: Chamber, p: Floats, tolerance: float) -> Floats:
    """Return the odds that the rule is met, (rows, nodes), for odds of a yes by bloc, (rows, nodes, blocs)."""
    votes, blocs = _heads_needed(chamber), len(chamber.seats)
    absent = np.asarray(chamber.absent if len(chamber.absent) else (0.0,) * blocs, dtype=np.float64)
    gone = np.broadcast_to(absent if absent.ndim == 1 else absent[:, None, :], p.shape)
    if votes is not None:
        there = p * (1 - gone) if absent.any() else p
        found = heads.at_least(votes, there.reshape(-1, blocs), np.array(chamber.seats, dtype=np.int64), tolerance)
    else:
        weights = chamber.weights or (1,) * blocs
        found = joint.met(chamber.rule, p.reshape(-1, blocs), gone.reshape(-1, blocs), chamber.seats, weights)
    return found.reshape(p.shape[:2])


def _heads_needed(chamber: Chamber) -> int | None:
    """Return the number of yeses needed where that alone decides: one count of equal votes, an absence counting as a no."""
    rule = chamber.rule
    equal = not chamber.weights or set(chamber.weights) == {1}
    if not isinstance(rule, Count) or rule.only is not None or rule.yes <= rule.no:
        return None
    if (rule.by == "weights" and not equal) or (np.any(chamber.absent) and rule.absent != rule.no):
        return None
    total = sum(chamber.seats)
    short = -(rule.floor + rule.no * total)
    return max(short // (rule.yes - rule.no) + 1 if rule.strict else -(-short // (rule.yes - rule.no)), 0)
