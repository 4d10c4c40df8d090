"""The same game with shocks and a guarantor who may leave: not when war comes, but how likely peace is to last."""

from dataclasses import dataclass
from math import isinf

import numpy as np
from numpy.typing import NDArray

from winset.errors import demand
from winset.keep.expiry import Game

Floats = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True, eq=False)
class Games:
    """Many games with shocks at once, a row each: (rows,) are x, w_out, term, discount and scale, as in `Game` and `Shocks`.

    `attack` : (rows, periods), the payoff of attacking in each period of the longest term; `leaving` : (periods,). A term
    without an end is infinite: its last period stands for all that follow.
    """

    x: Floats
    w_out: Floats
    term: Floats
    discount: Floats
    scale: Floats
    attack: Floats
    leaving: Floats


def survival(game: Game, shocks: Shocks, until: int) -> tuple[float, ...]:
    """Return the odds that peace holds through each of the first periods: S(0) = 1, S(1), …, S(until). `curves` of one game.

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
    x, w_out, term, discount, scale = (np.array([f]) for f in (game.x, game.w_out, game.term, game.discount, shocks.scale))
    attack = np.array([shocks.path or (game.w_in,) * max(periods, 1)])
    leaving = np.broadcast_to(shocks.leaving, attack.shape[1]) if shocks.leaving != () else np.zeros(attack.shape[1])
    whole = curves(Games(x, w_out, term, discount, scale, attack, leaving), until)
    return tuple(whole[0].tolist())


def curves(games: Games, until: int) -> Floats:
    """Return the odds that peace holds through the first periods of many games, (rows, until + 1), from S(0) = 1.

    Without the guarantee, for good:   U = σ ln(e^{v₀/σ} + e^{w_out/σ}),  v₀ = (1−δ)x + δU,  h_out = Λ((w_out − v₀)/σ).
    Under it, τ periods before it ends, G_0 = U and
        v_τ = (1−δ)x + δ[(1−μ)G_{τ−1} + μU],   h_τ = Λ((w_in − v_τ)/σ),   G_τ = σ ln(e^{v_τ/σ} + e^{w_in/σ}).
    Then forwards, with a in force, b left without:  a_t = a_{t−1}(1−h)(1−μ),  b_t = b_{t−1}(1−h_out) + a_{t−1}(1−h)μ;  S = a + b.

    The logit choice of quantal response: McKelvey and Palfrey (1998), Experimental Economics 1; the recursion is that of
    Rust (1987), Econometrica 55(5), eq. 4.13. At σ = 0 the game is that of `expiry`, with the guarantor's exit still by chance.
    Periods are taken one after the other, rows all at once.
    """
    alone = _worth(games.discount, (1 - games.discount) * games.x, games.w_out, games.scale)
    wait = (1 - games.discount) * games.x + games.discount * alone
    out, _ = _choice(games.w_out, wait, games.scale)
    hazards = _hazards(games, alone, until)
    held, left = np.ones_like(alone), np.zeros_like(alone)
    curve = np.ones((len(alone), until + 1))
    for t in range(until):
        inside = t < games.term
        leaving = games.leaving[t] if t < len(games.leaving) else 0.0
        quiet = held * (1 - hazards[t]) if t < len(hazards) else held
        over = np.where(inside, left, held + left) * (1 - out)
        held, left = np.where(inside, quiet * (1 - leaving), 0.0), np.where(inside, over + quiet * leaving, over)
        curve[:, t + 1] = held + left
    return curve


def _hazards(games: Games, alone: Floats, until: int) -> Floats:
    """Return h for each period of the terms before `until`, (periods, rows), worked out from their ends back to their start."""
    last = games.attack.shape[1] - 1
    ever = np.isinf(games.term)
    value = alone
    if ever.any():
        slope = games.discount * (1 - games.leaving[last])
        base = (1 - games.discount) * games.x + games.discount * games.leaving[last] * alone
        value = np.where(ever, _worth(slope, base, np.broadcast_to(games.attack[:, last], alone.shape), games.scale), alone)
    kept = min(until, last + 1)
    hazards = np.zeros((kept, len(alone)))
    for t in reversed(range(last + 1)):
        leaving = games.leaving[t]
        wait = (1 - games.discount) * games.x + games.discount * ((1 - leaving) * value + leaving * alone)
        strikes, better = _choice(games.attack[:, t], wait, games.scale)
        value = np.where(t < games.term, better, value)
        if t < kept:
            hazards[t] = strikes
    return hazards


def _worth(slope: Floats, base: Floats, attack: Floats, scale: Floats) -> Floats:
    """Solve  U = better(base + slope · U, attack)  by Newton's method from below; the right side is convex, its slope below 1."""
    worth = np.where(slope < 1, np.maximum(base / np.where(slope < 1, 1 - slope, 1), attack), attack)
    live = np.flatnonzero(scale > 0)
    for _ in range(200):
        wait = base[live] + slope[live] * worth[live]
        strikes, better = _choice(attack[live], wait, scale[live])
        move = (better - worth[live]) / (1 - slope[live] * (1 - strikes))
        worth[live] += move
        live = live[np.abs(move) > 1e-15 * np.maximum(1.0, np.abs(worth[live]))]
        if not len(live):
            break
    return worth


def _choice(attack: Floats, wait: Floats, scale: Floats) -> tuple[Floats, Floats]:
    """Return the odds that attacking is chosen, and what that is worth:  Λ((attack − wait)/σ),  σ ln(e^{attack/σ} + e^{wait/σ}).

    At σ = 0: strictly better or not, and the larger of the two.
    """
    gap = attack - wait
    far = np.exp(-np.minimum(np.abs(gap) / np.maximum(scale, 1e-300), 700.0))
    strikes = np.where(gap > 0, 1.0, far) / (1 + far)
    calm = scale == 0
    if calm.any():
        strikes = np.where(calm, gap > 0, strikes)
    return strikes, np.maximum(attack, wait) + scale * np.log1p(far)
