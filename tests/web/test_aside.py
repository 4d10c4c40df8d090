"""Work beside the server: given back, refused, ended, and stopped once nobody waits for it and others do."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from winset.errors import Refused, demand
from winset.web import aside
from winset.web.aside import Aside


@pytest.fixture
def beside() -> Iterator[Aside]:
    found = Aside()
    yield found
    found.close()


def test_what_a_call_gives_is_given_back_and_asked_for_once(beside: Aside):
    one = beside.ask("sum", sum, [1, 2, 3])
    assert beside.ask("sum", sum, [1, 2, 3]) is one
    assert one.result(timeout=30) == 6


def test_a_refusal_comes_through_with_its_problems(beside: Aside):
    with pytest.raises(Refused, match="a number from 0 to 1"):
        beside.ask("odds", demand, False, "odds", "p", 3, "a number from 0 to 1", "give a share").result(timeout=30)


def test_a_process_that_ends_unexpectedly_is_told_and_may_be_tried_again(beside: Aside):
    with pytest.raises(Refused, match="an unexpected end"):
        beside.ask("end", os._exit, 3).result(timeout=30)
    assert beside.ask("end", abs, -1).result(timeout=30) == 1


def test_what_nobody_waits_for_makes_room_and_what_is_waited_for_stays(beside: Aside, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "FORGOTTEN", 0.5)
    left, kept = beside.ask("left", time.sleep, 60), beside.ask("kept", time.sleep, 60)
    other = beside.ask("other", abs, -2)
    for _ in range(200):
        beside.ask("kept", time.sleep, 60)
        if beside.ask("other", abs, -2) is not other or other.done():
            break
        time.sleep(0.05)
    assert other.result(timeout=30) == 2
    with pytest.raises(CancelledError):
        left.result(timeout=1)
    assert not kept.done()
