"""How fast synthetic control is, as ratios in one run: `pytest --benchmark-only -s`."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from labmethods.evaluation import analysis as ea

pysyncon = pytest.importorskip("pysyncon")


def panel(donors: int, times: int = 31) -> pd.DataFrame:
    """As large as California's tobacco law at 38 donors: 19 years before, 12 after."""
    rng = np.random.default_rng(0)
    path = np.cumsum(rng.normal(0, 1, (times, 3)), axis=0)
    values = path @ rng.normal(0, 1, (3, donors + 1)) + rng.normal(0, 0.5, (times, donors + 1)) + 50
    names = pd.Index([f"u{i}" for i in range(donors + 1)], name="unit")
    return pd.DataFrame(values, index=pd.RangeIndex(2000, 2000 + times, name="time"), columns=names)


def prepared(frame: pd.DataFrame, start: int) -> tuple[pysyncon.Dataprep, np.ndarray]:
    """The same problem for pysyncon: each year before is a predictor, V undoes its scaling."""
    before = [year for year in frame.index if year < start]
    long = frame.stack().rename("y").reset_index()
    data = pysyncon.Dataprep(
        foo=long,
        predictors=[],
        predictors_op="mean",
        dependent="y",
        unit_variable="unit",
        time_variable="time",
        treatment_identifier="u0",
        controls_identifier=list(frame.columns[1:]),
        time_predictors_prior=before,
        time_optimize_ssr=before,
        special_predictors=[("y", [year], "mean") for year in before],
    )
    return data, frame.loc[before].var(axis=1).to_numpy()


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def best_of(work: Callable[[], object], times: int = 3) -> float:
    return min(seconds(work) for _ in range(times))


def test_all_placebos_of_38_donors_are_a_hundred_times_as_fast(benchmark):
    from pysyncon.utils import PlaceboTest

    frame = panel(38)
    data, importance = prepared(frame, 2019)
    library = PlaceboTest()

    def theirs() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            library.fit(
                data,
                pysyncon.Synth(),
                scm_options={"custom_V": importance},
                max_workers=1,
                verbose=False,
            )

    result = benchmark.pedantic(
        ea.synthetic_control, (frame, "u0", 2019), rounds=5, warmup_rounds=1
    )
    ours, other = benchmark.stats.stats.min, seconds(theirs)
    print(f"\n38 donors, all placebos: {1000 * ours:.0f} ms, pysyncon {other:.1f} s")
    benchmark.extra_info["times as fast"] = round(other / ours)
    assert result.effect == pytest.approx(library.treated_gap.loc[2019:].mean(), rel=0.02)
    assert other / ours >= 100


def test_289_donors_with_placebos_and_leave_one_out_cost_less_than_20_fits(benchmark):
    frame = panel(289)
    data, importance = prepared(frame, 2019)
    one = seconds(lambda: pysyncon.Synth().fit(data, custom_V=importance))
    result = benchmark.pedantic(
        ea.synthetic_control, (frame, "u0", 2019), rounds=3, warmup_rounds=1
    )
    ours = benchmark.stats.stats.min
    print(
        f"\n289 donors, all placebos and leave-one-out: {ours:.2f} s, one pysyncon fit {one:.1f} s"
    )
    benchmark.extra_info["pysyncon fits"] = round(ours / one, 3)
    assert result.placebos.shape[1] == 289
    assert len(result.leave_one_out.columns) > 1
    assert ours < 20 * one


def test_cost_grows_no_faster_than_donors_squared(benchmark):
    sizes = (72, 144, 288)
    frames = {donors: panel(donors) for donors in sizes}
    ea.synthetic_control(frames[72], "u0", 2019)
    cost = [best_of(lambda d=d: ea.synthetic_control(frames[d], "u0", 2019)) for d in sizes]
    benchmark.pedantic(ea.synthetic_control, (frames[72], "u0", 2019), rounds=1)
    growth = np.polyfit(np.log(sizes), np.log(cost), 1)[0]
    print(f"\ncost grows with donors to the power {growth:.2f}")
    benchmark.extra_info["power of donors"] = round(float(growth), 2)
    assert growth <= 2
