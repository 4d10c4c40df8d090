"""From blocks of draws to what they say together: shares with their sampling error, fans, and how the figures settled."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import sqrt
from string import ascii_uppercase
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.case.case import Case
from winset.deal.strip import RULES
from winset.space.package import named
from winset.space.tabulate import guarantors, negotiators, tabulate
from winset.study.draws.block import Arrays, Job, lasts
from winset.study.draws.uncertain import (
    Fan,
    Likely,
    OptionDraws,
    PackageDraws,
    PeaceFan,
    SolutionDraws,
    Step,
    Uncertain,
    ZoneDraws,
)
from winset.study.figure import Figure, Reasons
from winset.study.resting import keeping_basis, party_basis, ratifying_basis, zone_basis

HORIZON = 15.0
"""The year at which a study's headline asks whether peace still holds, unless another is named."""

SIGNED = "the package is acceptable to all"
STAYS = "the package stays the Nash package"
RATIFIED = "the package is ratified"
KEPT = "the package is kept for {:g} years"
DONE = "the package is signed, ratified and kept"
OPEN = "the zone is open on {}"
"""What the headline figures are called; the package is the first that is listed."""

SURE = 1.959964
LIKELIEST = 5

Floats = NDArray[np.float64]
Headline = Callable[[Arrays], Mapping[str, Floats]]


def share(values: NDArray[Any], sizes: Sequence[int], basis: tuple[str, ...] = ()) -> Figure:
    """Return the mean of yes-or-no values, or of figures, over all draws, with its sampling error at 95 percent.

    Blocks are independent, so from eight of them on their means say how far chance reaches: mean ± t s/√blocks. Before that
    every draw counts as independent, which is rather too wide for Sobol points: Wilson's interval (1927) for yes and no,
    mean ± 1.96 s/√n for figures, and nothing at all for a figure of one draw.

    >>> one = share(np.array([True, False] * 50), [100])
    >>> one.value, round(one.low, 2), round(one.high, 2)
    (0.5, 0.4, 0.6)
    """
    whole = np.asarray(values, dtype=np.float64)
    n, mean = len(whole), float(whole.mean())
    middle = mean
    full = [block.mean() for block in np.split(whole, np.cumsum(sizes)[:-1]) if len(block) == max(sizes)]
    if len(full) >= 8 and np.ptp(whole) > 0:
        from scipy.special import stdtrit

        half = float(np.std(full, ddof=1) * stdtrit(len(full) - 1, 0.975)) / sqrt(len(full))
    elif np.isin(whole, (0, 1)).all():
        spread = SURE**2 / n
        middle = (mean + spread / 2) / (1 + spread)
        half = SURE / (1 + spread) * sqrt(mean * (1 - mean) / n + spread / n / 4)
    elif n > 1:
        half = SURE * float(whole.std(ddof=1)) / sqrt(n)
    else:
        return Figure(value=mean, basis=basis)
    return Figure(value=mean, low=min(mean, max(0.0, middle - half)), high=max(mean, min(1.0, middle + half)), basis=basis)


def fan(values: Floats, basis: tuple[str, ...] = ()) -> Fan:
    """Return the middle of a figure over the draws, with the points that hold half and nine tenths of them.

    >>> fan(np.arange(101.0)).at
    (5.0, 25.0, 50.0, 75.0, 95.0)
    """
    low, first, middle, third, high = (float(point) for point in np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95)))
    return Fan(value=middle, low=low, high=high, quarters=(first, third), mean=float(values.mean()), basis=basis)


def headline(job: Job, found: Arrays, horizon: float = HORIZON) -> dict[str, Floats]:
    """Return by name the figures that a study leads with, each (n,): whether the zone is open by day, and for the first package
    listed whether it is signed, the odds that it is ratified, those that it is kept, and all three."""
    out = {OPEN.format(day): found["zone"][:, k].astype(float) for k, day in enumerate(job.days)}
    if not job.listed:
        return out
    signed = found["signed"][:, 0].astype(float)
    out[SIGNED] = signed
    out[STAYS] = (found["nash"] == job.listed[0][0]).all(axis=1).astype(float)
    done = signed
    if "whole" in found:
        out[RATIFIED] = found["whole"][:, 0]
        done = done * found["whole"][:, 0]
    if "structural" in found:
        at = job.years.index(horizon)
        kept = lasts(found["structural"][:, 0], found["heal"][:, 0])[:, at]
        out[KEPT.format(horizon)] = kept
        done = done * kept
    if len(out) > len(job.days) + 2:
        out[DONE] = done
    return out


def tally(job: Job, blocks: Sequence[Arrays], stopped: str, reasons: Reasons, horizon: float = HORIZON) -> Uncertain:
    """Return what blocks of draws say together; their order is that of their numbers."""
    rests = zone_basis(job.case, reasons)
    sizes = [len(one["zone"]) for one in blocks]
    looked = [one for one in blocks if "options" in one]
    whole = {name: np.concatenate([one[name] for one in blocks]) for name in blocks[0] if name not in ("options", "efficient")}
    first = {name: np.concatenate([one[name] for one in looked]) for name in ("options", "efficient")}
    first_sizes = [len(one["zone"]) for one in looked]
    return Uncertain(
        draws=sum(sizes),
        seed=job.seed,
        method=job.method,
        stopped=stopped,
        looked_at=sum(first_sizes),
        horizon=horizon,
        years=job.years,
        correlated=bool(job.case.correlations),
        zone=tuple(ZoneDraws(day=day, open=share(whole["zone"][:, k], sizes, rests)) for k, day in enumerate(job.days)),
        options=tuple(_options(job, whole, first["options"], (sizes, first_sizes), rests)),
        packages=tuple(
            _package(job, k, whole, (first["efficient"], first_sizes), sizes, reasons, horizon) for k in range(len(job.listed))
        ),
        solutions=tuple(_solution(job, name, whole[name], sizes, rests) for name in RULES),
        convergence=tuple(_steps(job, whole, sizes, horizon, reasons)),
    )


