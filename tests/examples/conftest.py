"""The real catalogue, as a frame."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.examples.generated import real_rows


@pytest.fixture(scope="session")
def catalogue() -> pd.DataFrame:
    return pd.DataFrame(real_rows())
