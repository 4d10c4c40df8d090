"""A guarantee that ends: when an attacker who can wait strikes, by formula and by looking back from the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf, log

from winset.errors import demand


@dataclass(frozen=True, slots=True)
class Game:
    """What the attacker weighs, a period: x by staying at peace, w_in by attacking under the guarantee, w_out without it.

    The guarantee is in force in periods 0 to term − 1 (term may be infinite); discount is what the next period is worth.
    """

    x: float
    w_in: float
    w_out: float
    term: float
    discount: float

    def __post_init__(self) -> None:
        demand(
            self.w_in <= self.w_out,
            "guarantee",
            "w_in",
            self.w_in,
            f"at most w_out = {self.w_out}",
            "a guarantee cannot help the attacker",
        )
        demand(
            self.term >= 0,
            "term",
            "term",
            self.term,
            "0 periods or more",
            "a guarantee that ended before it began is no guarantee: use 0",
        )
        demand(
            isinf(self.term) or self.term == int(self.term), "term", "term", self.term, "a whole number of periods", "round it"
        )
        demand(
            0 <= self.discount <= 1, "discount", "discount", self.discount, "a number from 0 to 1", "0.95 halves in 13.5 periods"
        )


@dataclass(frozen=True, slots=True)
class War:
    """What it is to attack: odds p of winning all, cost c; the guarantor's effect Δ on the odds and cost k, if it keeps faith."""

    p: float
    c: float
    effect: float
    cost: float

    def __post_init__(self) -> None:
        demand(0 <= self.p <= 1, "probability", "p", self.p, "a number from 0 to 1", "give a share, not a percentage")
        demand(min(self.effect, self.cost) >= 0, "guarantee", "effect", (self.effect, self.cost), "0 or more", "drop the sign")

    def without(self) -> float:
        """Return w_out = p − c."""
        return self.p - self.c

    def within(self, credibility: float) -> float:
        """Return w_in = p − gΔ − c − gk, the payoff of attacking a guarantee of credibility g."""
        demand(0 <= credibility <= 1, "probability", "credibility", credibility, "a number from 0 to 1", "give a share")
        return self.p - credibility * self.effect - self.c - credibility * self.cost


def least_credibility(war: War, x: float) -> float:
    """Return the least credibility that deters while the guarantee lasts:  g* = (p − c − x) / (Δ + k).

    At most 0: no guarantee is needed. Above 1: none deters. Infinite where the guarantor changes nothing and war pays.

    >>> round(least_credibility(War(p=0.7, c=0.1, effect=0.3, cost=0.1), x=0.5), 9)
    0.25
    """
    gain, bite = war.without() - x, war.effect + war.cost
    if bite == 0:
        return inf if gain > 0 else 0.0
    return gain / bite


def longest_wait(game: Game) -> float | None:
    """Return τ*, the longest term that an undeterred attacker sits out; None unless x < w_in.

        τ* = ln[(w_in − x) / (w_out − x)] / ln δ

    At δ = 1 waiting costs nothing and τ* is infinite; at δ = 0 it is 0.

    >>> round(longest_wait(Game(x=0.5, w_in=0.52, w_out=0.6, term=15, discount=0.95)), 3)
    31.377
    """
    if not game.x < game.w_in:
        return None
    ratio = (game.w_in - game.x) / (game.w_out - game.x)
    if game.discount == 1:
        return inf
    return log(ratio) / log(game.discount) if game.discount > 0 and ratio < 1 else 0.0


def duration(game: Game) -> float:
    """Return the period in which war comes, infinite if it never does: the closed form.

        x ≥ w_out         never
        w_in ≤ x < w_out  at the end of the term
        x < w_in          at once iff term > τ*, else at the end of the term

    So a longer but too weak guarantee can be worse than a short one. After Fearon (1995), International Organization 49(3),
    p. 381 (commitment), with a term. An attacker who is indifferent waits. `look_back` is the slow twin.

    >>> duration(Game(x=0.5, w_in=0.52, w_out=0.6, term=15, discount=0.95))
    15
    >>> duration(Game(x=0.5, w_in=0.52, w_out=0.6, term=50, discount=0.95))
    0
    """
    if game.x >= game.w_out:
        return inf
    if isinf(game.term):
        return 0 if game.w_in > game.x else inf
    wait = longest_wait(game)
    return 0 if wait is not None and game.term > wait else game.term


def look_back(game: Game, path: Sequence[float] = ()) -> float:
    """Return the period in which war comes, by backward induction.

        V_τ = max(w_in, (1 − δ) x + δ V_{τ−1}),   V_0 = max(w_out, x);   attack iff strictly better than waiting

    `path` gives w_in period by period in place of the game's own, as under a taper; its length is then the term. An infinite
    term is a fixed point: attack at once iff w_in > x.

    >>> look_back(Game(x=0.5, w_in=0.4, w_out=0.6, term=50, discount=0.95))
    50
    >>> look_back(Game(x=0.5, w_in=0.4, w_out=0.6, term=3, discount=0.95), path=[0.4, 0.4, 0.55])    # a taper that invites war
    3
    """
    if isinf(game.term) and not path:
        return 0 if game.w_in > game.x else inf
    attacks = list(path) or [game.w_in] * int(game.term)
    value, war = (game.w_out, float(len(attacks))) if game.w_out > game.x else (game.x, inf)
    for period in reversed(range(len(attacks))):
        wait = game.x + game.discount * (value - game.x)
        value, war = (attacks[period], period) if attacks[period] > wait else (wait, war)
    return war if isinf(war) else int(war)
