"""Laws of cases in other tools' formats: written and read back, every package is worth the same to everybody, exactly."""

import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from winset.band import Band
from winset.case.case import Case
from winset.case.complete import complete
from winset.case.issue import Condition, Issue, Link, Option, RedLine
from winset.case.party import Party, Role
from winset.case.placed import positions_of
from winset.case.positions import Position, case_of, read_positions, write_positions
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint
from winset.case.store import read
from winset.case.written import as_yaml
from winset.errors import Severity
from winset.exchange.formats import Format
from winset.exchange.gambit import game
from winset.exchange.scenario import read as read_scenario
from winset.exchange.scenario import write as write_scenario
from winset.space.package import permitted, totals
from winset.space.tabulate import tabulate

LAW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
ODD = "abé<&\"'\\:#-{}[],.%@ 0123="
ids = st.text(alphabet=ODD, min_size=1, max_size=6).map(str.strip).filter(bool)
words = st.text(
    alphabet=st.one_of(st.sampled_from(ODD + "\n🙂\u2028"), st.characters(exclude_categories=["Cs", "Cc", "Cn"])), max_size=12
)
values = st.integers(0, 400).map(lambda n: Fraction(n, 4))
bases = st.one_of(
    st.just({}), st.builds(lambda w: {"judgement": "so " + w}, words), st.builds(lambda i: {"statements": ("s" + i,)}, ids),
    st.builds(lambda w, d: {"source": "a.txt", "known": d}, words, st.dates(date(2020, 1, 1), date(2029, 1, 1))),
)  # fmt: skip


@st.composite
def bands(draw, least=0):
    low, mode, high = sorted(draw(st.lists(values.filter(lambda v: v >= least), min_size=3, max_size=3)))
    because = draw(bases)
    match draw(st.sampled_from(["one", "three", "uniform", "discrete"])):
        case "one":
            made = {"value": mode}
        case "three":
            made = {"low": low, "mode": mode, "high": high}
        case "uniform":
            made = {"low": low, "mode": mode, "high": high, "prior": "uniform"}
        case _:
            made = {"discrete": {low: Fraction(1, 3), high - 1 if high > 50 else high + 1: Fraction(2, 3)}}
            assume(len(made["discrete"]) == 2)
            assume(min(made["discrete"]) >= least)
    return Band.model_validate(made | {"because": because})


def single(value):
    return Band.model_validate(value)


@st.composite
def cases(draw, spread=True):
    """A case of two or three negotiators; with `spread`, with bands, rules and odd words as well."""
    parties = draw(st.lists(ids, min_size=2, max_size=3, unique_by=str.casefold))
    options = st.lists(ids, min_size=1, max_size=3, unique=True)
    issues = {
        name: Issue(name=draw(words) or "x", options={option: Option(name=draw(words) or "x") for option in draw(options)})
        for name in draw(options)
    }
    band = bands() if spread else values.map(single)
    weight = bands(least=Fraction(1, 4)) if spread else st.integers(1, 50).map(single)
    preferences = {}
    for party in parties:
        stakes = {
            name: IssuePreference(weight=draw(weight), values={option: draw(band) for option in one.options})
            for name, one in issues.items()
        }
        walk_away = WalkAway(points=(WalkAwayPoint(on=date(2030, 1, 1), value=draw(band)),))
        preferences[party] = Preference(issues=stakes, walk_away=walk_away)
    more = {}
    if spread:
        first = next(iter(issues))
        option = next(iter(issues[first].options))
        red = RedLine(party=parties[0], issue=first, option=option, because=draw(bases))
        more["red_lines"] = draw(st.sampled_from([(), (red,)]))
        if len(issues) > 1:
            other = list(issues)[1]
            there = next(iter(issues[other].options))
            link = Link(when={first: option, other: there}, add={parties[0]: draw(band)}, because=draw(bases))
            more["links"] = draw(st.sampled_from([(), (link,)]))
            needs = Condition(when={first: option}, needs={other: (there,)}, because=draw(bases))
            more["conditions"] = draw(st.sampled_from([(), (needs,)]))
        more |= {"summary": draw(words), "signing": draw(st.sampled_from([(), (date(2030, 1, 1), date(2030, 6, 1))]))}
    aliases = st.lists(words, max_size=2).map(tuple)
    return Case(
        name=draw(ids),
        title=draw(words) or "x",
        as_of=date(2030, 1, 1),
        parties={one: Party(name=draw(words) or "x", roles=(Role.NEGOTIATOR,), aliases=draw(aliases)) for one in parties},
        issues=issues,
        preferences=preferences,
        **more,
    )


