"""Renegotiation while power shifts: how slowly a guarantee must fade for peace to be possible all along."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, log

from winset.errors import demand


@dataclass(frozen=True, slots=True)
class Costs:
    """What war costs the rising side (A, the attacker) and the declining one (B), and the discount a period."""

    a: float
    b: float
    discount: float

    def __post_init__(self) -> None:
        demand(min(self.a, self.b) >= 0, "cost", "costs", (self.a, self.b), "0 or more", "drop the sign")
        demand(0 < self.discount <= 1, "discount", "discount", self.discount, "above 0, at most 1", "0.95 halves in 13.5 periods")


def war_is_forced(now: float, later: float, costs: Costs) -> bool:
    """Return whether one step in A's odds forces war:  δ(p_{t+1} − c_A) > p_t + c_B.

    Powell (2006), International Organization 60(1), p. 181: all that could be offered today falls short of what B can lock in by
    striking now. Sufficient, not necessary: `peace_is_possible` looks further ahead.

    >>> war_is_forced(0.2, 0.6, Costs(0.1, 0.1, 0.9)), war_is_forced(0.2, 0.4, Costs(0.1, 0.1, 0.9))
    (True, False)
    """
    return costs.discount * (later - costs.a) > now + costs.b


def peace_is_possible(odds: Sequence[float], costs: Costs) -> bool:
    """Return whether shares in [0, 1] keep the peace along a path of A's odds, level after its end.

        δ^k (p_{t+k} − c_A) ≤ p_t + c_B   for all t and k ≥ 1

    An equality within 1e-12 holds.

    >>> peace_is_possible([0.3, 0.45, 0.6], Costs(0.05, 0.05, 0.95))
    False
    """
    _all_odds(odds)
    return all(
        costs.discount ** (s - t) * (odds[s] - costs.a) <= odds[t] + costs.b + 1e-12
        for t in range(len(odds))
        for s in range(t + 1, len(odds))
    )


def least_periods(start: float, end: float, costs: Costs) -> float:
    """Return the least number of periods over which A's odds can rise from start to end in peace, on a path of the best shape.

        max(1, ⌈ln[(end − c_A) / (start + c_B)] / ln(1/δ)⌉),   1 if end ≤ c_A

    `gentlest_path` gives the shape. Infinite where δ = 1 or B has nothing to lose (start + c_B = 0) and one step is too many.

    >>> least_periods(0.3, 0.6, Costs(0.05, 0.05, 0.95))
    9
    """
    _all_odds((start, end))
    if end <= costs.a or end - costs.a <= start + costs.b:
        return 1
    if costs.discount == 1 or start + costs.b == 0:
        return inf
    return max(1, ceil(log((end - costs.a) / (start + costs.b)) / log(1 / costs.discount) - 1e-12))


def one_step_bound(start: float, end: float, costs: Costs) -> float:
    """Return the least number of equal-pressure steps none of which alone forces war: a lower bound only.

        ⌈ln[(end + κ) / (start + κ)] / ln(1/δ)⌉,   κ = (c_B + δ c_A) / (1 − δ)

    >>> one_step_bound(0.3, 0.6, Costs(0.05, 0.05, 0.95))
    3
    """
    _all_odds((start, end))
    if end <= start:
        return 0
    if costs.discount == 1:
        return ceil((end - start) / (costs.a + costs.b) - 1e-12) if costs.a + costs.b > 0 else inf
    kappa = (costs.b + costs.discount * costs.a) / (1 - costs.discount)
    if start + kappa == 0:
        return inf
    return ceil(log((end + kappa) / (start + kappa)) / log(1 / costs.discount) - 1e-12)


def gentlest_path(start: float, end: float, costs: Costs, periods: int | None = None) -> tuple[float, ...]:
    """Return A's odds period by period, from start to end, rising as late as peace allows.

        p_t = max(start, δ^{n−t} (end − c_A) − c_B),   p_n = end

    Each value is the least that keeps B from striking, so if this path cannot be kept in n periods, none can.

    Raises
    ------
    Refused : fewer periods than `least_periods`, or no number of periods is enough

    Examples
    --------
    >>> path = gentlest_path(0.3, 0.6, Costs(0.05, 0.05, 0.95))
    >>> len(path) - 1, peace_is_possible(path, Costs(0.05, 0.05, 0.95))
    (9, True)
    """
    least = least_periods(start, end, costs)
    n = least if periods is None else periods
    demand(least <= n < inf, "taper", "periods", n, f"at least {least}, and finite", "fade the guarantee more slowly")
    rising = [max(start, costs.discount ** (n - t) * (end - costs.a) - costs.b) for t in range(int(n))]
    return (*(min(p, end) if end >= start else p for p in rising), end)


def taper(start: float, end: float, effect: float, path: Sequence[float]) -> tuple[float, ...]:
    """Return the share of the guarantee's effect that remains at each point of a path of A's odds.

        g_t = (end − p_t) / Δ,   from (end − start)/Δ down to 0

    >>> [round(g, 2) for g in taper(0.3, 0.6, effect=0.3, path=(0.3, 0.4, 0.6))]
    [1.0, 0.67, 0.0]
    """
    demand(effect > 0, "guarantee", "effect", effect, "above 0", "a guarantor without effect cannot be tapered")
    demand(
        end - start <= effect + 1e-12,
        "guarantee",
        "effect",
        effect,
        f"at least {end - start}",
        "the odds cannot rise further than it held them",
    )
    return tuple((end - p) / effect for p in path)


def _all_odds(odds: Sequence[float]) -> None:
    demand(len(odds) > 0 and all(0 <= p <= 1 for p in odds), "probability", "odds", odds, "numbers from 0 to 1", "give shares")
