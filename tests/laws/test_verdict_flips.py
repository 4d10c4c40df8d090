"""Laws of a body's verdict: it turns where it is said to, on the case with that number written into it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.flip_cases import random_case

from winset.ratify.odds import ratify
from winset.study.flips.verdict import HALF, verdicts


def put(value, path, t):
    """Return a part of a case with the band at a path replaced by a number: the slow way, through the file's own form."""
    if not path:
        return t
    key, *rest = path
    if isinstance(value, list):
        return [put(one, rest, t) if str(k) == key else one for k, one in enumerate(value)]
    joined = ".".join(path)
    if joined in value:
        return {**value, joined: t}
    return {**value, key: put(value[key], rest, t)}


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_a_verdict_turns_between_the_two_numbers_named(seed):
    case = random_case(seed, later=True)
    package = {issue: next(iter(one.options)) for issue, one in case.issues.items()}
    written = case.model_dump(mode="json")
    for one in verdicts(case, package, 3):
        assert [turn.change for turn in one.turns] == sorted(turn.change for turn in one.turns)
        for turn in one.turns:
            odds = []
            for t in (turn.sure, turn.to):
                there = type(case).model_validate(put(written, turn.factor.path.split("."), t))
                found = ratify(there, package, draws=0)
                gate = next((gate for gate in found.gates if gate.body == one.body), None)
                odds.append(gate.passes.value if gate else found.whole.value)
            near = abs(odds[0] - HALF) < 1e-4 or abs(odds[1] - HALF) < 1e-4
            assert near or (odds[0] >= HALF) == (one.odds >= HALF) != (odds[1] >= HALF)
