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


def both_ways(inputs: Array, packing: Packing, recurrent: Array) -> Array:
    """Return (tokens, 2 * hidden) for inputs (tokens, 2 * 4 * hidden) and U, (2, hidden, 4 * hidden)."""
    size = recurrent.shape[1]
    gates = np.stack([inputs[packing.forward, : 4 * size], inputs[packing.backward, 4 * size :]])
    out = np.empty((2, len(inputs), size), dtype=np.float32)
    h = np.zeros((2, packing.running[0], size), dtype=np.float32)
    c = np.zeros_like(h)
    at = 0
    for count in packing.running:
        now = gates[:, at : at + count]
        if at:
            now += h[:, :count] @ recurrent
        g = np.tanh(now[..., 2 * size : 3 * size])
        opening = _sigmoid(now)
        c = opening[..., size : 2 * size] * c[:, :count] + opening[..., :size] * g
        h = opening[..., 3 * size :] * np.tanh(c)
        out[:, at : at + count] = h
        at += count
    hidden = np.empty((len(inputs), 2 * size), dtype=np.float32)
    hidden[packing.forward, :size] = out[0]
    hidden[packing.backward, size:] = out[1]
    return hidden


def _sigmoid(x: Array) -> Array:
    """Return 1 / (1 + exp(-x)), as a hyperbolic tangent, which neither overflows nor divides."""
    half: Array = np.tanh(0.5 * x)
    half += 1
    half *= 0.5
    return half
