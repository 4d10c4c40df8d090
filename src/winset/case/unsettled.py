"""How much of what a party wants is still open, issue by issue: what further words on it could change."""

from fractions import Fraction

from winset.case.case import Case


def unsettled(case: Case) -> dict[tuple[str, str], Fraction]:
    """Return for each party and issue by how much the bands leave the worth of a package to the party open, the widest first.

        w_pi / sum_j w_pj  *  max_o (high_pio - low_pio),   in the case's own units, weights at their modes

    A bound on what learning the party's mind on that issue alone could change in its utility; ties in the order of the case.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> list(unsettled(case).items())[0]
    (('aland', 'toll'), Fraction(8, 1))
    """
    found: dict[tuple[str, str], Fraction] = {}
    for party, wants in case.preferences.items():
        whole = sum((stake.weight.mode for stake in wants.issues.values()), Fraction(0))
        for issue, stake in wants.issues.items():
            widest = max((band.high - band.low for band in stake.values.values()), default=Fraction(0))
            found[party, issue] = stake.weight.mode / whole * widest if whole else Fraction(0)
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))
