"""The efficient edge between two parties, beside what looking at every package finds."""

from itertools import product

import pytest

from winset.case.case import Case
from winset.case.store import bundled, read
from winset.space.package import signable, totals
from winset.space.tabulate import signing_day, tabulate
from winset.study.edge import edge
from winset.study.hand import line_id, without


def case_of(name: str) -> Case:
    case, _ = read((bundled()[name] / "case.yaml").read_text("utf-8"), "case.yaml")
    assert case is not None
    return case


@pytest.mark.parametrize("lifting", [False, True])
@pytest.mark.parametrize("name", ["beginning", "corran-straits"])
def test_the_edge_is_what_no_other_package_of_the_zone_betters(name, lifting):
    case = case_of(name)
    day, lifted = signing_day(case), [line_id(line) for line in case.red_lines] if lifting else []
    table = tabulate(without(case, lifted), day)
    one, other = list(case.preferences)[:2]
    columns = [table.names.index(one), table.names.index(other)]
    packages = list(product(*(range(len(options)) for options in table.options)))
    inside = [x for x, on in zip(packages, signable(table, packages), strict=True) if on]
    worth = {tuple(row) for row in totals(table, inside)[:, columns].tolist()}
    best = {a for a in worth if not any(b != a and b[0] >= a[0] and b[1] >= a[1] for b in worth)}
    found = edge(case, day, one, other, lifted)
    assert found.complete
    assert {(each.across, each.up) for each in found.points} == {
        (float(a / table.scale[columns[0]]), float(b / table.scale[columns[1]])) for a, b in best
    }
    for each in found.points:
        assert each.package is not None
        place = tuple(options.index(each.package[issue]) for issue, options in zip(table.issues, table.options, strict=True))
        assert signable(table, [place])[0]
        assert float(totals(table, [place])[0][columns[0]] / table.scale[columns[0]]) == each.across
