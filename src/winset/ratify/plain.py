"""The rules of a body in words: what counts as passing, how many yeses suffice, and the laws that say so."""

from collections.abc import Sequence
from fractions import Fraction

from winset.band import written
from winset.case.body import Body, Electorate, Rule
from winset.ratify.route import law
from winset.ratify.rule import needed


def in_plain(body: Body) -> str:
    """Return a body's rule in words.

    >>> from winset.case.body import Electorate
    >>> voters = {"all": {"share": 1, "yes": 0.5}}
    >>> in_plain(Electorate.model_validate({"kind": "electorate", "name": "Vote", "blocs": voters, "quorum": "1/2"}))
    'more than 1/2 of the votes; turnout of at least 1/2 of the electorate'
    """
    if isinstance(body, Electorate):
        parts = [f"more than {_share(body.threshold)} of the votes{' in every bloc' if body.everywhere else ''}"]
        parts += [f"turnout of at least {_share(body.quorum)} of the electorate"] if body.quorum else []
        parts += [f"yes from at least {_share(body.approval)} of the electorate"] if body.approval else []
        return "; ".join(parts)
    said = {
        name: _said(chamber.rules, [b.name or key for key, b in chamber.blocs.items() if b.veto])
        for name, chamber in body.chambers.items()
    }
    named = [f"{body.chambers[key].name or key}: {text}" for key, text in said.items()]
    return "; ".join(named) if len(named) > 1 else next(iter(said.values()))


def needed_votes(body: Body) -> str:
    """Return how many yeses suffice when nobody is absent, chamber by chamber: "67 of 100"."""
    if isinstance(body, Electorate):
        return f"more than {float(body.threshold):.0%} of the votes"
    counts = []
    for chamber in body.chambers.values():
        blocs = list(chamber.blocs.values())
        seats = [(b.seats, b.weight) for b in blocs]
        counts.append(f"{needed(law(chamber.rules, blocs), seats)} of {sum(b.seats for b in blocs)}")
    return ", ".join(counts)


def sources(body: Body) -> tuple[str, ...]:
    """Return the laws that the body's rules rest on."""
    if isinstance(body, Electorate):
        return (body.source,) if body.source else ()
    return tuple(dict.fromkeys(r.source for chamber in body.chambers.values() for r in chamber.rules if r.source))


def _said(rules: Sequence[Rule], vetoes: Sequence[str]) -> str:
    parts = []
    for one in rules:
        weighed = " by weight" if one.weights else ""
        if one.votes is not None:
            parts.append(f"at least {one.votes} votes{weighed}")
        else:
            whom = "those voting" if one.of == "voting" else "all members"
            parts.append(f"{'more than' if one.more_than else 'at least'} {_share(one.share or Fraction(0))} of {whom}{weighed}")
        if one.quorum is not None:
            parts.append(f"at least {_share(one.quorum)} of the members present")
    parts += [f"no veto by {name}" for name in vetoes]
    return "; ".join(parts)


def _share(share: Fraction) -> str:
    """Return a share as people write it: 1/2, 2/3, 0.55."""
    return f"{share.numerator}/{share.denominator}" if share.denominator <= 10 else written(share)
