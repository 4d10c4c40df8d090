"""A study carried through its draws: how sure, what it hangs on, what would flip it, what survives."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

import numpy as np

from winset.case.case import Case
from winset.draw import MODES, SEED
from winset.errors import Refused, demand
from winset.space.package import Package, position
from winset.space.tabulate import tabulate
from winset.study.cluster import Tell
from winset.study.draws.block import BLOCK, Arrays, Job, job, numbered
from winset.study.draws.influence import influence
from winset.study.draws.parts import Parts
from winset.study.draws.quantile import at_quantiles
from winset.study.draws.tally import HORIZON, headline, share, tally
from winset.study.figure import Reasons
from winset.study.flips.flips import flips
from winset.study.later import YEARS
from winset.study.scale import spread
from winset.study.study import Study
from winset.study.survivors.reading import reading
from winset.study.survivors.survivor import Bar, Survivors
from winset.study.survivors.survivors import survivors

Progress = Callable[[str], None]

FEWEST = 8
"""Blocks before a precision that was asked for can stop the draws."""


READINGS: dict[str, float | None] = {
    "every number at its mode": None,
    "cautious: what helps at the lower quarter of its band, what hurts at the upper": 0.25,
    "hopeful: what helps at the upper quarter of its band, what hurts at the lower": 0.75,
}
"""How a study reads the bands for its survivors: at the modes, and all against or all for a deal that lasts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How much is asked of the draws.

    They stop at `draws`, or earlier once every headline figure is known to ± `precision`, or after `seconds`. `horizon` is the
    year of the headline's survival; `odds` and `lasts` are what a survivor must reach, of ratification and of peace to the
    horizon; `rows` is the base size of the indices of groups (0: none are wanted). Unless `thorough`, flips are of single
    numbers alone, and survivors at the modes.
    """

    draws: int = 1000
    seed: int = SEED
    method: str = "latin"
    precision: float | None = None
    seconds: float | None = None
    horizon: float = HORIZON
    odds: float = 0.5
    lasts: float = 0.5
    rows: int = 128
    thorough: bool = True

    def __post_init__(self) -> None:
        demand(self.method in ("latin", "sobol"), "method", "--method", self.method, "latin or sobol", "choose one")
        demand(self.draws >= 1, "draws", "--draws", self.draws, "at least 1", "ask for more")
        demand(
            self.horizon in YEARS, "years", "--horizon", self.horizon, f"one of {', '.join(f'{y:g}' for y in YEARS)}", "choose"
        )
        for name, least in (("odds", self.odds), ("lasts", self.lasts)):
            demand(0 <= least <= 1, "probability", f"--{name}", least, "a share from 0 to 1", "write half as 0.5")
        demand(
            self.precision is None or 0 < self.precision < 1,
            "precision",
            "--precision",
            self.precision,
            "between 0 and 1",
            "0.01",
        )


@dataclass(frozen=True, slots=True)
class Hands:
    """Who works on the blocks: this process, or the workers of a `cluster`; `tell` hears of workers lost or unfit."""

    cluster: str | None = None
    tell: Tell = lambda problem: None


ALONE = Hands()


def deepen(
    study: Study,
    case: Case,
    asked: Asked,
    folder: Path | None = None,
    progress: Progress = lambda stage: None,
    hands: Hands = ALONE,
) -> Study:
    """Return a study with what its draws say, what its headline hangs on, and what to ask next.

    The same case, seed and number of draws give the same study, interrupted or not and whoever works on it; a limit of time
    does not. `folder` : where blocks are kept until all are done, so that an interrupted study goes on where it stopped.

    Raises
    ------
    Refused : the cluster is not there, or was lost; the blocks that are done are kept
    """
    work = job_of(study, case, asked)
    parts = Parts(folder, work) if folder else None
    done = list(blocks(work, asked, parts, progress, hands))
    reasons = Reasons()
    reasons.found = dict(study.reasons)
    progress("what the draws say together")
    uncertain = tally(work, done, _stopped(done, asked), reasons, asked.horizon)
    uncertain = uncertain.model_copy(update={"quantiles": at_quantiles(work, done, reasons)})
    hangs = None
    if asked.rows:
        progress("what the answer hangs on")
        hangs = influence(work, done, reasons, asked.rows, asked.horizon)
    left = tuple(_survivors(case, asked, reasons, progress))
    flipped = flips(case, reasons, progress, thorough=asked.thorough)
    if parts:
        parts.clear()
    return study.model_copy(
        update={"uncertain": uncertain, "influence": hangs, "survivors": left, "flips": flipped, "reasons": reasons.found}
    )


def _survivors(case: Case, asked: Asked, reasons: Reasons, progress: Progress) -> Iterator[Survivors]:
    """Yield the survivors at the modes, and, if thorough, at a cautious and a hopeful reading of every band."""
    bar = Bar(odds=asked.odds, lasts=asked.lasts, years=asked.horizon)
    for name, quantile in list(READINGS.items())[: None if asked.thorough else 1]:
        read = MODES if quantile is None else reading(case, quantile)
        yield survivors(case, reasons, progress, bar=bar, sample=read, reading=name)


def job_of(study: Study, case: Case, asked: Asked) -> Job:
    """Return what a study's draws have to do: follow its solutions, starting from its efficient packages."""
    table = tabulate(case)
    solutions: dict[Package, Sequence[str]] = {position(table, line.package): line.chosen_by for line in study.solutions}
    known = dict.fromkeys([*solutions, *(position(table, line.package) for line in study.efficient)])
    return job(case, solutions, list(known), YEARS, asked.seed, "sobol" if asked.method == "sobol" else "latin")


