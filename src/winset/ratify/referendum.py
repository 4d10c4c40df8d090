"""A vote of the people: polls with their error and its tail, the undecided, and turnout with its quorums."""

from dataclasses import dataclass, field

import numpy as np

from winset.errors import demand
from winset.ratify.factor import SHARP, Figure, Figures, Floats, nodes, nodes_around, step
from winset.ratify.normal import both_below

_LEGENDRE = np.polynomial.legendre.leggauss(48)

TAIL = ((0.9, 1.0), (0.1, 2.5))
"""How often the polls err on which scale: one miss in ten is drawn two and a half times as wide (Tukey 1960, the contaminated
normal); the whole is rescaled to the error asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Electorate:
    """An electorate in blocs, what the polls say of each, and the rule of the referendum.

    `yes` is each bloc's share of yes among the decided; `undecided` their share, of whom `leaning` would say yes (None: as
    the decided do). `bias` and `error` are in logits: b = .09 is 2.25 points at 50 percent, .2 is 5. `turnout` is expected, its
    logit spread by `turnout_spread` and tied by `tie` to the part of the polls' error that is not the common factor.
    `threshold` is the share of the votes that must be exceeded, `everywhere` in every bloc; `quorum` the share of the electorate
    that must vote; `approval` the share of the electorate that must say yes.
    """

    shares: tuple[float, ...]
    yes: Figures
    rho: Figure = 0.0
    turnout: Figure = 1.0
    turnout_spread: float = 0.25
    tie: Figure = 0.0
    undecided: Figure = 0.0
    leaning: Figure | None = None
    bias: Figure = 0.09
    error: Figure = 0.2
    threshold: float = 0.5
    everywhere: bool = False
    quorum: float = 0.0
    approval: float = 0.0
    blocs: int = field(init=False)

    def __post_init__(self) -> None:
        blocs = len(self.shares)
        demand(0 < blocs == np.shape(self.yes)[-1], "body", "shares", self.shares, "one share for each bloc", "add blocs")
        whole = abs(sum(self.shares) - 1) < 1e-9 and min(self.shares) >= 0
        demand(whole, "body", "shares", self.shares, "shares that add up to 1", "rescale")
        odds = "a number from 0 to 1"
        for figure in (np.asarray(self.yes), self.turnout, self.undecided, 0.0 if self.leaning is None else self.leaning):
            demand(_within(figure, 0, 1), "probability", "yes", figure, odds, "give shares, not percentages")
        for name, share in (("quorum", self.quorum), ("approval", self.approval)):
            demand(0 <= share <= 1, "quorum", name, share, "a share of the electorate, 0 to 1", "write half as 0.5")
        demand(0 < self.threshold < 1, "threshold", "threshold", self.threshold, "a share between 0 and 1", "a majority is 0.5")
        demand(_within(self.rho, 0, 1), "correlation", "rho", self.rho, odds, "ρ is a share of variance")
        demand(_within(self.tie, -0.95, 0.95), "correlation", "tie", self.tie, "-0.95 to 0.95", "choose a weaker tie")
        spreads = bool(np.all(self.error >= 0)) and self.turnout_spread >= 0
        demand(spreads, "spread", "error", self.error, "a spread of 0 or more", "drop the sign")
        object.__setattr__(self, "blocs", blocs)

    @property
    def members(self) -> int:
        """How sharply the odds can fall with the factor: as those of one vote do."""
        return 1


def lean(body: Electorate, shift: Floats) -> Floats:
    """Return the expected logit of the yes share: polls, moved by the terms, less what polls overstate change.

        logit(yes) = logit((1 − u) Σ_b share_b Φ(Φ⁻¹(poll_b) + shift_b) + u · leaning) − b

    Where every bloc must agree, that of the least willing one. `shift`: (rows, blocs); returns (rows,).
    """
    from scipy.special import logit, ndtr, ndtri

    blocs = ndtr(ndtri(np.asarray(body.yes, dtype=np.float64)) + shift)
    if body.leaning is not None:
        away = np.broadcast_to(body.undecided, len(shift))[:, None]
        blocs = (1 - away) * blocs + away * np.broadcast_to(body.leaning, len(shift))[:, None]
    share = blocs.min(axis=1) if body.everywhere else blocs @ np.array(body.shares)
    return np.asarray(logit(np.clip(share, 0, 1)) - body.bias)


def on_the_day(body: Electorate, z: Floats, shift: Floats) -> Floats:
    """Return the odds that the referendum passes once the common factor is known: (rows, nodes).

    The yes logit is  lean + s(−sqrt(rho) z + sqrt(1 − rho) e),  s on either scale of `TAIL`; the turnout logit is
    logit(turnout) + spread (tie e + sqrt(1 − tie²) f), with e and f standard normal. It passes iff yes > threshold,
    turnout ≥ quorum and turnout · yes ≥ approval. Without an approval quorum these are the odds that two normal variables of
    correlation `tie` both lie below their limits (`normal.both_below`); otherwise e is integrated by Gauss–Legendre, split where
    the two quorums cross.
    """
    from scipy.special import logit

    rows = len(shift)
    rho, core = np.broadcast_to(body.rho, rows)[:, None], np.broadcast_to(_core(body), rows)[:, None]
    where, over = lean(body, shift)[:, None], float(logit(body.threshold))
    total = np.zeros((rows, len(z)))
    for weight, k in TAIL:
        place = where - k * core * np.sqrt(rho) * z
        rest = k * core * np.sqrt(1 - rho)
        if body.approval == 0:
            limit = np.broadcast_to(_turning_out(body.turnout, body.turnout_spread, body.quorum), rows)[:, None]
            total += weight * both_below(_limit(place - over, rest), limit, np.broadcast_to(body.tie, rows)[:, None])
        else:
            total += weight * _both(body, place, np.broadcast_to(rest, place.shape), over)
    return total


def steps(body: Electorate, shift: Floats) -> tuple[Floats, Floats]:
    """Return where a body of one row loses its majority as the factor rises, on either scale of the error, and the widths.

    As `factor.nodes_around` takes them. `shift`: (blocs,)
    """
    from scipy.special import logit

    rho, core = float(np.max(body.rho)), float(np.max(_core(body)))
    gap = float(lean(body, shift[None])[0] - logit(body.threshold))
    member = np.sqrt((1 - rho) / rho)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.array([gap / (k * core * np.sqrt(rho)) for _, k in TAIL])
    return np.where(np.isnan(at), 0.0, at), np.tile([member, member], (len(at), 1))


def chance(body: Electorate, shift: Floats | None = None) -> float:
    """Return the odds that the referendum passes.

    >>> round(chance(Electorate(shares=(1.0,), yes=(0.55,), turnout=0.6, quorum=0.5)), 3)
    0.7
    """
    moved = np.zeros((1, body.blocs)) if shift is None else np.asarray(shift, dtype=np.float64).reshape(1, body.blocs)
    rho = float(np.max(body.rho))
    z, weight = nodes_around(*steps(body, moved[0])) if rho > SHARP else nodes(step(1, rho))
    return float(np.clip(on_the_day(body, z, moved)[0] @ weight, 0, 1))


def _within(figure: Figure, low: float, high: float) -> bool:
    return bool(np.all((figure >= low) & (figure <= high)))


def _core(body: Electorate) -> Figure:
    """Return the scale of the ordinary error, so that the whole, tail included, has the error asked for."""
    return body.error / float(np.sqrt(sum(w * k * k for w, k in TAIL)))


def _limit(gap: Floats, spread: Floats | float) -> Floats:
    """Return the limit h with P(gap + spread · normal ≥ 0) = Φ(h); a spread of zero decides by the sign, zero by zero is met."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = np.asarray(gap / np.asarray(spread, dtype=np.float64))
    return np.asarray(np.where(np.isnan(ratio), np.inf, ratio))


