"""The deal space at chosen draws: counted and listed in full where the drawn zone is tight, middling and loose."""

from collections.abc import Sequence

import numpy as np

from winset.space.budget import Budget
from winset.space.count import count
from winset.space.drawn import drawn
from winset.space.frontier import frontier
from winset.study.draws.block import Arrays, Job
from winset.study.draws.uncertain import QuantileLine
from winset.study.figure import Figure, Reasons
from winset.study.resting import zone_basis

CHOSEN = (0.05, 0.25, 0.5, 0.75, 0.95)
SECONDS = 10.0
"""What one count or one frontier may take; past it the count is bounded and the frontier thinned, and both say so."""


def at_quantiles(job: Job, blocks: Sequence[Arrays], reasons: Reasons) -> tuple[QuantileLine, ...]:
    """Return the zone's size and the frontier's at the draws that stand at these quantiles of the smallest gain.

    The smallest gain under the egalitarian package says how much room a draw leaves; draws with an empty zone come first.
    """
    gains = np.nan_to_num(np.concatenate([one["fair"] for one in blocks]), nan=-np.inf)
    order = np.argsort(gains, kind="stable")
    starts = np.cumsum([0, *(len(one["fair"]) for one in blocks)])
    basis = zone_basis(job.case, reasons)
    lines = []
    for quantile in CHOSEN:
        place = int(order[min(len(order) - 1, int(quantile * len(order)))])
        number = int(np.searchsorted(starts, place, side="right")) - 1
        drawing = job.draw(number, len(blocks[number]["fair"])).part(
            slice(place - int(starts[number]), place - int(starts[number]) + 1)
        )
        table = drawn(job.case, drawing, job.days[0]).table(0)
        size, edge = count(table, Budget(SECONDS)), frontier(table, thin=True, budget=Budget(SECONDS))
        lines.append(
            QuantileLine(
                quantile=quantile,
                draw=place,
                smallest_gain=float(gains[place]) if np.isfinite(gains[place]) else None,
                packages=Figure(value=size.value, low=size.low, high=size.high, basis=basis),
                frontier=edge.size,
                complete=edge.complete,
            )
        )
    return tuple(lines)
