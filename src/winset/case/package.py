"""A package: one option for every issue."""

from collections.abc import Mapping


def holds(package: Mapping[str, str], when: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether a package, {issue: option}, holds one of the options named, for each issue named.

    >>> holds({"force": "treaty", "length": "y15"}, {"force": ("treaty", "congress")})
    True
    """
    return all(package[issue] in options for issue, options in when.items())
