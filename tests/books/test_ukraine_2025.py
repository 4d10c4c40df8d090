"""The bundled case `ukraine-2025` keeps its promises: anchored words, nothing from its future, nothing copied, nothing unsaid."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from math import prod
from pathlib import Path

import pytest

from winset.band import DEFAULT, Band, Basis
from winset.case.case import Case
from winset.case.check import bases
from winset.case.store import load
from winset.space.count import count
from winset.space.tabulate import high, tabulate

FOLDER = Path(str(files("winset"))) / "case" / "bundled" / "ukraine-2025"
DIGESTS = sorted((FOLDER / "sources").glob("*.txt"))
MONTHS = list(calendar.month_name)


@pytest.fixture(scope="module")
def case() -> Case:
    case, problems = load(FOLDER)
    assert problems == ()
    assert case is not None
    return case


def bands(case: Case) -> Iterator[tuple[str, Band, Basis]]:
    """Every number with a band: where it stands, and what it rests on once the levels above are asked."""
    for party, preference in case.preferences.items():
        for issue, stake in preference.issues.items():
            above = stake.because if stake.because != DEFAULT else preference.because
            yield f"{party}.{issue}.weight", stake.weight, stake.weight.resting_on(above).because
            for option, value in stake.values.items():
                yield f"{party}.{issue}.{option}", value, value.resting_on(above).because
        above = preference.walk_away.because
        for point in preference.walk_away.points:
            yield f"{party}.walk_away.{point.on}", point.value, point.value.resting_on(above).because
    for link in case.links:
        for party, added in link.add.items():
            yield f"link.{link.when}.{party}", added, added.resting_on(link.because).because


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def dates_in(text: str) -> Iterator[date]:
    """The days that a digest names, in its own form ("28 December", "28 December 2025"); the year is 2025 unless said."""
    for day, month, year in re.findall(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS[1:])})(?: (\d{{4}}))?", text):
        yield date(int(year or 2025), MONTHS.index(month), int(day))


def test_the_case_holds_what_the_plan_is_about(case: Case) -> None:
    assert (case.name, case.as_of) == ("ukraine-2025", date(2025, 12, 29))
    assert list(case.parties) == ["ukraine", "russia", "united-states", "europe"]
    assert [name for name, party in case.parties.items() if party.negotiates] == ["ukraine", "russia"]
    assert len(case.issues) >= 14
    assert "illustrative" in case.notice
    assert all(2 <= len(issue.options) <= 5 for issue in case.issues.values())
    assert case.plan is not None
    assert case.plan.size == 20
    assert [point.number for point in case.plan.points] == list(range(1, 21))
    assert {news.status for point in case.plan.points for news in point.history} == {
        "agreed",
        "contested",
        "undisclosed",
        "declined",
    }


def test_every_reference_to_a_party_an_issue_or_an_option_exists(case: Case) -> None:
    options = {(name, option) for name, issue in case.issues.items() for option in issue.options}
    assert case.preferences.keys() == case.parties.keys()
    for preference in case.preferences.values():
        for name, stake in preference.issues.items():
            assert stake.values.keys() == case.issues[name].options.keys(), name
    pairs = [(line.issue, line.option) for line in case.red_lines]
    pairs += [pair for link in case.links for pair in link.when.items()]
    pairs += [pair for rule in case.conditions for pair in rule.when.items()]
    pairs += [(name, option) for rule in case.conditions for name, wanted in rule.needs.items() for option in wanted]
    assert set(pairs) <= options
    named = {line.party for line in case.red_lines} | {party for link in case.links for party in link.add}
    named |= {party for issue in case.issues.values() for option in issue.options.values() for party in option.binds}
    assert named <= case.parties.keys()
    assert case.plan is not None
    assert {name for point in case.plan.points for name in point.issues} <= case.issues.keys()


def test_the_weights_of_each_party_add_to_a_hundred_and_its_values_span_the_scale(case: Case) -> None:
    for party, preference in case.preferences.items():
        assert sum(stake.weight.mode for stake in preference.issues.values()) == 100, party
        for stake in preference.issues.values():
            assert all(0 <= value.low <= value.high <= case.scale for value in stake.values.values())


def test_every_quoted_word_stands_in_its_source(case: Case) -> None:
    quoted = [basis for _, basis in bases(case) if basis.words]
    assert len(quoted) > 80
    for basis in quoted:
        text = (FOLDER / "sources" / str(basis.source)).read_text(encoding="utf-8")
        assert str(basis.words) in text, (basis.source, basis.words)


def test_no_number_is_a_bare_default(case: Case) -> None:
    assert [place for place, _, basis in bands(case) if basis == DEFAULT] == []
    assert case.plan is not None
    others = [line.because for line in case.red_lines] + [rule.because for rule in case.conditions]
    others += [news.because for point in case.plan.points for news in point.history]
    assert DEFAULT not in others


def test_nothing_in_the_case_became_known_after_its_date(case: Case) -> None:
    assert all(basis.known is None or basis.known <= case.as_of for _, basis in bases(case))
    assert case.plan is not None
    for point in case.plan.points:
        since = [news.since for news in point.history]
        assert since == sorted(since)
        assert since[-1] <= case.as_of
        for news in point.history:
            assert date.fromisoformat(str(news.because.source)[:10]) <= news.since, point.title


def test_signing_days_start_with_the_case_and_walk_aways_cover_them(case: Case) -> None:
    assert case.signing[0] == case.as_of
    assert list(case.signing) == sorted(case.signing)
    ukraine, russia = ([case.preferences[party].walk_away.on(day)[1] for day in case.signing] for party in ("ukraine", "russia"))
    assert ukraine == sorted(ukraine, reverse=True)
    assert russia == sorted(russia)
    assert russia[0] < russia[-1]


def test_the_zone_is_small_at_the_date_of_the_case_and_closes_as_the_front_moves(case: Case) -> None:
    sizes = [count(tabulate(case, day)) for day in case.signing]
    assert all(size.exact for size in sizes)
    zone = [size.value for size in sizes]
    packages = prod(len(issue.options) for issue in case.issues.values())
    assert 0.0001 < zone[0] / packages < 0.03
    assert zone == sorted(zone, reverse=True)
    assert zone[-1] == 0
    assert count(tabulate(case, case.signing[-1], high)).value == 0


@pytest.mark.parametrize("digest", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_is_dated_unquoted_and_of_its_day(digest: Path, case: Case) -> None:
    text = digest.read_text(encoding="utf-8")
    title, byline, dateline = [line for line in text.splitlines() if line][:3]
    assert byline == "Winset digest"
    assert title == title.strip() != ""
    (written,) = dates_in(dateline)
    assert written == date.fromisoformat(digest.stem[:10]) <= case.as_of
    assert max(dates_in(text)) == written
    assert 150 <= len(words_of(text)) <= 360
    assert not re.search('["“”„«»‘’`]', text)
    assert not re.search(r"(?<!\w)'|'(?!\w)", text)


def test_there_are_ten_to_fourteen_digests_and_each_is_used(case: Case) -> None:
    assert 10 <= len(DIGESTS) <= 14
    assert {path.name for path in DIGESTS} == {basis.source for _, basis in bases(case) if basis.words}


def test_no_sentence_is_copied_from_the_seed_article(reference: Path) -> None:
    seed = words_of((reference / "seed" / "article.txt").read_text(encoding="utf-8"))
    runs = {tuple(seed[start : start + 8]) for start in range(len(seed) - 7)}
    for path in [*DIGESTS, FOLDER / "case.yaml"]:
        own = words_of(path.read_text(encoding="utf-8"))
        shared = {tuple(own[start : start + 8]) for start in range(len(own) - 7)} & runs
        assert not shared, (path.name, shared)
