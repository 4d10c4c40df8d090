"""What is possible in each of many draws: which options stand in the zone, and which packages are efficient."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from winset.deal.draws import best_of_draws, open_zones, pool_of
from winset.deal.strip import SUM
from winset.space.batch import Batch
from winset.space.package import Package
from winset.space.share import only
from winset.space.table import Binding, TableLink

Flags = NDArray[np.bool_]

MOST_TURNED = 128
"""Known packages that an option is put into, to see whether it can stand in the zone."""


def open_options(batch: Batch, known: Sequence[Package] = ()) -> tuple[Flags, ...]:
    """Return, per issue, in which draws each option (D, options) is part of some package of the zone.

    What the known packages do not settle, as they are or with that option put into them, is asked of the tables in which the
    issue has that option alone.
    """
    pool = pool_of(batch, known)
    inside = batch.signable(pool) if len(pool) else np.zeros((len(batch), 0), dtype=bool)
    out = []
    for i, options in enumerate(batch.shape.options):
        held = np.stack([inside[:, pool[:, i] == o].any(axis=1) for o in range(len(options))], axis=1)
        for o in range(len(options)):
            rest = np.flatnonzero(~held[:, o])
            if len(rest) and batch.shape.allowed[i][o]:
                alone = replace(batch.rows(rest), shape=only(batch.shape, i, o))
                held[rest, o] = open_zones(alone, [(*x[:i], o, *x[i + 1 :]) for x in known[:MOST_TURNED]])
        out.append(held)
    return tuple(out)


def efficient_in_draws(batch: Batch, package: Package, known: Sequence[Package] = ()) -> Flags:
    """Return in which draws (D,) a package is in the zone and no other of the zone is as good for all scores and better for one.

    Asked as a largest sum: with every floor raised to what the package gives, the zone's largest sum is the package's own.
    """
    own = np.array([package], dtype=np.intp)
    inside = batch.signable(own)[:, 0]
    rows = np.flatnonzero(inside)
    if not len(rows):
        return inside
    raised = _raised(batch.rows(rows), own)
    best = best_of_draws(raised, SUM, players=range(len(batch.shape.names)), known=[package, *known])
    inside[rows] = best.gains.sum(axis=1) == 0
    return inside


def _raised(batch: Batch, own: NDArray[np.intp]) -> Batch:
    """Return the tables in which every score's floor is the package's total; a floor that options bind stays, beside it."""
    shape = batch.shape
    bound = [binding for binding in shape.bindings if shape.floors[binding.score] is not None]
    again = [binding.score for binding in bound]
    count = len(shape.names)

    def wider(rows: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.concatenate([rows, rows[..., again]], axis=-1)

    links = tuple(TableLink(link.pair, (*link.add, *(link.add[k] for k in again))) for link in shape.links)
    wide = replace(
        shape,
        names=(*shape.names, *(f"{shape.names[k]}, if bound" for k in again)),
        scores=tuple(wider(rows) for rows in shape.scores),
        scale=(*shape.scale, *(shape.scale[k] for k in again)),
        floors=(0,) * (count + len(again)),
        links=links,
        bindings=tuple(Binding(count + at, one.choices) for at, one in enumerate(bound)),
    )
    floors = np.concatenate([batch.totals(own)[:, 0], batch.floors[:, again]], axis=1)
    return Batch(wide, tuple(wider(rows) for rows in batch.scores), wider(batch.links), floors, batch.scale)