@LAW
@given(cases())
def test_a_case_written_as_yaml_is_the_same_case(case):
    again, problems = read(as_yaml(case), "case.yaml")
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert again == complete(case)


@LAW
@given(cases(spread=False), st.sampled_from([Format.NEGMAS, Format.GENIUS, Format.GENIUSWEB, Format.GENIUSWEB_2020]))
def test_a_scenario_written_and_read_is_worth_the_same_to_everybody(case, form):
    """Where every number is a decimal; GeniusWeb, whose walk-away is a bid, is told its walk-away in the next law."""
    with tempfile.TemporaryDirectory() as folder:
        problems = write_scenario(case, form, Path(folder) / "made")
        assume(not [one for one in problems if one.kind == "rounded" and "walk_away" not in one.where])
        again, _ = read_scenario(Path(folder) / "made", form)
    one, other = tabulate(case), tabulate(again)
    assert (other.issues, other.options) == (one.issues, one.options)
    packages = list(_packages(one))
    left, right = totals(one, packages).tolist(), totals(other, packages).tolist()
    order = [other.names.index(name) for name in sorted(other.names)]
    for a, b in zip(left, right, strict=True):
        worth = [Fraction(v) / s / case.scale for v, s in zip(a, one.scale, strict=True)]
        theirs = [Fraction(b[k]) / other.scale[k] for k in order]
        assert sorted(worth) == sorted(theirs)
    if form not in (Format.GENIUSWEB, Format.GENIUSWEB_2020):
        floors = sorted(Fraction(f) / s / case.scale for f, s in zip(one.floors, one.scale, strict=True))
        assert floors == sorted(Fraction(f) / s for f, s in zip(other.floors, other.scale, strict=True))


positions = st.lists(
    st.builds(Position, st.sampled_from(["A", "=B", "C;d"]), st.sampled_from(["price", "-x"]), st.integers(-9, 99).map(Fraction),
              st.integers(1, 9).map(Fraction), st.just(Fraction(1))),
    min_size=1, max_size=6, unique_by=lambda one: (one.actor, one.issue),
)  # fmt: skip


@LAW
@given(positions)
def test_positions_made_into_a_case_come_back(stands):
    with tempfile.TemporaryDirectory() as folder:
        write_positions(stands, Path(folder) / "a.csv")
        assert read_positions(Path(folder) / "a.csv") == (tuple(stands), ())
    back, problems = positions_of(case_of(stands, "x"))
    assert problems == ()
    assert set(back) == set(stands)


@LAW
@given(cases())
def test_a_game_pays_what_packages_are_worth_and_walk_aways_elsewhere(case):
    """Read by a parser of its own, from Gambit's description of the outcome form."""
    assume(len(case.parties) == 2)
    table = tabulate(case)
    packages = [one for one in _packages(table) if permitted(table, [one])[0]]
    assume(packages)
    outcomes, cells = parsed(game(case))
    size = len(packages)
    assert len(cells) == size * size
    worth = totals(table, packages).tolist()
    for column in range(size):
        for row in range(size):
            paid = outcomes[cells[column * size + row] - 1]
            total = worth[row] if row == column else [floor or 0 for floor in table.floors]
            assert paid == [Fraction(v) / s for v, s in zip(total, table.scale, strict=True)]


def parsed(text):
    """Return the payoffs of every outcome, and the outcome of every cell, of an .nfg file in outcome form."""
    tokens, at = [], 0
    while at < len(text):
        if text[at] == '"':
            end = at + 1
            while text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            tokens.append(text[at : end + 1])
            at = end + 1
        elif text[at].isspace() or text[at] == ",":
            at += 1
        elif text[at] in "{}":
            tokens.append(text[at])
            at += 1
        else:
            end = at
            while end < len(text) and not text[end].isspace() and text[end] not in '{},"':
                end += 1
            tokens.append(text[at:end])
            at = end
    assert tokens[:3] == ["NFG", "1", "R"]
    depth, groups, current = 0, [], []
    rest = []
    for token in tokens[3:]:
        if token == "{":
            depth += 1
            current = []
        elif token == "}":
            depth -= 1
            if current:
                groups.append(current)
            current = []
        elif depth:
            current.append(token)
        else:
            rest.append(token)
    players, first, second, *outcomes = groups
    assert (len(players), len(first)) == (2, len(second))
    return [[Fraction(number) for number in one[1:]] for one in outcomes], [
        int(token) for token in rest if not token.startswith('"')
    ]


def _packages(table):
    import itertools

    return list(itertools.product(*(range(len(options)) for options in table.options)))
