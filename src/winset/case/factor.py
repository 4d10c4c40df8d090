"""The factors of a case: every number with a band that a stage may ask for, under the path by which stages ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from winset.band import Band
from winset.case.body import Body, Electorate, Legislature
from winset.case.case import Case
from winset.case.guarantee import ByOption, Guarantee, TermByOption
from winset.case.later import blocs_of, moved_by

Stage = Literal["deal", "ratify", "keep"]


@dataclass(frozen=True, slots=True)
class Factor:
    """One number: its path and band, what it is in a reader's words, the group it belongs to, and the stage that asks for it."""

    path: str
    band: Band
    says: str
    group: str
    stage: Stage

    @property
    def open(self) -> bool:
        """Whether the number is not known exactly."""
        return self.band.low != self.band.high


def factors(case: Case) -> tuple[Factor, ...]:
    """Return every factor of a case, in the order of the stages; numbers that no stage can ask for are left out.

    Left out are what a party without a signature wants, bodies that no gate names, and options under which a guarantee is never
    in force. A walk-away is one factor: all its days rise and fall together.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["ukraine-2025"] / "case.yaml").read_text(), "case.yaml")
    >>> next(f.says for f in factors(case) if f.path == "preferences.russia.issues.donbas.weight")
    'How much Donbas weighs for Russia'
    """
    return (*_wanted(case), *_links(case), *_bodies(case), *_chain(case), *_guarantees(case), *_contest(case))


def signatories(case: Case) -> tuple[str, ...]:
    """Return the parties whose signature a package may need: negotiators first, then those that some option binds."""
    bound = {party for issue in case.issues.values() for option in issue.options.values() for party in option.binds}
    signs = [party for party, one in case.parties.items() if one.negotiates]
    return (*signs, *(party for party in case.parties if party in bound and party not in signs))


def _wanted(case: Case) -> Iterator[Factor]:
    for party in signatories(case):
        name, preference = case.parties[party].name, case.preferences[party]
        group = f"what {name} wants"
        for issue, stake in preference.issues.items():
            at, topic = f"preferences.{party}.issues.{issue}", case.issues[issue]
            yield Factor(f"{at}.weight", stake.weight, f"How much {topic.name} weighs for {name}", group, "deal")
            for option, band in stake.values.items():
                says = f"What '{topic.options[option].name}' ({topic.name}) is worth to {name}"
                yield Factor(f"{at}.values.{option}", band, says, group, "deal")
        walk, path = preference.walk_away.points, f"preferences.{party}.walk_away"
        widest = max(walk, key=lambda point: point.value.high - point.value.low)
        yield Factor(path, widest.value, f"What {name} has without a deal", f"the walk-away of {name}", "deal")


def _links(case: Case) -> Iterator[Factor]:
    for number, link in enumerate(case.links):
        pair = " with ".join(f"'{case.issues[issue].options[option].name}'" for issue, option in link.when.items())
        for party in signatories(case):
            if party in link.add:
                says = f"What {pair} adds for {case.parties[party].name}"
                yield Factor(f"links.{number}.add.{party}", link.add[party], says, "links", "deal")


def _bodies(case: Case) -> Iterator[Factor]:
    for name in _asked(case):
        body, at = case.bodies[name], f"bodies.{name}"

        def factor(path: str, band: Band, says: str, group: str = body.name, at: str = at) -> Factor:
            return Factor(f"{at}.{path}", band, says, group, "ratify")

        yield factor("factor", body.factor, f"How far one mood moves all votes: {body.name}")
        blocs = {f"blocs.{key}": (key, one) for key, one in body.blocs.items()} if isinstance(body, Electorate) else {}
        chambers = body.chambers if isinstance(body, Legislature) else {}
        for path, (key, voters) in blocs.items():
            whom = _whom(body, "", key)
            yield factor(f"{path}.yes", voters.yes, f"The share of yes before the terms: {whom}")
            if body.endorsed:
                yield factor(f"{path}.endorsement", voters.endorsement, f"How far they follow the leader: {whom}")
        for chamber, one in chambers.items():
            for key, bloc in one.blocs.items():
                path, whom = f"chambers.{chamber}.blocs.{key}", _whom(body, chamber, key)
                yield factor(f"{path}.yes", bloc.yes, f"The odds of a yes before the terms: {whom}")
                yield factor(f"{path}.absent", bloc.absent, f"How often they are absent: {whom}")
                if body.endorsed:
                    yield factor(f"{path}.endorsement", bloc.endorsement, f"How far they follow the leader: {whom}")
        if isinstance(body, Electorate):
            yield factor("turnout", body.turnout, f"The turnout: {body.name}")
            yield factor("tie", body.tie, f"How far turnout goes with the yes vote: {body.name}")
            yield factor("undecided", body.undecided, f"The share of the undecided: {body.name}")
            if body.leaning is not None:
                yield factor("leaning", body.leaning, f"How the undecided lean: {body.name}")
            yield factor("bias", body.bias, f"How far polls overstate the yes: {body.name}")
            yield factor("error", body.error, f"How far polls miss: {body.name}")
        if body.selection is not None:
            yield factor("selection.threshold", body.selection.threshold, f"The odds at which it is put to the vote: {body.name}")
            yield factor("selection.insight", body.selection.insight, f"How well its leader knows the mood: {body.name}")
    blocs_by_body = {name: pairs for name, pairs in blocs_of(case).items() if name in _asked(case)}
    for issue, topic in case.issues.items():
        for option, each in topic.options.items():
            for key, band in each.support.items():
                if moved := moved_by(key, blocs_by_body):
                    says = f"How '{each.name}' ({topic.name}) moves {_moved(case, key, blocs_by_body[moved[0][0]][moved[0][1]])}"
                    yield Factor(f"issues.{issue}.options.{option}.support.{key}", band, says, "how terms move votes", "ratify")


