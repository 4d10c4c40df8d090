"""How an entry stands: what its proposals, verdicts, edits and marks add up to."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from pydantic import Field

from winset.band import Frozen
from winset.record.event import Deed, Event

SECOND = "coder: "
"""How the name of a second coder begins: it proposes beside the reader, and never words what another proposed."""


class State(StrEnum):
    """What has become of an entry."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"

    @property
    def shown(self) -> bool:
        """Whether an entry in this state is part of the record unless another state is asked for."""
        return self in (State.PROPOSED, State.ACCEPTED, State.DISPUTED)


class Verdict(StrEnum):
    """What a coder holds of an entry."""

    ACCEPT = "accept"
    REJECT = "reject"


class Comment(Frozen):
    """What a coder remarked."""

    coder: str
    words: str


class Standing(Frozen):
    """How an entry stands. `chosen` is the event whose wording of the entry is current.

    `verdicts` holds, for each coder, the verdicts that no later one of theirs replaced: more than one where the coder
    worked in two ledgers at once. An adjudication outweighs all verdicts of the others. `rivals` are the events whose
    wording somebody accepted and which is not the chosen one.
    """

    state: State
    chosen: str | None = None
    proposed_by: tuple[str, ...] = ()
    verdicts: dict[str, tuple[Verdict, ...]] = Field(default_factory=dict)
    adjudicated_by: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    duplicate_of: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()


class Proposal(Frozen):
    """That a coder entered something, by an event."""

    event: str
    coder: str


def stand(subject: str, proposals: Sequence[Proposal], marks: Sequence[Event], *, duplicate_of: str | None = None) -> Standing:
    """Return how an entry stands after everything that was done to it and not undone, each in the order of the log.

    What decides, the first that holds: no proposal left, *withdrawn*; edited into another entry, *superseded*; merged into
    another, *duplicate*; else the verdicts: all accept, all reject, or both, *disputed*, where adjudications, if there
    are any, are the only ones that count; without a verdict *outdated* if its reader's newer version makes it no more,
    else *proposed*. The wording is that of the last accepted proposal, else the last one; a second coder's only where
    nobody else made one.
    """
    if not proposals:
        return Standing(state=State.WITHDRAWN)
    heads = current(event for event in marks if judges(event, subject))
    adjudications = [event for event in heads if event.what.get("adjudicates")]
    deciding = adjudications or heads
    successors = tuple(
        sorted({event.what["becomes"] for event in marks if event.deed is Deed.EDIT and event.what["becomes"] != subject})
    )
    accepted = _accepted(proposals, deciding)
    first = [proposal.event for proposal in proposals if not proposal.coder.startswith(SECOND)]
    chosen = (accepted or first or [proposals[-1].event])[-1]
    return Standing(
        state=_state(deciding, successors, duplicate_of, outdated=_outdated(subject, proposals, marks)),
        chosen=chosen,
        proposed_by=tuple(dict.fromkeys(proposal.coder for proposal in proposals)),
        verdicts=_verdicts(heads),
        adjudicated_by=tuple(sorted({event.coder for event in adjudications})),
        rivals=tuple(sorted({*accepted} - {chosen})),
        superseded_by=successors,
        duplicate_of=duplicate_of,
        tags=tuple(sorted({event.what["tag"] for event in marks if event.deed is Deed.TAG})),
        links=tuple(sorted({(event.what["relation"], event.what["to"]) for event in marks if event.deed is Deed.LINK})),
        comments=tuple(Comment(coder=e.coder, words=e.what["words"]) for e in marks if e.deed is Deed.COMMENT),
    )


def current(events: Iterable[Event]) -> list[Event]:
    """Return the events that none of the others says it replaces."""
    listed = list(events)
    replaced = {hash_ for event in listed for hash_ in event.what.get("over", ())}
    return [event for event in listed if event.hash not in replaced]


def judges(event: Event, subject: str) -> bool:
    """Whether an event holds a verdict on an item; an edit accepts what it makes."""
    return event.deed is Deed.VERDICT or (event.deed is Deed.EDIT and event.what["becomes"] == subject)


def verdict_of(event: Event) -> Verdict:
    """Return the verdict that an event holds."""
    return Verdict(event.what["verdict"]) if event.deed is Deed.VERDICT else Verdict.ACCEPT


def _verdicts(heads: Iterable[Event]) -> dict[str, tuple[Verdict, ...]]:
    found: dict[str, set[Verdict]] = {}
    for event in heads:
        found.setdefault(event.coder, set()).add(verdict_of(event))
    return {coder: tuple(sorted(verdicts)) for coder, verdicts in sorted(found.items())}


def _state(deciding: Sequence[Event], successors: Sequence[str], duplicate_of: str | None, *, outdated: bool) -> State:
    if successors:
        return State.SUPERSEDED
    if duplicate_of:
        return State.DUPLICATE
    match {verdict_of(event) for event in deciding}:
        case verdicts if len(verdicts) > 1:
            return State.DISPUTED
        case verdicts if Verdict.ACCEPT in verdicts:
            return State.ACCEPTED
        case verdicts if verdicts:
            return State.REJECTED
    return State.OUTDATED if outdated else State.PROPOSED


def _outdated(subject: str, proposals: Sequence[Proposal], marks: Sequence[Event]) -> bool:
    """Whether every proposal was retired by a newer version of the reader that made it."""
    retired = {pair[1] for event in marks if event.deed is Deed.ARTICLE for pair in _retired(event.what) if pair[0] == subject}
    return all(proposal.event in retired for proposal in proposals)


def _retired(what: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return ((subject, event) for subject, event in what.get("retires", ()))


def _accepted(proposals: Sequence[Proposal], deciding: Sequence[Event]) -> list[str]:
    """Return the events whose wording was accepted, those that were undone left out, in the order of the log."""
    entered = {proposal.event for proposal in proposals}
    accepted = [e.hash if e.deed is Deed.EDIT else e.what["of"] for e in deciding if verdict_of(e) is Verdict.ACCEPT]
    return [event for event in accepted if event in entered]
