"""A long short-term memory run forwards and backwards over many sentences at once, without padding.

    i, f, g, o = split(x_t W + h U + b);  c = σ(f) c + σ(i) tanh(g);  h = σ(o) tanh(c)

Hochreiter and Schmidhuber (1997), Neural Computation 9(8); both ways, Graves and Schmidhuber (2005), Neural Networks 18(5-6). The
products x_t W + b come ready. Sentences come longest first, so that at each step those still running are the first ones.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
SMALL_PRODUCT = 2**18
WIDEST = 32
Numbers = NDArray[np.int64]


class Packing(NamedTuple):
    """Sentences laid end to end: their lengths and starts, how many run at each step, and which token each then takes."""

    lengths: Numbers
    starts: Numbers
    running: list[int]
    forward: Numbers
    backward: Numbers

    @staticmethod
    def of(lengths: Sequence[int] | Numbers) -> "Packing":
        """Return the packing of sentences of these lengths, longest first.

        >>> packing = Packing.of([3, 1])
        >>> packing.running, packing.forward.tolist(), packing.backward.tolist()
        ([2, 1, 1], [0, 3, 1, 2], [2, 3, 1, 0])
        """
        sizes = np.asarray(lengths, dtype=np.int64)
        starts = sizes.cumsum() - sizes
        runs = sizes > np.arange(sizes[0])[:, None]
        step, sentence = runs.nonzero()
        first = starts[sentence]
        return Packing(sizes, starts, runs.sum(1).tolist(), first + step, first + sizes[sentence] - 1 - step)


def tiled(w: Array) -> Array:
    """Return w (n, m) as `one_thread` takes it, cut into tiles of equal width: (m / width, n, width)."""
    width = max(d for d in range(1, WIDEST + 1) if w.shape[1] % d == 0)
    return np.ascontiguousarray(w.reshape(len(w), -1, width).swapaxes(0, 1))


def one_thread(x: Array, tiles: Array) -> Array:
    """Return x w for x (rows, n) and the tiles of w, in pieces so small that BLAS keeps to the thread it is called on.

    OpenBLAS spreads a product of more than 2**18 multiplications over every core and lets the others spin while they wait, which
    costs more than it gains at this size; many articles are read side by side by processes.
    """
    number, n, width = tiles.shape
    rows = SMALL_PRODUCT // (n * width)
    product = np.empty((number, len(x), width), dtype=np.float32)
    for at in range(0, len(x), rows):
        np.matmul(x[at : at + rows], tiles, out=product[:, at : at + rows])
    return product.transpose(1, 0, 2).reshape(len(x), number * width)


def prepared(columns: Array, ways: int) -> Array:
    """Return weights (..., ways * 4 * hidden), gates in the order i, f, g, o, as (..., ways, 4, hidden) in the order i, f, o, g.

    Those of i, f and o are halved: σ(x) = (1 + tanh(x / 2)) / 2, so that one hyperbolic tangent serves all four.
    """
    gates = columns.reshape(*columns.shape[:-1], ways, 4, -1)
    return gates[..., [0, 1, 3, 2], :] * np.array([0.5, 0.5, 0.5, 1], dtype=np.float32)[:, None]


def turned(recurrent: Array) -> Array:
    """Return U (2, hidden, 4 * hidden) prepared as (2, 4, hidden, hidden), and all halved, since `both_ways` goes on with 2 h."""
    return np.ascontiguousarray(prepared(recurrent, 1)[:, :, 0].transpose(0, 2, 1, 3)) * np.float32(0.5)


def both_ways(inputs: Array, packing: Packing, recurrent: Array, rows: Numbers | None = None) -> Array:
    """Return (tokens, 2 * hidden) for prepared inputs (rows, 2 * 4 * hidden) and U as `turned` returns it.

    `rows` says which row of the inputs each token takes; without it, they stand as the tokens do.
    """
    size = recurrent.shape[-1]
    tokens = np.stack([packing.forward, packing.backward])
    lines = (tokens if rows is None else rows[tokens]) * 2 + np.arange(2)[:, None]
    gates = inputs.reshape(-1, 4 * size).take(lines, axis=0).reshape(2, -1, 4, size).transpose(0, 2, 1, 3)
    out = np.empty((2, len(lines[0]), size), dtype=np.float32)
    h = c = np.zeros((2, packing.running[0], size), dtype=np.float32)
    at = 0
    for count in packing.running:
        now = h[:, None, :count] @ recurrent
        now += gates[:, :, at : at + count]
        np.tanh(now, out=now)
        now[:, :3] += 1
        c = now[:, 1] * c[:, :count]
        c += now[:, 0] * now[:, 3]
        c *= 0.5
        h = np.multiply(now[:, 2], np.tanh(c), out=out[:, at : at + count])
        at += count
    hidden = np.empty((len(lines[0]), 2 * size), dtype=np.float32)
    hidden[packing.forward, :size] = out[0]
    hidden[packing.backward, size:] = out[1]
    hidden *= 0.5
    return hidden
