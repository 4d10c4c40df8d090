"""What questions of a study cost, in CPU seconds: what draws tell, Sobol indices of groups, a chain, a comparison of two days."""

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
from scipy.stats import qmc

from winset.case.store import CASE_FILE, lay_out
from winset.case.yaml import parse
from winset.cli.read import into_case
from winset.study.compare.diff import diff
from winset.study.compare.side import on_day
from winset.study.draws.given import given_data
from winset.study.draws.sensitivity import first_order_and_total
from winset.study.folder import taken_up
from winset.study.reasons.why import listed, why
from winset.study.run import run


def cost(what: str, work: Callable[[], object], limit: str = "") -> None:
    began = time.process_time()
    work()
    print(f"{what:66} {time.process_time() - began:8.2f} s   {f'(to reach: {limit})' if limit else ''}", flush=True)


def numbers() -> None:
    random = np.random.default_rng(0)
    shares, outputs = random.random((10_000, 400)), {str(k): random.random(10_000) for k in range(6)}
    factors = [str(k) for k in range(400)]
    cost("what 10,000 draws tell of 400 factors and 6 figures", lambda: given_data(shares, factors, outputs), "well under 3")
    both = qmc.Sobol(800, rng=random).random(1024)
    design = both[:, :400], both[:, 400:]
    slopes = random.random((400, 6))
    groups = {str(k): list(range(20 * k, 20 * k + 20)) for k in range(20)}

    def model(rows, asked):
        return {name: rows @ slopes[:, int(name)] for name in asked}

    cost(
        "indices of 20 groups on 6 figures, 1,024 rows, the model aside",
        lambda: first_order_and_total(model, design, groups, list(outputs)),
    )


def chains(folder: Path) -> None:
    case, _, record = taken_up(folder)
    study = run(case, record).model_dump(mode="json")
    places, _ = parse((folder / CASE_FILE).read_text("utf-8"), CASE_FILE)
    assert places
    cost("every figure of the bundled case with its title", lambda: listed(study, case))
    cost("the chain of its zone", lambda: why(study, case, places, "/zone/0/share", record))
    days = case.as_of - timedelta(7), case.as_of
    cost("what moved in its last week, both sides studied", lambda: diff(*(on_day(case, folder, day) for day in days)))


if __name__ == "__main__":
    numbers()
    with tempfile.TemporaryDirectory() as room:
        home = lay_out("ukraine-2025", Path(room) / "case")
        into_case([str(home / "sources")], home)
        chains(home)
