"""What durability costs: 10,000 draws of a case, by both layers, under every guarantee and none, at ten horizons."""

import resource
import time

from winset.case.factor import factors
from winset.case.store import bundled, read
from winset.draw import sample
from winset.keep.kept import keep, lasting

DRAWS = 10_000
YEARS = (1, 2, 5, 10, 15, 16, 20, 30, 40, 50)


def main() -> None:
    """Print the figures."""
    case, _ = read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")
    assert case is not None
    changes = {
        "guarantee-length": ("y15", "y50", "y15-extendable", "y15", "y50", "y15-extendable"),
        "guarantee-force": ("treaty", "congress", "treaty", "executive", "treaty", "political"),
        "european-guarantees": ("ratified", "pledge", "ratified", "pledge", "none", "ratified"),
        "donbas": ("mutual-pullback", "ukrainian-pullback", "freeze", "mutual-pullback", "withdrawal", "freeze"),
        "monitoring": ("us-led", "us-led", "parties-only", "parties-only", "us-led", "us-led"),
    }
    first = {issue: next(iter(one.options)) for issue, one in case.issues.items()}
    packages = [first | {issue: options[k] for issue, options in changes.items()} for k in range(6)]
    drawn = sample([factor.path for factor in factors(case) if factor.open], DRAWS)
    lasting(case, packages[:1], YEARS)
    start = time.process_time()
    found = lasting(case, packages, YEARS, drawn)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ukraine-2025, {DRAWS:,} draws x {len(packages)} packages, {len(YEARS)} horizons,")
    print(f"{found.in_force.sum()} pairs of package and guarantee: {spent:.1f} CPU-seconds, {peak:.0f} MB at the peak")
    start = time.process_time()
    keep(case, packages[0], YEARS)
    print(f"one package with its bands: {time.process_time() - start:.2f} CPU-seconds")


if __name__ == "__main__":
    main()
