"""What ratification costs: one package through three bodies, 100,000 in a batch, 10,000 draws of a case, power of 27 members."""

import random
import resource
import time
from fractions import Fraction

import numpy as np

from winset.case.case import Case
from winset.case.factor import factors
from winset.case.store import bundled, read
from winset.draw import sample
from winset.ratify.chain import Gate, through
from winset.ratify.odds import every
from winset.ratify.power import power_by_kind, weighted_power
from winset.ratify.referendum import Electorate
from winset.ratify.rule import of_voting
from winset.ratify.vote import Chamber, Legislature

PACKAGES = 100_000
CHECKED = 2_000
DRAWS = 10_000


def bodies(rng: np.random.Generator) -> list[Gate]:
    """Return a body of 100, one of 435 and a referendum, each of six blocs."""

    def odds(low: float, high: float) -> tuple[float, ...]:
        return tuple(float(p) for p in rng.uniform(low, high, 6))

    upper = Chamber(of_voting(Fraction(2, 3)), (20, 15, 15, 20, 15, 15), odds(0.4, 0.99))
    lower = Chamber(of_voting(Fraction(1, 2), more_than=True), (80, 70, 75, 60, 90, 60), odds(0.2, 0.8))
    people = Electorate((0.2, 0.2, 0.2, 0.2, 0.1, 0.1), odds(0.4, 0.7), rho=0.2, turnout=0.6, quorum=0.5)
    return [Gate("100", Legislature((upper,), 0.2)), Gate("435", Legislature((lower,), 0.2)), Gate("people", people)]


def ukraine() -> tuple[Case, list[dict[str, str]]]:
    """Return the bundled case, and six packages that take every route between them."""
    case, _ = read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")
    assert case is not None
    routes = {
        "guarantee-force": ("treaty", "congress", "treaty", "congress", "executive", "treaty"),
        "guarantee-length": ("y15", "y50", "y15-extendable", "y15", "y15", "y50"),
        "european-guarantees": ("ratified", "ratified", "pledge", "ratified", "ratified", "ratified"),
        "nato": ("ruled-out", "left-open", "ruled-out", "ruled-out", "left-open", "ruled-out"),
        "ratification-ukraine": ("referendum", "referendum", "referendum", "parliament", "parliament", "referendum"),
    }
    first = {issue: next(iter(one.options)) for issue, one in case.issues.items()}
    return case, [first | {issue: options[k] for issue, options in routes.items()} for k in range(6)]


def draws() -> None:
    """Print what many draws of the bundled case cost, and how far they are from finer ones."""
    case, packages = ukraine()
    drawn = sample([factor.path for factor in factors(case) if factor.open], DRAWS)
    start = time.process_time()
    whole, parts = every(case, packages, drawn)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ukraine-2025, {DRAWS:,} draws x {len(packages)} packages: {spent:.1f} CPU-seconds, {peak:.0f} MB at the peak")
    some = np.arange(0, DRAWS, DRAWS // 200)
    fine, fine_parts = every(case, packages, drawn.part(some), tolerance=1e-13)
    gap = max(float(np.abs(fine - whole[some]).max()), float(np.nanmax(np.abs(fine_parts - parts[some]))))
    print(f"largest error over {len(some)} of them against a tolerance of 1e-13: {gap:.1e}")


def main() -> None:
    """Print the figures."""
    draws()
    rng = np.random.default_rng(0)
    gates = bodies(rng)
    through(gates)
    start = time.process_time()
    for _ in range(100):
        through(gates)
    print(f"one package through three bodies: {(time.process_time() - start) * 10:.2f} ms of CPU")

    shifts = [rng.normal(0, 0.4, (PACKAGES, 6)) for _ in gates]
    start = time.process_time()
    batch = through(gates, shifts, tolerance=1e-6)
    print(f"{PACKAGES:,} packages in a batch: {time.process_time() - start:.1f} CPU-seconds")
    some = rng.choice(PACKAGES, CHECKED, replace=False)
    exact = through(gates, [s[some] for s in shifts])
    gap = max(float(np.abs(exact.whole - batch.whole[some]).max()), float(np.abs(exact.passes - batch.passes[some]).max()))
    print(f"largest error over {CHECKED:,} of them against a tolerance of 1e-13: {gap:.1e}")

    draw = random.Random(1)
    weights = [draw.randint(1, 1000) for _ in range(27)]
    start = time.process_time()
    weighted_power(weights, sum(weights) // 2 + 1)
    print(f"Banzhaf and Shapley-Shubik, 27 members with weights to 1,000: {time.process_time() - start:.3f} CPU-seconds")
    start = time.process_time()
    power_by_kind((1, 100, 435), lambda c: (c[1] >= 67 and c[2] >= 290) or (c[0] == 1 and c[1] >= 51 and c[2] >= 218))
    print(f"the US federal game, exactly: {time.process_time() - start:.3f} CPU-seconds")


if __name__ == "__main__":
    main()
