"""The queue of proposed entries: those first that could move the study's headlines most, or a party's worth of a deal."""

from collections.abc import Iterator
from itertools import islice

from winset.band import Frozen
from winset.case.case import Case
from winset.record.ledger import Hit, Ledger
from winset.record.query import Query
from winset.record.standing import State
from winset.record.statement import Statement
from winset.study.pressing import Pressing, pressing
from winset.study.study import Study
from winset.web.quotation import Quotation, quoted

PROPOSED = (State.PROPOSED,)


class Waiting(Frozen):
    """A proposed statement, on whom and what it bears, and by how much that could move what."""

    quotation: Quotation
    bears_on: str | None
    could_move: Pressing | None
    place: str


def waiting(
    ledger: Ledger, case: Case, study: Study | None, asked: Query, after: str | None, limit: int
) -> tuple[list[Waiting], str | None]:
    """Return the next of the queue after a place, and the place from which it goes on, if it does.

    A place is "RANK:KEY": the rank of a party and issue, and the key of the last statement seen there. The last rank holds
    what bears on no party and issue of the case.
    """
    ranks = pressing(case, study)
    rank, key = _read(after)
    found = list(islice(_from(ledger, ranks, asked, rank, key, limit), limit + 1))
    shown = []
    withheld = ledger.withheld()
    for at, hit in found[:limit]:
        most = ranks[at] if at < len(ranks) else None
        bears = f"{case.parties[most.party].name}: {case.issues[most.issue].name}" if most else None
        shown.append(
            Waiting(quotation=quoted(hit, ledger, case, withheld), bears_on=bears, could_move=most, place=f"{at}:{hit.key}")
        )
    return shown, shown[-1].place if len(found) > limit else None


def _from(
    ledger: Ledger, ranks: tuple[Pressing, ...], asked: Query, rank: int, key: int | None, limit: int
) -> Iterator[tuple[int, Hit]]:
    """Yield the statements of each rank from a place on, each only in the first rank that holds it."""
    places = {(one.party, one.issue): at for at, one in enumerate(ranks)}
    for at in range(rank, len(ranks) + 1):
        pair = {"party": ranks[at].party, "issue": ranks[at].issue} if at < len(ranks) else {}
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
