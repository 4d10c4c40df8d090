"""A vote of the people: polls with their error and its tail, the undecided, and turnout with its quorums."""

from dataclasses import dataclass, field

import numpy as np

from winset.errors import demand
from winset.ratify.factor import SHARP, Floats, nodes, nodes_around, step

_LEGENDRE = np.polynomial.legendre.leggauss(48)

TAIL = ((0.9, 1.0), (0.1, 2.5))
"""How often the polls err on which scale: one miss in ten is drawn two and a half times as wide (Tukey 1960, the contaminated
normal); the whole is rescaled to the error asked for."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """An electorate in blocs, what the polls say of each, and the rule of the referendum.

    `yes` is each bloc's share of yes among the decided; `undecided` their share, of whom `leaning` would say yes (None: as
    the decided do). `bias` and `error` are in logits: b = .09 is 2.25 points at 50 percent, .2 is 5. `turnout` is expected, its
    logit spread by `turnout_spread` and tied by `tie` to the part of the polls' error that is not the common factor.
    `threshold` is the share of the votes that must be exceeded, `everywhere` in every bloc; `quorum` the share of the electorate
    that must vote; `approval` the share of the electorate that must say yes.
    """

    shares: tuple[float, ...]
    yes: tuple[float, ...]
    rho: float = 0.0
    turnout: float = 1.0
    turnout_spread: float = 0.25
    tie: float = 0.0
    undecided: float = 0.0
    leaning: float | None = None
    bias: float = 0.09
    error: float = 0.2
    threshold: float = 0.5
    everywhere: bool = False
    quorum: float = 0.0
    approval: float = 0.0
    blocs: int = field(init=False)

    def __post_init__(self) -> None:
        demand(
            0 < len(self.shares) == len(self.yes),
            "body",
            "shares",
            self.shares,
            "one share for each bloc, at least one",
            "add blocs",
        )
        demand(
            abs(sum(self.shares) - 1) < 1e-9 and min(self.shares) >= 0,
            "body",
            "shares",
            self.shares,
            "shares that add up to 1",
            "rescale",
        )
        odds = (*self.yes, self.turnout, self.undecided, self.leaning or 0.0)
        demand(all(0 <= p <= 1 for p in odds), "probability", "yes", odds, "numbers from 0 to 1", "give shares, not percentages")
        for name, share in (("quorum", self.quorum), ("approval", self.approval)):
            demand(0 <= share <= 1, "quorum", name, share, "a share of the electorate, 0 to 1", "write half as 0.5")
        demand(0 < self.threshold < 1, "threshold", "threshold", self.threshold, "a share between 0 and 1", "a majority is 0.5")
        demand(0 <= self.rho <= 1, "correlation", "rho", self.rho, "a number from 0 to 1", "ρ is a share of variance")
        demand(abs(self.tie) <= 0.95, "correlation", "tie", self.tie, "a number from -0.95 to 0.95", "choose a weaker tie")
        demand(min(self.error, self.turnout_spread) >= 0, "spread", "error", self.error, "a spread of 0 or more", "drop the sign")
        object.__setattr__(self, "blocs", len(self.shares))

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

    blocs = ndtr(ndtri(np.array(body.yes)) + shift)
    if body.leaning is not None:
        blocs = (1 - body.undecided) * blocs + body.undecided * body.leaning
    share = blocs.min(axis=1) if body.everywhere else blocs @ np.array(body.shares)
    return np.asarray(logit(np.clip(share, 0, 1)) - body.bias)


def on_the_day(body: Electorate, z: Floats, shift: Floats, rho: Floats) -> Floats:
    """Return the odds that the referendum passes once the common factor is known: (rows, nodes).

    The yes logit is  lean + s(−sqrt(rho) z + sqrt(1 − rho) e),  s on either scale of `TAIL`; the turnout logit is
    logit(turnout) + spread (tie e + sqrt(1 − tie²) f), with e and f standard normal. It passes iff yes > threshold,
    turnout ≥ quorum and turnout · yes ≥ approval. Without a tie and an approval quorum this is a product of two normal
    integrals; otherwise e is integrated by Gauss–Legendre, split where the two quorums cross.
    """
    from scipy.special import logit

    where = lean(body, shift)
    over = float(logit(body.threshold))
    core = _core(body)
    total = np.zeros((len(shift), len(z)))
    for weight, k in TAIL:
        place = where[:, None] - k * core * np.sqrt(rho)[:, None] * z
        rest = k * core * np.sqrt(1 - rho)[:, None]
        if body.tie == 0 and body.approval == 0:
            total += weight * _above(place - over, rest) * _enough(body, np.array(body.quorum), np.zeros(1))
        else:
            total += weight * _both(body, place, np.broadcast_to(rest, place.shape), over)
    return total


def steps(body: Electorate, shift: Floats, rho: float) -> tuple[Floats, Floats]:
    """Return where the majority is lost as the factor rises, on either scale of the error, and the widths (`nodes_around`)."""
    from scipy.special import logit

    gap = float(lean(body, shift[None])[0] - logit(body.threshold))
    member = np.sqrt((1 - rho) / rho)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = np.array([gap / (k * _core(body) * np.sqrt(rho)) for _, k in TAIL])
    return np.where(np.isnan(at), 0.0, at), np.tile([member, member], (len(at), 1))


def chance(body: Electorate, shift: Floats | None = None) -> float:
    """Return the odds that the referendum passes.

    >>> round(chance(Electorate(shares=(1.0,), yes=(0.55,), turnout=0.6, quorum=0.5)), 3)
    0.7
    """
    moved = np.zeros((1, body.blocs)) if shift is None else np.asarray(shift, dtype=np.float64).reshape(1, body.blocs)
    sharp = body.rho > SHARP
    z, weight = nodes_around(*steps(body, moved[0], body.rho)) if sharp else nodes(step(1, body.rho))
    return float(np.clip(on_the_day(body, z, moved, np.array([body.rho]))[0] @ weight, 0, 1))


def _core(body: Electorate) -> float:
    """Return the scale of the ordinary error, so that the whole, tail included, has the error asked for."""
    return float(body.error / np.sqrt(sum(w * k * k for w, k in TAIL)))


def _above(gap: Floats, spread: Floats | float) -> Floats:
    """Return P(gap + spread · normal ≥ 0); a spread of zero decides by the gap's sign, and zero by zero is met."""
    from scipy.special import ndtr

    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.asarray(gap / np.asarray(spread, dtype=np.float64))
    return np.asarray(ndtr(np.where(np.isnan(ratio), np.inf, ratio)))


