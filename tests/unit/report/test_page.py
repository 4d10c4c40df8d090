"""The brief: offline, escaped, every note there, and written whole."""

import re

import pytest

from winset.case.store import bundled, read
from winset.errors import Refused
from winset.record.statement import Detail, Kind, Statement
from winset.report import page
from winset.study.run import run
from winset.study.spoken import Record

HOSTILE = "<script>alert('toll')</script> & \"more\" \u202e"


@pytest.fixture(scope="module")
def case():
    return read((bundled()["beginning"] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


@pytest.fixture(scope="module")
def html(case):
    statement = Statement(
        id="s1",
        text_id="t1",
        content=((0, 9),),
        text=HOSTILE,
        kind=Kind.DIRECT,
        speaker=("Mara <b>Quill</b>",),
        party="aland",
        issues=("toll",),
        options=("none",),
        date=Detail(value="2031-04-01"),
    )
    return page.render(run(case, Record([statement], [], [], {"t1": "gazette"}, {"t1": HOSTILE})), case)


def test_every_note_mark_leads_to_a_note_and_every_note_has_a_mark(html):
    marks = {int(number) for number in re.findall(r'href="#n(\d+)"', html)}
    notes = {int(number) for number in re.findall(r'id="n(\d+)"', html)}
    assert marks == notes == set(range(1, len(notes) + 1))


def test_the_words_of_a_source_are_escaped(html):
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b>Quill" not in html


def test_nothing_is_fetched_from_anywhere(html):
    addresses = set(re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)""", html))
    assert all(address.startswith("#") for address in addresses), addresses
    assert "@import" not in html


def test_exact_words_and_assumptions_are_told_apart(html):
    assert re.search(r'<li id="n\d+" class="statements"><q>&lt;script', html)
    assert re.search(r'<li id="n\d+" class="judgement">', html)


def test_a_case_with_a_mediator_and_every_stage_is_laid_out_whole():
    """A mediator signs nothing and has no utility; its positions are shown all the same."""
    case, _ = read((bundled()["corran-straits"] / "case.yaml").read_text("utf-8"), "case.yaml")
    html = page.render(run(case), case)
    for section in ("headline", "positions", "plan", "issues", "zone", "packages", "ratification", "durability", "notes"):
        assert f'<section id="{section}">' in html
    assert "Worth to Merrow" in html
    assert "Worth to Isker" not in html


def test_a_brief_that_cannot_be_written_leaves_the_old_one(case, tmp_path, full_disk):
    study = run(case)
    page.write(study, case, tmp_path)
    before = (tmp_path / page.REPORT_FILE).read_text("utf-8")
    with full_disk(), pytest.raises(Refused):
        page.write(study, case, tmp_path)
    assert (tmp_path / page.REPORT_FILE).read_text("utf-8") == before
    assert len(list(tmp_path.iterdir())) == 1