def blocks(
    work: Job, asked: Asked, parts: Parts | None = None, progress: Progress = lambda stage: None, hands: Hands = ALONE
) -> Iterator[Arrays]:
    """Yield the blocks of a job in order: from disk what was finished before, the rest anew and kept as it is finished.

    Raises
    ------
    Refused : the cluster is not there, or was lost
    """
    began, done = monotonic(), []
    sizes = [min(BLOCK, asked.draws - at) for at in range(0, asked.draws, BLOCK)]
    held = {number: found for number, size in enumerate(sizes) if parts and (found := parts.load(number, size))}
    left = [(number, size) for number, size in enumerate(sizes) if number not in held]
    names = [f"block {number} of the draws" for number, _ in left]
    with closing(spread(partial(numbered, work), left, names, hands.cluster, hands.tell)) as fresh:
        for number in range(len(sizes)):
            progress(f"draws {number * BLOCK:,} of {asked.draws:,}")
            while number not in held:
                outcome = next(fresh)
                if outcome.made is None:
                    raise Refused(*[outcome.problem] if outcome.problem else [])
                held[left[outcome.place][0]] = outcome.made
                if parts:
                    parts.keep(left[outcome.place][0], outcome.made)
            done.append(held.pop(number))
            yield done[-1]
            if asked.seconds is not None and monotonic() - began >= asked.seconds:
                return
            if asked.precision is not None and number + 1 >= FEWEST and _known(work, done, asked):
                return


def _known(work: Job, done: Sequence[Arrays], asked: Asked) -> bool:
    """Whether every headline figure is known to the precision that was asked for."""
    each, sizes = [headline(work, one, asked.horizon) for one in done], [len(one["zone"]) for one in done]
    figures = [share(np.concatenate([one[name] for one in each]), sizes) for name in each[0]]
    return all((one.high or 0) - (one.low or 0) <= 2 * (asked.precision or 0) for one in figures)


def _stopped(done: Sequence[Arrays], asked: Asked) -> str:
    if sum(len(one["zone"]) for one in done) >= asked.draws:
        return "draws"
    return "precision" if asked.seconds is None else "time"