def _enough(body: Electorate, need: Floats, e: Floats) -> Floats:
    """Return the odds that turnout reaches what is needed, given e."""
    from scipy.special import logit

    with np.errstate(invalid="ignore"):
        gap = logit(body.turnout) + body.turnout_spread * body.tie * e - logit(np.minimum(need, 1.0))
    gap = np.where(np.isnan(gap), np.inf, gap)
    return np.asarray(np.where(need > 1, 0.0, _above(gap, body.turnout_spread * np.sqrt(1 - body.tie**2))))


def _both(body: Electorate, place: Floats, rest: Floats, over: float) -> Floats:
    """Return P(yes > threshold and turnout ≥ max(quorum, approval / yes)), integrated over e, for each place and spread."""
    from scipy.special import expit, logit

    spread = np.maximum(rest, 1e-12).ravel()
    start = np.clip((over - np.clip(place.ravel(), -60, 60)) / spread, -9.0, 9.0)
    crossing = logit(body.approval / body.quorum) if 0 < body.approval < body.quorum else -np.inf
    split = np.clip((crossing - np.clip(place.ravel(), -60, 60)) / spread, start, 9.0)
    x, w = _LEGENDRE
    out = np.zeros(start.shape)
    for low, high in ((start, split), (split, np.full_like(start, 9.0))):
        half = (high - low)[:, None] / 2
        e = (low + high)[:, None] / 2 + half * x
        yes = expit(np.clip(place.ravel(), -60, 60)[:, None] + spread[:, None] * e)
        need = np.maximum(body.quorum, body.approval / np.maximum(yes, 1e-300))
        out += (np.exp(-(e**2) / 2) / np.sqrt(2 * np.pi) * _enough(body, need, e) * half * w).sum(axis=1)
    return out.reshape(place.shape)
