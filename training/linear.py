"""Linear models over traits, fitted by limited-memory BFGS to all examples at once: one optimum, so nothing depends on chance."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import embedding_bag
from write import codes

STEPS = 60


class Traits:
    """The traits that stand in several examples, numbered, and examples as they are summed up."""

    def __init__(self, examples: Iterable[Iterable[str]], fewest: int) -> None:
        counts = Counter(trait for some in examples for trait in some)
        self.rows = {trait: row for row, trait in enumerate(sorted(t for t, n in counts.items() if n >= fewest))}

    def bags(self, examples: Iterable[Iterable[str]]) -> tuple[Tensor, Tensor]:
        """Return the rows of all examples end to end, and where each begins."""
        here = [[self.rows[t] for t in sorted(some) if t in self.rows] for some in examples]
        return torch.tensor([r for some in here for r in some]), torch.tensor([0, *map(len, here[:-1])]).cumsum(0)


def summed(bags: tuple[Tensor, Tensor], weights: Tensor) -> Tensor:
    """Return (examples, labels): the sums of the weights of their traits."""
    return embedding_bag(bags[0], weights, bags[1], mode="sum")


def fit(parameters: Sequence[Tensor], loss: Callable[[], Tensor]) -> None:
    """Move the parameters to where the loss is least."""
    optimizer = torch.optim.LBFGS(parameters, max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe")

    def lost() -> Tensor:
        optimizer.zero_grad()
        value = loss()
        value.backward()
        return value

    optimizer.step(lost)


def arrays(labels: Iterable[str], traits: Iterable[str], weights: Tensor, bias: Tensor, name: str = "") -> dict[str, np.ndarray]:
    """Return a model as `winset.read.learned.linear` loads it; words as the code points of their letters."""
    out = {f"{name}{part}": codes(words) for part, words in (("labels", labels), ("traits", traits))}
    numbers = {"weights": weights, "bias": bias}
    return out | {f"{name}{part}": value.detach().numpy().astype(np.float16) for part, value in numbers.items()}
