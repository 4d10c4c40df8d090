"""The facts that ship with Winset and that studies rest on: votes of the past, rules of bodies, past guarantees."""

from functools import cache
from importlib import resources

from winset.record.source import sha256

FACTS = (("winset.ratify", "votes.csv"), ("winset.ratify", "bodies.yaml"), ("winset.keep", "comparable.csv"))


@cache
def facts() -> str:
    """Return the hash of the shipped facts; another release may ship others.

    >>> len(facts())
    64
    """
    return sha256("".join(sha256((resources.files(where) / name).read_bytes()) for where, name in FACTS).encode())
