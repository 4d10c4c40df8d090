"""Outputs that are rankings or labels, as components whose variance can be shared out among factors."""

from collections.abc import Sequence

import numpy as np

from winset.study.draws.sensitivity import Floats


def ranks(scores: Floats) -> Floats:
    """Return the place of every item in every draw, 1 for the highest score; those that tie share the mean of their places.

    >>> ranks(np.array([[3.0, 9.0, 1.0], [2.0, 2.0, 5.0]]))
    array([[2. , 1. , 3. ],
           [2.5, 2.5, 1. ]])
    """
    from scipy.stats import rankdata

    places: Floats = rankdata(-scores, axis=1)
    return places


def indicators(labels: Sequence[object]) -> Floats:
    """Return a column for every label, 1 in the draws that have it, in the order in which labels first appear.

    >>> indicators(["kept", "broken", "kept"])
    array([[1., 0.],
           [0., 1.],
           [1., 0.]])
    """
    known = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    return np.eye(len(known))[[known[label] for label in labels]]
