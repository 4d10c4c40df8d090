"""A statement as the screens show it: its exact words, who said them, where, and how it stands."""

from winset.band import Frozen
from winset.case.case import Case
from winset.record.ledger import Hit, Ledger
from winset.record.standing import State
from winset.record.statement import Act, Kind, Statement, Voice
from winset.record.withheld import Withheld


class Quotation(Frozen):
    """A statement with its document and its standing; names of options and issues as the case has them."""

    id: str
    text_id: str
    document: str
    words: str
    speakers: tuple[str, ...]
    party: str | None
    act: Act
    kind: Kind
    date: str | None
    date_known: str
    channel: str | None
    outlet: str | None
    issues: tuple[str, ...]
    options: tuple[str, ...]
    issue_ids: tuple[str, ...]
    option_ids: tuple[str, ...]
    hearsay: bool
    inferred: bool
    state: State
    coder: str
    tags: tuple[str, ...]
    circulates: bool
    key: int


def quoted(hit: Hit, ledger: Ledger, case: Case, withheld: Withheld) -> Quotation:
    """Return a hit as the screens show it; what is not to circulate says so."""
    one = hit.item
    assert isinstance(one, Statement)
    own = [case.issues[issue] for issue in one.issues if issue in case.issues]
    options = {key: option.name for issue in [*case.issues.values(), *own] for key, option in issue.options.items()}
    return Quotation(
        id=one.id,
        text_id=one.text_id,
        document=ledger.name_of(one.text_id),
        words=one.text,
        speakers=one.speaker,
        party=one.party,
        act=one.act,
        kind=one.kind,
        date=one.date.value,
        date_known=one.date.basis.value,
        channel=one.channel.value,
        outlet=one.outlet.value,
        issues=tuple(case.issues[issue].name if issue in case.issues else issue for issue in one.issues),
        options=tuple(options.get(option, option) for option in one.options),
        issue_ids=one.issues,
        option_ids=one.options,
        hearsay=one.hearsay,
        inferred=one.voice is Voice.REPORTER,
        state=hit.state,
        coder=one.coder,
        tags=hit.standing.tags,
        circulates=not withheld.holds(one),
        key=hit.key,
    )