def _turning_out(turnout: Figure, spread: float, need: Figure) -> Floats:
    """Return the limit of the turnout: it reaches what is needed with odds Φ(limit)."""
    from scipy.special import logit

    wanted = np.asarray(need, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        gap = logit(np.asarray(turnout, dtype=np.float64)) - logit(np.minimum(wanted, 1.0))
    return np.where(wanted > 1, -np.inf, _limit(np.where(np.isnan(gap), np.inf, gap), spread))


def _both(body: Electorate, place: Floats, rest: Floats, over: float) -> Floats:
    """Return P(yes > threshold and turnout ≥ max(quorum, approval / yes)), integrated over e, for each place and spread."""
    from scipy.special import expit, logit, ndtr

    def each(figure: Figure) -> Floats:
        return np.broadcast_to(np.reshape(figure, (-1, 1)), place.shape).ravel()[:, None]

    tie, turnout = each(body.tie), each(body.turnout)
    middle, spread = np.clip(place.ravel(), -60, 60), np.maximum(rest, 1e-12).ravel()
    start = np.clip((over - middle) / spread, -9.0, 9.0)
    crossing = logit(body.approval / body.quorum) if 0 < body.approval < body.quorum else -np.inf
    split = np.clip((crossing - middle) / spread, start, 9.0)
    x, w = _LEGENDRE
    out = np.zeros(start.shape)
    for low, high in ((start, split), (split, np.full_like(start, 9.0))):
        half = (high - low)[:, None] / 2
        e = (low + high)[:, None] / 2 + half * x
        yes = expit(middle[:, None] + spread[:, None] * e)
        need = np.maximum(body.quorum, body.approval / np.maximum(yes, 1e-300))
        limit = _turning_out(turnout, body.turnout_spread, need)
        enough = ndtr((limit + tie * e) / np.sqrt(1 - tie**2))
        out += (np.exp(-(e**2) / 2) / np.sqrt(2 * np.pi) * enough * half * w).sum(axis=1)
    return out.reshape(place.shape)
