"""The same game with shocks and a guarantor who may leave: not when war comes, but how likely peace is to last."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isinf, log1p

from winset.errors import demand
from winset.keep.expiry import Game


@dataclass(frozen=True, slots=True)
class Shocks:
    """How large the shocks are, and what may change while the guarantee lasts.

    `scale` σ of the mean-zero Gumbel shock on either choice in every period; `leaving` μ, the odds a period that the guarantor
    leaves for good, one figure or one for each period of the term; `path` the payoff of attacking in each period of the term,
    where a taper changes it (else the game's w_in).
    """

    scale: float
    leaving: float | tuple[float, ...] = 0.0
    path: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        demand(self.scale >= 0, "spread", "scale", self.scale, "0 or more", "drop the sign")
        rates = self.leaving if isinstance(self.leaving, tuple) else (self.leaving,)
        demand(all(0 <= m <= 1 for m in rates), "probability", "leaving", self.leaving, "odds a period, 0 to 1", "give a share")


def survival(game: Game, shocks: Shocks, until: int) -> tuple[float, ...]:
    """Return the odds that peace holds through each of the first periods: S(0) = 1, S(1), …, S(until).

    Without the guarantee, for good:   U = σ ln(e^{v₀/σ} + e^{w_out/σ}),  v₀ = (1−δ)x + δU,  h_out = Λ((w_out − v₀)/σ).
    Under it, τ periods before it ends, G_0 = U and
        v_τ = (1−δ)x + δ[(1−μ)G_{τ−1} + μU],   h_τ = Λ((w_in − v_τ)/σ),   G_τ = σ ln(e^{v_τ/σ} + e^{w_in/σ}).
    Then forwards, with a in force, b left without:  a_t = a_{t−1}(1−h)(1−μ),  b_t = b_{t−1}(1−h_out) + a_{t−1}(1−h)μ;  S = a + b.

    The logit choice of quantal response: McKelvey and Palfrey (1998), Experimental Economics 1; the recursion is that of
    Rust (1987), Econometrica 55(5), eq. 4.13. At σ = 0 the game is that of `expiry`, with the guarantor's exit still by chance.

    Raises
    ------
    Refused : discount 1 with shocks (every option is then worth infinitely much), or a path that does not fit the term

    Examples
    --------
    >>> game = Game(x=0.5, w_in=0.35, w_out=0.5, term=15, discount=0.95)
    >>> curve = survival(game, Shocks(scale=0.05), 50)
    >>> [round(curve[t], 3) for t in (15, 20, 50)]
    [0.851, 0.486, 0.017]
    """
    demand(until >= 0, "term", "until", until, "0 periods or more", "drop the sign")
    demand(game.discount < 1 or shocks.scale == 0, "discount", "discount", game.discount, "below 1 with shocks", "take 0.999")
    periods = until if isinf(game.term) else int(game.term)
    for name, values in (("path", shocks.path), ("leaving", shocks.leaving)):
        fits = not isinstance(values, tuple) or not values or (not isinf(game.term) and len(values) == periods)
        demand(fits, "term", name, values, f"one figure for each period of a finite term ({game.term})", "match the term")
    attacks = list(shocks.path) or [game.w_in] * periods
    leaves = list(shocks.leaving) if isinstance(shocks.leaving, tuple) else [shocks.leaving] * periods
    out = _hazard_without(game, shocks.scale)
    hazards = _hazards_within(game, shocks.scale, attacks, leaves)
    held, left, curve = 1.0, 0.0, [1.0]
    for t in range(until):
        if t < periods:
            quiet = held * (1 - hazards[t])
            held, left = quiet * (1 - leaves[t]), left * (1 - out) + quiet * leaves[t]
        else:
            held, left = 0.0, (held + left) * (1 - out)
        curve.append(held + left)
    return tuple(curve)


def _hazard_without(game: Game, scale: float) -> float:
    """Return h_out, the odds of war a period without a guarantee."""
    wait = (1 - game.discount) * game.x + game.discount * _worth_without(game, scale)
    return _strikes(game.w_out, wait, scale)


def _hazards_within(game: Game, scale: float, attacks: Sequence[float], leaves: Sequence[float]) -> list[float]:
    """Return h for each period of the term, from its end back to its start (or, without an end, the fixed point)."""
    alone = _worth_without(game, scale)
    if isinf(game.term):
        leaving = leaves[0] if leaves else 0.0
        value = _worth(
            game.discount * (1 - leaving), (1 - game.discount) * game.x + game.discount * leaving * alone, game.w_in, scale
        )
        wait = (1 - game.discount) * game.x + game.discount * ((1 - leaving) * value + leaving * alone)
        return [_strikes(game.w_in, wait, scale)] * len(attacks)
    value, hazards = alone, []
    for attack, leaving in zip(reversed(attacks), reversed(leaves), strict=True):
        wait = (1 - game.discount) * game.x + game.discount * ((1 - leaving) * value + leaving * alone)
        hazards.append(_strikes(attack, wait, scale))
        value = _better(wait, attack, scale)
    return hazards[::-1]


def _worth_without(game: Game, scale: float) -> float:
    return _worth(game.discount, (1 - game.discount) * game.x, game.w_out, scale)


def _worth(slope: float, base: float, attack: float, scale: float) -> float:
    """Solve  U = better(base + slope · U, attack)  by Newton's method from below; the right side is convex, its slope below 1."""
    worth = max(base / (1 - slope), attack) if slope < 1 else attack
    if scale == 0:
        return worth
    for _ in range(200):
        wait = base + slope * worth
        gap = _better(wait, attack, scale) - worth
        move = gap / (1 - slope * (1 - _strikes(attack, wait, scale)))
        worth += move
        if abs(move) <= 1e-15 * max(1.0, abs(worth)):
            break
    return worth


def _better(one: float, other: float, scale: float) -> float:
    """Return σ ln(e^{one/σ} + e^{other/σ}); the larger of the two at σ = 0."""
    high = max(one, other)
    return high if scale == 0 else high + scale * log1p(exp(-abs(one - other) / scale))


def _strikes(attack: float, wait: float, scale: float) -> float:
    """Return Λ((attack − wait)/σ), the odds that attacking is chosen; strictly better or not at σ = 0."""
    if scale == 0:
        return float(attack > wait)
    return 1 / (1 + exp(min(max((wait - attack) / scale, -700.0), 700.0)))
