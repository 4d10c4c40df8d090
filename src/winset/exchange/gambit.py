"""Gambit .nfg: a case of two signatories as a game in strategic form, where its size allows.

Each names a package; if both name the same, they have what it is worth to them, else what they have without a deal. This is the
discrete form of Nash's demand game (1953, Econometrica 21(1)) over whole packages: its strict equilibria in pure strategies are
the packages that are worth more than its walk-away to both.
"""

from fractions import Fraction

import numpy as np

from winset.band import written
from winset.case.case import Case
from winset.errors import Problem, Refused, Severity
from winset.space.package import named, permitted, totals
from winset.space.tabulate import tabulate

MOST_PACKAGES = 1_000
"""A game of so many strategies a side has a million cells."""


def game(case: Case) -> str:
    """Return the game of a case at the modes of its bands on its first day of signing, payoffs exact.

    Packages that a red line or a condition forbids are no strategies. Strategies are in the order of the case's packages.

    Raises
    ------
    Refused : not two signatories, a guarantor whose signature an option needs, or more than 1,000 packages
    """
    table = tabulate(case)
    if len(table.names) != 2:
        raise _refused(case, f"{len(table.names)} signatories: {', '.join(table.names)}", "two", "export GENIUS or NegMAS")
    if table.packages > 100 * MOST_PACKAGES:
        raise _refused(case, f"{table.packages:,} packages", f"at most {MOST_PACKAGES:,} permitted ones", "leave issues out")
    every = np.array(list(np.ndindex(*(len(options) for options in table.options))), dtype=np.intp)
    packages = every[permitted(table, every)]
    if not 0 < len(packages) <= MOST_PACKAGES:
        raise _refused(case, f"{len(packages):,} permitted packages", f"1 to {MOST_PACKAGES:,}", "leave issues or options out")
    worth = totals(table, packages)
    names = [_text("; ".join(f"{issue}: {option}" for issue, option in named(table, package).items())) for package in packages]
    without = [Fraction(floor or 0) / scale for floor, scale in zip(table.floors, table.scale, strict=True)]
    outcomes = ['{ "no deal" ' + ", ".join(map(written, without)) + " }"]
    for name, row in zip(names, worth.tolist(), strict=True):
        paid = ", ".join(written(Fraction(total) / scale) for total, scale in zip(row, table.scale, strict=True))
        outcomes.append(f"{{ {name} {paid} }}")
    size = len(packages)
    cells = " ".join(str(row + 2 if row == column else 1) for column in range(size) for row in range(size))
    strategies = "{ " + " ".join(names) + " }"
    players = " ".join(map(_text, table.names))
    head = f"NFG 1 R {_text(case.title)} {{ {players} }}\n\n{{ {strategies}\n{strategies}\n}}\n"
    comment = '"Each names a package; the same one is the deal, different ones are none."\n\n'
    return head + comment + "{\n" + "\n".join(outcomes) + "\n}\n" + cells + "\n"


def _text(words: str) -> str:
    escaped = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _refused(case: Case, got: str, wanted: str, remedy: str) -> Refused:
    return Refused(Problem(Severity.ERROR, "gambit", case.name, got, wanted, remedy))
