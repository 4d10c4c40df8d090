"""How far coders agree who judged the same items, each blind to the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from winset.record.item import Item
from winset.record.refusal import refuse
from winset.record.standing import Verdict
from winset.record.statement import Statement


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one coder holds of one item: the verdict, and the wording that was judged."""

    subject: str
    coder: str
    verdict: Verdict
    item: Item


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over the items that at least two of the coders judged; without such items there are no figures.

    `alpha` is Krippendorff's for nominal labels, over all coders; `kappa` Cohen's for each pair, over the items both
    judged. 1 is agreement throughout, 0 what chance would give. `differing` are the items to adjudicate.
    """

    coders: tuple[str, ...]
    items: int
    alpha: float | None
    kappa: dict[tuple[str, str], float | None]
    differing: tuple[str, ...]


def verdict(judgement: Judgement) -> str:
    """Label a judgement by its verdict."""
    return judgement.verdict.value


def act(judgement: Judgement) -> str:
    """Label a judgement by the act of the wording that was accepted, or by its rejection."""
    accepted = judgement.verdict is Verdict.ACCEPT and isinstance(judgement.item, Statement)
    return judgement.item.act.value if accepted and isinstance(judgement.item, Statement) else "rejected"


def agreement(
    judgements: Iterable[Judgement], coders: Iterable[str] = (), label: Callable[[Judgement], str] = verdict
) -> Agreement:
    """Return how far coders agree; all who judged, unless some are named.

    Krippendorff (2004), Content Analysis, ch. 11; Cohen (1960), Educational and Psychological Measurement 20(1).

    Raises
    ------
    Refused : nltk, which computes the figures, is not installed
    """
    judged = list(judgements)
    wanted = tuple(dict.fromkeys(coders)) or tuple(sorted({one.coder for one in judged}))
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for one in judged:
        if one.coder in wanted:
            labels[one.subject][one.coder] = label(one)
    shared = {subject: held for subject, held in labels.items() if len(held) > 1}
    return Agreement(
        coders=wanted,
        items=len(shared),
        alpha=_alpha(shared) if shared else None,
        kappa={pair: _kappa(pair, shared) for pair in combinations(wanted, 2)},
        differing=tuple(sorted(subject for subject, held in shared.items() if len(set(held.values())) > 1)),
    )


def _alpha(shared: dict[str, dict[str, str]]) -> float:
    rows = [(coder, subject, label) for subject, held in shared.items() for coder, label in held.items()]
    if len({label for *_, label in rows}) == 1:
        return 1.0
    return float(_task(rows).alpha())


def _kappa(pair: tuple[str, str], shared: dict[str, dict[str, str]]) -> float | None:
    both = {subject: held for subject, held in shared.items() if held.keys() >= set(pair)}
    rows = [(coder, subject, held[coder]) for subject, held in both.items() for coder in pair]
    if not rows:
        return None
    if len({label for *_, label in rows}) == 1:
        return 1.0
    return float(_task(rows).kappa())


def _task(rows: list[tuple[str, str, str]]) -> Any:
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError as error:
        remedy = "install it: pip install 'winset[agreement]'"
        raise refuse("agreement", "nltk", "no such library", "the extra `agreement`", remedy) from error
    return AnnotationTask(data=rows)
