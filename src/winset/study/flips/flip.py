"""What flips are, as frozen records: the least that would have to be otherwise for a headline to be another."""

from enum import StrEnum

from winset.band import Frozen


class How(StrEnum):
    """How sure it is that nothing smaller does it: proved, or the least that a search met."""

    EXACT = "exact"
    SEARCHED = "searched"


class NumberFlip(Frozen):
    """One number of the case that would change a headline by itself.

    From `start`, its mode, `to` the nearest number that does; where `beyond`, today's headline still stands at `to` itself, and
    falls with any number further on. `change` is the distance as a share of what the number is measured by. `inside` : whether
    `to` lies in the number's own band, from `low` to `high`. `becomes` says what the headline then is, `package` what is chosen.
    """

    path: str
    says: str
    start: float
    to: float
    beyond: bool
    change: float
    low: float
    high: float
    inside: bool
    becomes: str
    package: dict[str, str] | None = None
    how: How
    basis: tuple[str, ...] = ()


class StatementFlip(Frozen):
    """A set of things said that, if none of them is believed, changes a headline.

    `rejected` points to their reasons, `words` are what each says; `falls` tells what then falls back to what.
    """

    rejected: tuple[str, ...]
    words: tuple[str, ...]
    falls: tuple[str, ...]
    becomes: str
    package: dict[str, str] | None = None
    how: How


class Headline(Frozen):
    """One conclusion of a study as it stands today, with the smallest changes that would overturn it, least first.

    `proof` says how far the lists are complete; an empty list with a proof says that nothing of its kind overturns it.
    """

    name: str
    today: str
    numbers: tuple[NumberFlip, ...] = ()
    statements: tuple[StatementFlip, ...] = ()
    proof: tuple[str, ...] = ()


class Flips(Frozen):
    """Every headline with its flips. `measure` says what a change is a share of."""

    headlines: tuple[Headline, ...]
    measure: str = (
        "A change is a share of the number's own range: of the case's scale for a value, a walk-away or a link, of the sum of "
        "the party's weights for a weight, of 1 for odds and shares."
    )
