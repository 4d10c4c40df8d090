"""JSON pointers into a study: what stands there, which figures lie below it, and what else is near."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from winset.errors import Problem, Refused, Severity

Steps = tuple[str, ...]
NEAR = 8


def steps(pointer: str) -> Steps:
    """Return the steps of a pointer: RFC 6901, with ~1 for a slash and ~0 for a tilde in a key.

    >>> steps("/zone/0/share"), steps("/a~1b/~0"), steps("")
    (('zone', '0', 'share'), ('a/b', '~'), ())

    Raises
    ------
    Refused : it neither begins with a slash nor is empty
    """
    if pointer and not pointer.startswith("/"):
        remedy = f"write it as a JSON pointer: /{pointer.replace('.', '/')}"
        raise Refused(Problem(Severity.ERROR, "pointer", pointer, "a word", "a pointer such as /zone/0/share", remedy))
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def written(path: Steps) -> str:
    """Return the pointer of these steps.

    >>> written(("a/b", "0"))
    '/a~1b/0'
    """
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)


def at(data: Any, path: Steps) -> Any:
    """Return what stands at these steps.

    Raises
    ------
    Refused : they lead nowhere; it says what is there
    """
    for depth, step in enumerate(path):
        inside = children(data)
        if step not in inside:
            raise Refused(_nowhere(path, depth, inside))
        data = inside[step]
    return data


def children(data: Any) -> Mapping[str, Any]:
    """Return what lies directly below a part of a document, by step."""
    if isinstance(data, dict):
        return data
    return {str(place): one for place, one in enumerate(data)} if isinstance(data, list) else {}


def is_figure(data: Any) -> bool:
    """Whether a part of a document is a number with what it rests on."""
    return isinstance(data, dict) and {"value", "basis"} <= data.keys()


def figures(data: Any, path: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Yield every figure below a part of a document, in its order.

    >>> [written(steps) for steps, _ in figures({"zone": [{"share": {"value": 1, "basis": []}}]})]
    ['/zone/0/share']
    """
    if is_figure(data):
        yield path, data
        return
    for step, one in children(data).items():
        yield from figures(one, (*path, step))


def family(path: Steps) -> Steps:
    """Return the steps with a star for every place in a list: figures made alike have one family.

    >>> family(("zone", "3", "share"))
    ('zone', '*', 'share')
    """
    return tuple("*" if step.isdigit() else step for step in path)


def _nowhere(path: Steps, depth: int, inside: Mapping[str, Any]) -> Problem:
    got = f"the step '{path[depth]}' at {written(path[:depth]) or 'the top'}"
    known = list(inside)
    if not known:
        remedy = f"stop at {written(path[:depth])}: nothing lies below it"
    elif known[0].isdigit():
        remedy = f"give a place from 0 to {len(known) - 1}"
    else:
        close = difflib.get_close_matches(path[depth], known, n=1)
        meant = f"did you mean {written((*path[:depth], close[0]))}? " if close else ""
        shown = ", ".join(known[:NEAR]) + (" …" if len(known) > NEAR else "")
        remedy = f"{meant}there: {shown}"
    return Problem(Severity.ERROR, "pointer", written(path), got, "a step that the study has", remedy)
