"""Names that an address holds, checked against the case."""

from collections.abc import Iterable

from winset.case.check import did_you_mean
from winset.errors import Problem, Refused, Severity


def known(names: Iterable[str], name: str, what: str) -> str:
    """Return a name that is known.

    Raises
    ------
    Refused : it is none of them

    >>> known(["land", "aid"], "aid", "issue")
    'aid'
    """
    listed = list(names)
    if name not in listed:
        got = f"the {what} {name[:60]!r}"
        raise Refused(Problem(Severity.ERROR, "no-item", what, got, f"an {what} of the case", did_you_mean(name, listed)))
    return name
