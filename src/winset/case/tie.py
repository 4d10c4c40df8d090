"""The correlations that a case states, held against its factors and against each other."""

import difflib
from collections.abc import Iterator, Mapping
from math import ceil, floor

from winset.band import written
from winset.case.case import Case
from winset.case.check import Where
from winset.case.correlation import Correlation, admissible, can_hold, groups
from winset.case.factor import Factor, factors
from winset.errors import Problem, Severity


def ties(case: Case) -> tuple[tuple[str, str, float], ...]:
    """Return the correlations of a case as draws take them: two paths and the correlation of their normal scores."""
    return tuple((*one.between, float(one.rho)) for one in case.correlations)


def check_ties(case: Case, where: Where) -> list[Problem]:
    """Return every problem in the correlations of a completed case: paths, pairs said twice, and what cannot hold together."""
    known = {factor.path: factor for factor in factors(case)} if case.correlations else {}
    problems = [problem for number in range(len(case.correlations)) for problem in _paths(case, number, known, where)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return problems
    return [*problems, *_together(case, where)]


def _paths(case: Case, number: int, known: Mapping[str, Factor], where: Where) -> Iterator[Problem]:
    one = case.correlations[number]
    for place, path in enumerate(one.between):
        at = where(("correlations", number, "between", place))
        if path not in known:
            close = difflib.get_close_matches(path, known, n=1)
            todo = f"did you mean '{close[0]}'?" if close else "write its path in the file, such as preferences.PARTY.walk_away"
            yield Problem(
                Severity.ERROR, "unknown-factor", at, f"'{path}'", "the path of a number that some stage asks for", todo
            )
        elif not known[path].open:
            got = f"'{path}', which is known exactly"
            yield Problem(Severity.WARNING, "no-band", at, got, "a number with a band", "give it one, or delete the correlation")
    pair = set(one.between)
    earlier = next((k for k, other in enumerate(case.correlations[:number]) if set(other.between) == pair), None)
    if earlier is not None:
        got = f"a pair that correlation {earlier + 1} names already"
        yield Problem(Severity.ERROR, "duplicate", where(("correlations", number)), got, "each pair once", "delete one")


def _together(case: Case, where: Where) -> Iterator[Problem]:
    """Yield, for each group of tied numbers that cannot hold together, the correlation whose change mends it soonest."""
    for names in groups(one.between for one in case.correlations):
        held = [(number, one) for number, one in enumerate(case.correlations) if one.between[0] in names]
        matrix = [[float(i == j) for j in range(len(names))] for i in range(len(names))]
        for _, one in held:
            i, j = (names.index(path) for path in one.between)
            matrix[i][j] = matrix[j][i] = float(one.rho)
        if not can_hold(matrix):
            yield _impossible(names, held, matrix, where)


def _impossible(names: list[str], held: list[tuple[int, Correlation]], matrix: list[list[float]], where: Where) -> Problem:
    mended = [(abs(value - float(one.rho)), number, one, value) for number, one in held for value in _nearest(names, one, matrix)]
    said = "; ".join(f"{' and '.join(one.between)}: {written(one.rho)}" for _, one in held)
    wanted = "correlations that numbers can have together (what is not said is 0)"
    if mended:
        _, number, one, value = min(mended, key=lambda each: each[:2])
        todo = f"the nearest value for {' and '.join(one.between)} is {value:g}; or say how the others are correlated"
    else:
        number, share = held[0][0], _bearable(matrix)
        todo = f"no single change is enough: multiply all of them by {share:g}, or say how the others are correlated"
    return Problem(Severity.ERROR, "impossible-correlations", where(("correlations", number, "rho")), said, wanted, todo)


def _nearest(names: list[str], one: Correlation, matrix: list[list[float]]) -> Iterator[float]:
    """Yield the admissible value nearest to a correlation, in thousandths, where there is one."""
    i, j = (names.index(path) for path in one.between)
    within = admissible(matrix, i, j)
    if within is not None:
        low, high = ceil(within[0] * 1000 - 1e-6) / 1000, floor(within[1] * 1000 + 1e-6) / 1000
        if low <= high:
            yield min(max(float(one.rho), low), high)


def _bearable(matrix: list[list[float]]) -> float:
    """Return the largest share, in thousandths, of all correlations that can hold together."""

    def weakened(share: int) -> list[list[float]]:
        return [[value if i == j else value * share / 1000 for j, value in enumerate(row)] for i, row in enumerate(matrix)]

    low, high = 0, 1000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if can_hold(weakened(middle)) else (low, middle)
    return low / 1000
