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
Numbers = NDArray[np.int64]


class Packing(NamedTuple):
    """Sentences laid end to end: their lengths and starts, how many run at each step, and which token each then takes."""

    lengths: Numbers
    starts: Numbers
    running: list[int]
    forward: Numbers
    backward: Numbers

    @staticmethod
    def of(lengths: Sequence[int]) -> "Packing":
        """Return the packing of sentences of these lengths, longest first.

        >>> packing = Packing.of([3, 1])
        >>> packing.running, packing.forward.tolist(), packing.backward.tolist()
        ([2, 1, 1], [0, 3, 1, 2], [2, 3, 1, 0])
        """
        sizes = np.asarray(lengths, dtype=np.int64)
        starts = np.concatenate([[0], sizes.cumsum()[:-1]])
        running = (sizes > np.arange(sizes[0])[:, None]).sum(1)
        step = np.repeat(np.arange(sizes[0]), running)
        sentence = np.arange(len(step)) - np.repeat(running.cumsum() - running, running)
        first = starts[sentence]
        return Packing(sizes, starts, running.tolist(), first + step, first + sizes[sentence] - 1 - step)


def one_thread(x: Array, w: Array) -> Array:
    """Return x w for (rows, n) and (n, m), in pieces so small that BLAS keeps to the thread it is called on.

    OpenBLAS spreads a product of more than 2**18 multiplications over every core and lets the others spin while they wait, which
    costs more than it gains at this size; many articles are read side by side by processes.
    """
    rows = max(1, SMALL_PRODUCT // w.size)
    pieces = -(-len(x) // rows)
    padded = np.zeros((pieces * rows, x.shape[1]), dtype=np.float32)
    padded[: len(x)] = x
    product: Array = padded.reshape(pieces, rows, x.shape[1]) @ w
    return product.reshape(pieces * rows, w.shape[1])[: len(x)]


def prepared(columns: Array, ways: int) -> Array:
    """Return weights (..., ways * 4 * hidden), gates in the order i, f, g, o, as (..., ways, 4, hidden) in the order i, f, o, g.

    Those of i, f and o are halved: σ(x) = (1 + tanh(x / 2)) / 2, so that one hyperbolic tangent serves all four.
    """
    gates = columns.reshape(*columns.shape[:-1], ways, 4, -1)
    return gates[..., [0, 1, 3, 2], :] * np.array([0.5, 0.5, 0.5, 1], dtype=np.float32)[:, None]


def both_ways(inputs: Array, packing: Packing, recurrent: Array) -> Array:
    """Return (tokens, 2 * hidden) for prepared inputs (tokens, 2 * 4 * hidden) and U (2, 4, hidden, hidden)."""
    size = recurrent.shape[-1]
    ready = inputs.reshape(-1, 2, 4, size)
    gates = np.stack([ready[packing.forward, 0], ready[packing.backward, 1]]).transpose(0, 2, 1, 3)
    out = np.empty((2, len(inputs), size), dtype=np.float32)
    h = np.zeros((2, packing.running[0], size), dtype=np.float32)
    c = np.zeros_like(h)
    at = 0
    for count in packing.running:
        now = gates[:, :, at : at + count]
        now = np.tanh(now + h[:, None, :count] @ recurrent if at else now)
        now[:, :3] += 1
        now[:, :3] *= 0.5
        c = now[:, 1] * c[:, :count] + now[:, 0] * now[:, 3]
        h = now[:, 2] * np.tanh(c)
        out[:, at : at + count] = h
        at += count
    hidden = np.empty((len(inputs), 2 * size), dtype=np.float32)
    hidden[packing.forward, :size] = out[0]
    hidden[packing.backward, size:] = out[1]
    return hidden
