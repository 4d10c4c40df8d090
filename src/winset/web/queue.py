"""The queue of proposed entries: those on which a party's worth of a deal is most open come first."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from winset.band import Frozen
from winset.case.case import Case
from winset.case.unsettled import unsettled
from winset.record.ledger import Hit, Ledger
from winset.record.query import Query
from winset.record.standing import State
from winset.record.statement import Statement
from winset.web.quotation import Quotation, quoted

PROPOSED = (State.PROPOSED,)


class Waiting(Frozen):
    """A proposed statement, and what it could change: up to so many points of what a package is worth to its party."""

    quotation: Quotation
    bears_on: str | None
    could_change: float | None
    place: str


def waiting(ledger: Ledger, case: Case, asked: Query, after: str | None, limit: int) -> tuple[list[Waiting], str | None]:
    """Return the next of the queue after a place, and the place from which it goes on, if it does.

    A place is "RANK:KEY": the rank of a party and issue, and the key of the last statement seen there. The last rank holds
    what bears on no party and issue of the case.
    """
    ranks = [(pair, size) for pair, size in unsettled(case).items() if size > 0]
    rank, key = _read(after)
    found = list(islice(_from(ledger, ranks, asked, rank, key, limit), limit + 1))
    shown = []
    withheld = ledger.withheld()
    for at, hit in found[:limit]:
        (party, issue), size = ranks[at] if at < len(ranks) else ((None, None), None)
        bears = f"{case.parties[party].name}: {case.issues[issue].name}" if party and issue else None
        change = float(size) if size is not None else None
        shown.append(
            Waiting(quotation=quoted(hit, ledger, case, withheld), bears_on=bears, could_change=change, place=f"{at}:{hit.key}")
        )  # fmt: skip
    return shown, shown[-1].place if len(found) > limit else None


def _from(
    ledger: Ledger, ranks: list[tuple[tuple[str, str], Fraction]], asked: Query, rank: int, key: int | None, limit: int
) -> Iterator[tuple[int, Hit]]:
    """Yield the statements of each rank from a place on, each only in the first rank that holds it."""
    places = {pair: at for at, (pair, _) in enumerate(ranks)}
    for at in range(rank, len(ranks) + 1):
        pair = {"party": ranks[at][0][0], "issue": ranks[at][0][1]} if at < len(ranks) else {}
        before = key if at == rank else None
        while True:
            query = asked.model_copy(update={**pair, "state": PROPOSED, "before": before, "limit": limit + 1})
            hits = ledger.search(query)
            yield from ((at, hit) for hit in hits if _first(hit, places, len(ranks)) == at)
            if len(hits) <= limit:
                break
            before = hits[-1].key


def _first(hit: Hit, places: dict[tuple[str, str], int], last: int) -> int:
    one = hit.item
    if not isinstance(one, Statement) or one.party is None:
        return last
    return min((places.get((one.party, issue), last) for issue in one.issues), default=last)


def _read(after: str | None) -> tuple[int, int | None]:
    rank, _, key = (after or "").partition(":")
    return (int(rank), int(key)) if rank.isdigit() and key.lstrip("-").isdigit() and len(key) < 19 else (0, None)
