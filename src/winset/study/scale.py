"""The same function over many parts: here, or on the workers of a cluster, with the same results part by part."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pickle import loads
from time import monotonic
from typing import Any, Generic, TypeVar
from uuid import uuid4

from winset.errors import Problem, Severity
from winset.study.cluster import WORKERS_WITHIN, Crew, Tell, distributed, identity, joined, versioned

TICK = 1.0
AHEAD = 2
"""Parts under way for each thread of the cluster, so that memory does not grow with their number."""

Part = TypeVar("Part")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What came of a part, by its place among the parts; or the problem that says why nothing did."""

    place: int
    made: Made | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Foreign:
    """What a worker of another version answers instead of working."""

    address: str
    versions: tuple[str, str]


def spread(
    function: Callable[[Part], Made],
    parts: Sequence[Part],
    names: Sequence[str],
    cluster: str | None = None,
    tell: Tell = lambda problem: None,
) -> Generator[Outcome[Made], None, None]:
    """Yield what a function makes of each part, as each is finished; in their order where there is no cluster.

    A part goes to one worker whole, so nothing depends on how many there are. A part whose worker dies is given to another;
    one that takes four workers down is a problem, and so is all that is left when no worker is; the rest goes on.
    `names` : what to call each part in a problem. `tell` : hears of workers that are lost or of another version.

    Raises
    ------
    Refused : the cluster is not there

    Examples
    --------
    >>> [(one.place, one.made) for one in spread(abs, [-1, 2, -3], ["a", "b", "c"])]
    [(0, 1), (1, 2), (2, 3)]
    """
    if cluster is None:
        for place, part in enumerate(parts):
            yield Outcome(place, function(part))
        return
    with joined(cluster) as client:
        yield from _on(client, function, parts, names, Crew(client, tell))


def _on(
    client: Any, function: Callable[[Part], Made], parts: Sequence[Part], names: Sequence[str], crew: Crew
) -> Iterator[Outcome[Made]]:
    """Give parts out and take results in until all are done or nobody is left to do them."""
    run, waiting = uuid4().hex, deque(range(len(parts)))
    packed = import_module("cloudpickle").dumps(function)  # once, with all that it holds, and by value what a script defines
    flying: dict[Any, tuple[int, list[str] | None]] = {}
    seen, looked = monotonic(), -TICK
    while waiting or flying:
        try:
            if monotonic() - looked >= TICK:
                crew.look()
                looked = monotonic()
        except (OSError, TimeoutError, RuntimeError) as error:
            yield from _abandoned([*(place for place, _ in flying.values()), *waiting], names, f"no scheduler ('{error}')")
            return
        seen = monotonic() if crew.fit else seen
        if monotonic() - seen > WORKERS_WITHIN:
            left = [*(place for place, _ in flying.values()), *waiting]
            yield from _abandoned(left, names, "no worker that fits" if crew.threads else "no worker")
            return
        for future, (place, only) in list(flying.items()):
            if only is not None and not set(only) & set(crew.fit):  # whoever it was meant for is gone
                del flying[future]
                future.release()
                waiting.appendleft(place)
        while waiting and crew.fit and len(flying) < AHEAD * sum(crew.threads[one] for one in crew.fit):
            place = waiting.popleft()
            key = f"winset-{run}-{place}-{uuid4().hex}"
            future = client.submit(_work, packed, parts[place], identity(), key=key, workers=crew.only)
            flying[future] = (place, crew.only)
        if not flying:
            _pause()
            continue
        try:
            finished = distributed().wait(list(flying), timeout=TICK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            continue
        for future in finished:
            place, _ = flying.pop(future)
            outcome = _taken(future, place, names[place], crew)
            future.release()
            if outcome is None:
                waiting.appendleft(place)
            else:
                yield outcome


def _work(packed: bytes, part: Part, wanted: tuple[str, str]) -> Any:
    """Work on a part, on a worker."""
    if identity() != wanted:
        return _Foreign(distributed().get_worker().address, identity())
    return _unpacked(packed)(part)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Callable[[Any], Any]:
    """Return a function as a worker keeps it from part to part: what it holds is unpacked once, and its caches stay warm."""
    function: Callable[[Any], Any] = loads(packed)  # noqa: S301 - from the one who may run anything here
    return function


def _taken(future: Any, place: int, name: str, crew: Crew) -> Outcome[Any] | None:
    """Return what came of a part; nothing where it must be given out again."""
    if future.status == "finished":
        made = future.result()
        if isinstance(made, _Foreign):
            crew.refuse(made.address, versioned(made.versions))
            return None
        return Outcome(place, made)
    if future.status != "error":
        return None
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        got, remedy = "every worker that took it was lost", "give the workers more memory, or cut the part into smaller ones"
    else:
        got, remedy = f"'{type(error).__name__}: {error}'", "report it, with the part"
    return Outcome(place, problem=Problem(Severity.ERROR, "part-failed", name, got, "a result", remedy))


def _abandoned(places: list[int], names: Sequence[str], got: str) -> Iterator[Outcome[Any]]:
    for place in sorted(places):
        remedy = "mend the cluster and run the same command again: what is done is not done again"
        yield Outcome(place, problem=Problem(Severity.ERROR, "cluster-lost", names[place], got, "a cluster that stays", remedy))


def _pause() -> None:
    from time import sleep

    sleep(TICK / 5)
