"""Generated negotiations: integer scores, links and forbidden pairs as one JSON document."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from winset.errors import Problem, Refused, Severity
from winset.space.table import ScoreTable, score_table

MOST_ISSUES = 2_000
MOST_SCORES = 2_000_000


def table_of(instance: Mapping[str, Any], where: str = "instance") -> ScoreTable:
    """Return the table of {scale, parties, issues, options, reservation, scores [issue][option][party], links, forbidden}.

    Utilities are scores over the scale. A link is {"if": [issue, option], "and": [issue, option], "add": [per party]}, a
    forbidden pair [[issue, option], [issue, option]].

    Raises
    ------
    Refused : a field that is missing, of the wrong shape or not a whole number, with its place

    Examples
    --------
    >>> table = table_of({"scale": 10, "parties": 1, "issues": 1, "options": 2, "reservation": [3], "scores": [[[4], [10]]]})
    >>> table.values([4])
    (Fraction(2, 5),)
    """
    for field, kind in (("scale", int), ("parties", int), ("scores", list), ("reservation", list)):
        if not isinstance(instance.get(field), kind) or isinstance(instance.get(field), bool):
            raise Refused(
                _problem(f"{where}.{field}", repr(instance.get(field))[:60], f"a {kind.__name__}", "write the field again")
            )
    parties, scores, scale = instance["parties"], instance["scores"], instance["scale"]
    if scale < 1 or parties < 1:
        raise Refused(_problem(where, f"scale {scale}, {parties} parties", "both 1 or more", "correct them"))
    if not 1 <= len(scores) <= MOST_ISSUES:
        raise Refused(_problem(f"{where}.scores", f"{len(scores)} issues", f"1 to {MOST_ISSUES:,}", "split the negotiation"))
    cells = 0
    for i, rows in enumerate(scores):
        if not isinstance(rows, list) or not rows:
            raise Refused(_problem(f"{where}.scores[{i}]", "no options", "a list of options", "give the issue its options"))
        for o, row in enumerate(rows):
            _whole_numbers(row, parties, f"{where}.scores[{i}][{o}]")
        cells += len(rows) * parties
    if cells > MOST_SCORES:
        raise Refused(_problem(f"{where}.scores", f"{cells:,} scores", f"at most {MOST_SCORES:,}", "split the negotiation"))
    _whole_numbers(instance["reservation"], parties, f"{where}.reservation")
    sizes = [len(rows) for rows in scores]
    links = []
    for n, link in enumerate(_list(instance, "links", where)):
        at = f"{where}.links[{n}]"
        if not isinstance(link, Mapping):
            raise Refused(_problem(at, repr(link)[:60], "an object with if, and, add", "write it again"))
        _whole_numbers(link.get("add"), parties, f"{at}.add")
        links.append(((*_choice(link.get("if"), sizes, f"{at}.if"), *_choice(link.get("and"), sizes, f"{at}.and")), link["add"]))
    forbidden = []
    for n, pair in enumerate(_list(instance, "forbidden", where)):
        at = f"{where}.forbidden[{n}]"
        if not isinstance(pair, list) or len(pair) != 2:
            raise Refused(_problem(at, repr(pair)[:60], "two choices", "write it as [[issue, option], [issue, option]]"))
        forbidden.append((*_choice(pair[0], sizes, at), *_choice(pair[1], sizes, at)))
    return score_table(
        [f"issue {i}" for i in range(len(sizes))],
        [[f"option {o}" for o in range(size)] for size in sizes],
        [f"party {p}" for p in range(parties)],
        scores,
        scale=[Fraction(scale)] * parties,
        floors=instance["reservation"],
        links=links,
        forbidden=forbidden,
    )


def _list(instance: Mapping[str, Any], field: str, where: str) -> list[Any]:
    value = instance.get(field, [])
    if not isinstance(value, list):
        raise Refused(_problem(f"{where}.{field}", repr(value)[:60], "a list", "write the field again"))
    return value


def _whole_numbers(row: Any, count: int, where: str) -> None:
    if not isinstance(row, list) or len(row) != count:
        raise Refused(_problem(where, repr(row)[:60], f"{count} numbers", "give every party its number"))
    for number in row:
        if not isinstance(number, int) or isinstance(number, bool):
            raise Refused(_problem(where, repr(number)[:60], "a whole number", "multiply all by a scale that makes them whole"))


def _choice(pair: Any, sizes: list[int], where: str) -> tuple[int, int]:
    if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(n, int) for n in pair)):
        raise Refused(_problem(where, repr(pair)[:60], "[issue, option]", "write it as two whole numbers"))
    issue, option = pair
    if not (0 <= issue < len(sizes) and 0 <= option < sizes[issue]):
        raise Refused(_problem(where, repr(pair), "an issue and an option that exist", "count both from 0"))
    return issue, option


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "instance", where, got, wanted, remedy)