def _options(
    job: Job, whole: Arrays, possible: NDArray[np.bool_], sizes: tuple[Sequence[int], Sequence[int]], rests: tuple[str, ...]
) -> Sequence[OptionDraws]:
    column, lines, (every, first) = 0, [], sizes
    for i, (issue, one) in enumerate(job.case.issues.items()):
        for o, option in enumerate(one.options):
            chosen = {name: share(whole[name][:, i] == o, every, rests) for name in RULES}
            held = share(possible[:, column], first, rests)
            lines.append(OptionDraws(issue=issue, option=option, possible=held, chosen=chosen))
            column += 1
    return lines


def _package(
    job: Job,
    k: int,
    whole: Arrays,
    efficient: tuple[NDArray[np.bool_], Sequence[int]],
    sizes: Sequence[int],
    reasons: Reasons,
    horizon: float,
) -> PackageDraws:
    package, names = job.listed[k]
    case, options = job.case, named(tabulate(job.case), package)
    parties = (*negotiators(case), *guarantors(case))
    wants, votes, holds = (basis(case, options, reasons) for basis in (_wanting, ratifying_basis, keeping_basis))
    passes: dict[str, Fan] = {}
    peace: tuple[PeaceFan, ...] = ()
    last: tuple[Fan, ...] = ()
    if "passes" in whole:
        odds = whole["passes"][:, k]
        passes = {body: fan(odds[:, at], votes) for at, body in enumerate(case.bodies) if not np.isnan(odds[0, at])}
    if "structural" in whole:
        peace = tuple(_peace(job, k, whole, holds))
        shortest = lasts(whole["structural"][:, k], whole["heal"][:, k])
        last = tuple(fan(shortest[:, y], holds) for y in range(len(job.years)))
    one = Job(case, job.days, job.years, (job.listed[k],), (), job.seed, job.method)
    only = {name: rows[:, [k]] for name, rows in whole.items() if name in ("signed", "whole", "structural", "heal")}
    done = headline(one, {**only, "zone": whole["zone"], "nash": whole["nash"]}, horizon).get(DONE)
    return PackageDraws(
        name=f"the package of {', '.join(names)}" if names else f"package {_letter(job, k)}",
        package=options,
        chosen_by=names,
        signed=share(whole["signed"][:, k], sizes, wants),
        efficient=share(efficient[0][:, k], efficient[1], wants),
        chosen={name: share((whole[name] == package).all(axis=1), sizes, wants) for name in RULES},
        utility={party: fan(whole["utility"][:, k, p], party_basis(case, party, reasons)) for p, party in enumerate(parties)},
        passes=passes,
        whole=fan(whole["whole"][:, k], votes) if "whole" in whole else None,
        peace=peace,
        lasts=last,
        done=None if done is None else share(done, sizes, wants + votes + holds),
    )


def _letter(job: Job, k: int) -> str:
    """Return the letter of a listed package that no solution at the modes chooses."""
    return ascii_uppercase[sum(not names for _, names in job.listed[:k])]


def _wanting(case: Case, _package: Mapping[str, str], reasons: Reasons) -> tuple[str, ...]:
    return zone_basis(case, reasons)


def _peace(job: Job, k: int, whole: Arrays, holds: tuple[str, ...]) -> Iterator[PeaceFan]:
    """Yield the fans of a package's survival under each guarantee in force, and under none."""
    for at, key in enumerate((*job.case.guarantees, None)):
        if not np.isnan(whole["structural"][0, k, at, 0]):
            layers = {
                name: tuple(fan(whole[name][:, k, at, y], holds) for y in range(len(job.years)))
                for name in ("structural", "heal", "postpone")
            }
            yield PeaceFan(guarantee=job.case.guarantees[key].name if key else "no guarantee", **layers)


def _solution(job: Job, name: str, packages: NDArray[np.int16], sizes: Sequence[int], rests: tuple[str, ...]) -> SolutionDraws:
    none = packages[:, 0] < 0
    often = Counter(map(tuple, packages[~none].tolist()))
    table = tabulate(job.case)
    likeliest = sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))[:LIKELIEST]
    return SolutionDraws(
        principle=name,
        different=len(often),
        none=share(none, sizes, rests),
        likeliest=tuple(
            Likely(package=named(table, one), share=share((packages == one).all(axis=1), sizes, rests)) for one, _ in likeliest
        ),
    )


def _steps(job: Job, whole: Arrays, sizes: Sequence[int], horizon: float, reasons: Reasons) -> Sequence[Step]:
    """Return the headline after each doubling of the blocks, and at the end."""
    figures = headline(job, whole, horizon)
    rests = dict.fromkeys(figures, zone_basis(job.case, reasons))
    if job.listed:
        package = job.packages[0]
        votes, holds = ratifying_basis(job.case, package, reasons), keeping_basis(job.case, package, reasons)
        rests |= {RATIFIED: votes, KEPT.format(horizon): holds, DONE: zone_basis(job.case, reasons) + votes + holds}
    ends = np.cumsum(sizes).tolist()
    marks = [k for k in range(len(sizes)) if (k + 1) & k == 0 or k + 1 == len(sizes)]
    return [
        Step(
            draws=ends[k],
            figures={name: share(values[: ends[k]], sizes[: k + 1], rests[name]) for name, values in figures.items()},
        )
        for k in marks
    ]