def _whom(body: Body, chamber: str, bloc: str) -> str:
    """Return a bloc by its name and that of its body, and of its chamber where there are more than one."""
    if isinstance(body, Electorate):
        return f"{body.blocs[bloc].name or bloc}, {body.name}"
    one = body.chambers[chamber]
    where = f"{one.name or chamber}, {body.name}" if len(body.chambers) > 1 else body.name
    return f"{one.blocs[bloc].name or bloc}, {where}"


def _moved(case: Case, key: str, first: tuple[str, str]) -> str:
    """Return whom a key of `support` means; `first` is the first bloc that it moves, as (chamber, bloc)."""
    name, *rest = key.split(".")
    body = case.bodies[name]
    if not rest:
        return body.name
    if isinstance(body, Legislature) and rest == [first[0]] and first[0] != first[1]:
        return f"{body.chambers[first[0]].name or first[0]}, {body.name}"
    return (
        _whom(body, *first)
        if len(rest) == 2 or isinstance(body, Electorate)
        else f"{body.chambers[first[0]].blocs[first[1]].name or first[1]}, {body.name}"
    )


def _chain(case: Case) -> Iterator[Factor]:
    group = "ratification: waits and preconditions"
    if case.ratification is None:
        return
    needed = {name for gate in case.ratification.gates for name in gate.needs}
    for name, need in case.ratification.preconditions.items():
        if name in needed:
            at = f"ratification.preconditions.{name}"
            yield Factor(f"{at}.chance", need.chance, f"The odds of this: {need.name}", group, "ratify")
            yield Factor(f"{at}.wait", need.wait, f"The days after signing until this: {need.name}", group, "ratify")
            yield Factor(f"{at}.lapse", need.lapse, f"How often a year this ends again: {need.name}", group, "ratify")
    for number, gate in enumerate(case.ratification.gates):
        says = f"The days before the vote at gate {number + 1}: {case.bodies[gate.body].name}"
        yield Factor(f"ratification.gates.{number}.delay", gate.delay, says, group, "ratify")


def _guarantees(case: Case) -> Iterator[Factor]:
    for name, one in case.guarantees.items() if case.contest else ():
        said = {"term": "The years of", "credibility": "How credible it is", "taper": "The years of fading"}
        for field, words in said.items():
            for path, band, option in _settled(case, one, field):
                says = f"{words} the guarantee" if field == "term" else words
                yield Factor(f"guarantees.{name}.{field}{path}", band, f"{says}: {one.name}{option}", one.name, "keep")
        yield Factor(
            f"guarantees.{name}.effect", one.effect, f"How much it lowers the attacker's odds: {one.name}", one.name, "keep"
        )
        yield Factor(f"guarantees.{name}.cost", one.cost, f"How much dearer it makes war: {one.name}", one.name, "keep")
        yield Factor(
            f"guarantees.{name}.ratio", one.ratio.band, f"What it multiplies the risk of war by: {one.name}", one.name, "keep"
        )


def _settled(case: Case, one: Guarantee, field: str) -> Iterator[tuple[str, Band, str]]:
    """Yield the bands of a figure that the options of an issue may settle: where each stands, and for which option."""
    figure = getattr(one, field)
    if isinstance(figure, Band):
        yield "", figure, ""
    elif isinstance(figure, ByOption | TermByOption):
        options = case.issues[figure.issue].options
        for option, band in figure.options.items():
            if isinstance(band, Band) and option in one.when.get(figure.issue, options):
                yield f".options.{option}", band, f", with '{options[option].name}'"


def _contest(case: Case) -> Iterator[Factor]:
    contest = case.contest
    if contest is None:
        return
    name = case.parties[contest.attacker].name
    says = {
        "keeps": f"What {name} keeps by staying at peace",
        "wins": f"The odds that {name} wins a war",
        "war_cost": f"What war costs {name}",
        "discount": f"What next year is worth to {name}",
        "shocks": "How large surprises are",
    }
    for field, words in says.items():
        yield Factor(f"contest.{field}", getattr(contest, field), words, "contest", "keep")
    for issue, topic in case.issues.items():
        for option, each in topic.options.items():
            for field, words in (("stake", "adds to what the attacker keeps"), ("hazard", "moves the risk of war")):
                band = getattr(each, field)
                if band is not None:
                    path = f"issues.{issue}.options.{option}.{field}"
                    yield Factor(path, band, f"How '{each.name}' ({topic.name}) {words}", "how terms move the peace", "keep")


def _asked(case: Case) -> tuple[str, ...]:
    """Return the bodies that some gate names, in the order of the case."""
    named = {gate.body for gate in case.ratification.gates} if case.ratification else set()
    return tuple(name for name in case.bodies if name in named)
