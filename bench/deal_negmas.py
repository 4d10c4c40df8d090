"""The frontier of a generated negotiation by NegMAS; run in an environment of its own, which `make bench-deal` makes."""

import json
import sys
import time
from pathlib import Path

from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import pareto_frontier
from negmas.preferences.value_fun import TableFun


def main() -> None:
    """Print {"seconds", "points"}: CPU seconds, and the frontier in the instance's own integers."""
    made = json.loads(Path(sys.argv[1]).read_text())
    issues = [make_issue([str(o) for o in range(len(rows))], name=f"i{i}") for i, rows in enumerate(made["scores"])]
    space = make_os(issues)
    functions = [
        LinearAdditiveUtilityFunction(
            values=[TableFun({str(o): row[p] for o, row in enumerate(rows)}) for rows in made["scores"]],
            weights=[1] * len(issues),
            outcome_space=space,
            name=f"p{p}",
        )
        for p in range(made["parties"])
    ]
    start = time.process_time()
    points, _ = pareto_frontier(functions, issues=issues, sort_by_welfare=False)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "points": sorted({tuple(round(v) for v in point) for point in points})}))


if __name__ == "__main__":
    main()
