"""Packages: one option for every issue, their totals, and whether the rules allow them."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from winset.errors import Problem, Refused, Severity
from winset.space.table import Ints, ScoreTable

Package = tuple[int, ...]
"""The position of the chosen option of every issue, in the order of the table."""


def totals(table: ScoreTable, packages: NDArray[np.intp] | Sequence[Package]) -> Ints:
    """Return the totals (rows, K) of packages (rows, issues), links included.

    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A"], [[[3], [0]], [[0], [2]]],
    ...                     links=[((0, 0, 1, 1), [-1])])
    >>> totals(table, [(0, 1), (1, 1)])[:, 0].tolist()
    [4, 2]
    """
    chosen = np.asarray(packages, dtype=np.intp).reshape(-1, len(table.issues))
    total = sum(table.scores[i][chosen[:, i]] for i in range(len(table.issues)))
    for (i, a, j, b), add in table.links:
        held = (chosen[:, i] == a) & (chosen[:, j] == b)
        total = total + held[:, None] * np.array(add, dtype=table.scores[0].dtype)
    return np.asarray(total)


def permitted(table: ScoreTable, packages: NDArray[np.intp] | Sequence[Package]) -> NDArray[np.bool_]:
    """Return which packages (rows, issues) neither a red line nor a forbidden pair removes."""
    chosen = np.asarray(packages, dtype=np.intp).reshape(-1, len(table.issues))
    free = np.ones(len(chosen), dtype=bool)
    for i, allowed in enumerate(table.allowed):
        free &= allowed[chosen[:, i]]
    for i, a, j, b in table.forbidden:
        free &= ~((chosen[:, i] == a) & (chosen[:, j] == b))
    return free


def signable(table: ScoreTable, packages: NDArray[np.intp] | Sequence[Package]) -> NDArray[np.bool_]:
    """Return which packages (rows, issues) are in the zone: permitted, and every floor that counts for them is met."""
    chosen = np.asarray(packages, dtype=np.intp).reshape(-1, len(table.issues))
    free, total = permitted(table, chosen), totals(table, chosen)
    bound = {binding.score: binding.choices for binding in table.bindings}
    for k, floor in enumerate(table.floors):
        if floor is None:
            continue
        counts = np.ones(len(chosen), dtype=bool)
        if k in bound:
            counts = np.any([chosen[:, i] == option for i, option in bound[k]] or [np.zeros(len(chosen), bool)], axis=0)
        free &= ~counts | (total[:, k] >= floor).astype(bool)
    return free


def named(table: ScoreTable, package: Sequence[int]) -> dict[str, str]:
    """Return a package as {issue: option}."""
    return {issue: options[o] for issue, options, o in zip(table.issues, table.options, package, strict=True)}


def position(table: ScoreTable, package: Mapping[str, str], where: str = "package") -> Package:
    """Return the positions of a package written as {issue: option}.

    Raises
    ------
    Refused : an issue or an option that the table does not have, or an issue without its option; every one is listed
    """
    problems = [
        Problem(Severity.ERROR, "unknown-issue", where, f"issue {issue!r}", f"one of {_list(table.issues)}", "delete it")
        for issue in package
        if issue not in table.issues
    ]
    for issue, options in zip(table.issues, table.options, strict=True):
        if package.get(issue) not in options:
            got = f"option {package[issue]!r}" if issue in package else "no option"
            wanted = f"one of {_list(options)}"
            problems.append(Problem(Severity.ERROR, "unknown-option", f"{where}.{issue}", got, wanted, "choose one of them"))
    if problems:
        raise Refused(*problems)
    return tuple(options.index(package[issue]) for issue, options in zip(table.issues, table.options, strict=True))


def _list(names: Sequence[str]) -> str:
    return ", ".join(map(repr, names[:8])) + (", …" if len(names) > 8 else "")
