"""What the answer hangs on: the indices of groups, the tornado, and which unknown is worth asking about next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.band import Band
from winset.case.tie import ties
from winset.deal.draws import best_of_draws, nash_of_draws, open_zones
from winset.deal.strip import FAIR
from winset.draw import Sample
from winset.keep.lasting import lasting
from winset.ratify.odds import every
from winset.space.drawn import drawn
from winset.study.draws.block import Arrays, Job
from winset.study.draws.given import Told, given_data
from winset.study.draws.ranking import ranks
from winset.study.draws.sensitivity import Floats, Index, Spread, first_order_and_total
from winset.study.draws.tally import DONE, HORIZON, KEPT, OPEN, RATIFIED, STAYS, headline
from winset.study.draws.tornado import Bar, tornado
from winset.study.draws.uncertain import AskLine, GroupLine, Influence, TornadoLine
from winset.study.figure import Figure, Reasons

GAIN = "the smallest gain of a negotiator"
ORDER = "which package is likelier to be ratified"
MOST_TOLD = 8
MOST_BARS = 12


def influence(job: Job, blocks: Sequence[Arrays], reasons: Reasons, rows: int = 256, horizon: float = HORIZON) -> Influence:
    """Return what the headline hangs on.

    The indices are of groups of numbers (by party, by body, by guarantee), since single ones are too many to be told apart; the
    tornado and the value of information are of single numbers. Where the case ties numbers to each other there are no totals.
    """
    says = {one.path: one for one in job.factors}

    def basis(path: str) -> tuple[str, ...]:
        return reasons.of_band(path, says[path].says, says[path].band)

    groups, notice = _groups(job, reasons, rows, horizon)
    bars = [
        TornadoLine(
            factor=bar.factor,
            says=says[bar.factor].says,
            figure=bar.output,
            low=bar.low,
            mode=bar.mode,
            high=bar.high,
            basis=basis(bar.factor),
        )
        for bar in _bars(job, horizon)
    ]
    asked = [
        AskLine(
            factor=told.factor,
            says=says[told.factor].says,
            figure=told.output,
            change=_figure(told.change, basis(told.factor)),
            share=told.share,
            basis=basis(told.factor),
        )
        for told in _told(job, blocks, horizon)
    ]
    return Influence(rows=rows, groups=groups, tornado=tuple(bars), ask_next=tuple(asked), notice=notice)


def outputs(job: Job, wanted: Collection[str], drawing: Sample, horizon: float = HORIZON) -> dict[str, Floats]:
    """Return the figures asked for in each draw, running only the stages that they need."""
    found: Arrays = {}
    out: dict[str, Floats] = {}
    first = drawn(job.case, drawing, job.days[0])
    packages = np.array([package for package, _ in job.listed], dtype=np.intp).reshape(-1, len(first.shape.issues))
    found["signed"] = first.signable(packages)
    if GAIN in wanted:
        fair = best_of_draws(first, FAIR, known=job.known)
        out[GAIN] = np.where(fair.found, fair.gains.min(axis=1) / float(first.scale), 0.0)
    days = [OPEN.format(day) in wanted for day in job.days]
    found["zone"] = np.stack(
        [
            open_zones(drawn(job.case, drawing, day, like=first), job.known) if asked else np.zeros(drawing.size, dtype=bool)
            for day, asked in zip(job.days, days, strict=True)
        ],
        axis=1,
    )
    if STAYS in wanted:
        found["nash"] = nash_of_draws(first, known=job.known).packages
    else:
        found["nash"] = np.full((drawing.size, packages.shape[1]), -1)
    chosen = job.packages
    if job.case.ratification and chosen and {RATIFIED, DONE, ORDER} & set(wanted):
        found["whole"] = every(job.case, chosen, drawing)[0]
        out[ORDER] = ranks(found["whole"])
    if job.case.contest and chosen and {KEPT.format(horizon), DONE} & set(wanted):
        peace = lasting(job.case, chosen[:1], (horizon,), drawing)
        found |= {"structural": peace.structural, "heal": peace.heal}
    one = Job(job.case, job.days, (horizon,), job.listed, job.known)
    return {name: values for name, values in {**headline(one, found, horizon), **out}.items() if name in wanted}


def _groups(job: Job, reasons: Reasons, rows: int, horizon: float) -> tuple[tuple[GroupLine, ...], str]:
    """Return the indices of every group on every figure that varies with it."""
    columns: dict[str, list[int]] = {}
    stages: dict[str, str] = {}
    for at, factor in enumerate(job.factors):
        columns.setdefault(factor.group, []).append(at)
        stages[factor.group] = factor.stage
    wanted = _figures(job, horizon)
    moves = {group: [name for name in wanted if _moved(name, stage)] for group, stage in stages.items()}
    names = {one.path: at for at, one in enumerate(job.factors)}

    def evaluate(shares: Floats, asked: Collection[str]) -> Mapping[str, Floats]:
        return outputs(job, asked, Sample(names, shares), horizon)

    if not columns:
        return (), "No number of the case has a band."
    tied = bool(ties(job.case))
    both = tuple(job.draw(2**20 + half, rows).shares for half in range(2))
    matrix = _matrix(job, names) if tied else None
    found = first_order_and_total(evaluate, (both[0], both[1]), columns, wanted, moves, matrix)
    rests = {
        group: tuple(
            dict.fromkeys(
                pointer
                for at in own
                for pointer in reasons.of_band(job.factors[at].path, job.factors[at].says, job.factors[at].band)
            )
        )
        for group, own in columns.items()
    }
    telling = [_line(one, rests[one.group]) for one in found if one.first.value or (one.total and one.total.value)]
    lines = tuple(sorted(telling, key=lambda line: wanted.index(line.figure)))
    return lines, "The case ties numbers to each other, so totals are not defined; first-order indices stand." if tied else ""


def _matrix(job: Job, names: Mapping[str, int]) -> Floats:
    matrix = np.eye(len(names))
    for one, other, rho in ties(job.case):
        if one in names and other in names:
            matrix[names[one], names[other]] = matrix[names[other], names[one]] = rho
    return matrix


def _figures(job: Job, horizon: float) -> list[str]:
    """Return the figures whose variance is shared out."""
    names = [GAIN]
    if len(job.days) > 1:
        names.append(OPEN.format(job.days[-1]))
    if job.listed:
        names.append(STAYS)
        later = []
        if job.case.ratification:
            later.append(RATIFIED)
            names += [ORDER] if len(job.listed) > 1 else []
        later += [KEPT.format(horizon)] if job.case.contest else []
        names += later
        names += [DONE] if later else []
    return names


def _moved(name: str, stage: str) -> bool:
    """Whether the numbers of a stage can move a figure at all."""
    if name == DONE:
        return True
    if name in {ORDER, RATIFIED}:
        return stage == "ratify"
    return stage == ("keep" if name.startswith(KEPT.partition("{")[0]) else "deal")


@dataclass(frozen=True, slots=True, eq=False)
class _Ends(Sample):
    """Draws in each of which one number is at an end of its band and all others at their modes: shares of -1, 0 and 1."""

    def of(self, where: str, band: Band) -> Floats:
        if where not in self.columns:
            return np.full(self.size, float(band.mode))
        code = self.shares[:, self.columns[where]]
        return np.where(code < 0, float(band.low), np.where(code > 0, float(band.high), float(band.mode)))


def _bars(job: Job, horizon: float) -> list[Bar]:
    count = len(job.factors)
    names = {one.path: at for at, one in enumerate(job.factors)}
    codes = np.concatenate([-np.eye(count), np.eye(count), np.zeros((1, count))])
    wanted = [name for name in _figures(job, horizon) if name not in {STAYS, ORDER, OPEN.format(job.days[-1])}]
    found = outputs(job, wanted, _Ends(names, codes), horizon)
    bars = tornado(
        [one.path for one in job.factors],
        {name: float(values[-1]) for name, values in found.items()},
        {name: values[:count] for name, values in found.items()},
        {name: values[count : 2 * count] for name, values in found.items()},
    )
    return [bar for name in wanted for bar in [one for one in bars if one.output == name][:MOST_BARS]]


def _told(job: Job, blocks: Sequence[Arrays], horizon: float) -> list[Told]:
    """Return, for each headline that the draws leave open, the unknowns that tell most of it.

    A number of a stage that a figure does not depend on tells of it by chance alone, and is left out unless the case ties
    numbers to each other.
    """
    if not job.factors or sum(len(one["zone"]) for one in blocks) < 256:
        return []
    shares = np.concatenate([job.draw(number, len(one["zone"])).shares for number, one in enumerate(blocks)])
    whole = {name: np.concatenate([one[name] for one in blocks]) for name in blocks[0] if name not in ("options", "efficient")}
    figures: dict[str, NDArray[np.float64]] = {**headline(job, whole, horizon), GAIN: np.nan_to_num(whole["fair"])}
    told = given_data(shares, [one.path for one in job.factors], figures)
    stages = {one.path: one.stage for one in job.factors}
    tied = bool(ties(job.case))
    telling = [one for one in told if one.matters and (tied or _moved(one.output, stages[one.factor]))]
    return [one for name in figures for one in [t for t in telling if t.output == name][:MOST_TOLD]]


def _line(one: Index, basis: tuple[str, ...]) -> GroupLine:
    total = _figure(one.total, basis) if one.total else None
    return GroupLine(group=one.group, figure=one.output, first=_figure(one.first, basis), total=total)


def _figure(spread: Spread, basis: tuple[str, ...]) -> Figure:
    return Figure(value=spread.value, low=spread.low, high=spread.high, basis=basis)
