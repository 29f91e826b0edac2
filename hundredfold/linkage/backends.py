"""The same weights through Splink, on DuckDB here and on Spark (`region`): the proof that all roads agree.

Knows levels and weights, no texts. Every pair becomes one row on either side, so no engine compares Chinese text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.model import Floats, Levels, Model

LOG_2 = math.log(2.0)
QUIET = 40


def splink_settings(model: Model, dialect: str = "duckdb") -> dict[str, Any]:
    """Our weights in Splink's words: m over u of a level is e to its weight, the prior comes from the bias.

    Made anew for each `dialect` (`duckdb` or `spark`): settings saved by one cannot be loaded by the other.
    """
    from splink import SettingsCreator, block_on  # noqa: PLC0415 - heavy; small ledgers never need it

    tables = {name: list(table) for name, table in model.weights.items()}
    tables |= {
        cross_name(pair): [weight for row in rows for weight in row] for pair, rows in model.crosses.items()
    }
    creator = SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=1.0 / (1.0 + math.exp(-model.bias)),
        comparisons=[_comparison(name, table) for name, table in tables.items()],
        blocking_rules_to_generate_predictions=[block_on("pair")],
        retain_matching_columns=False,
    )
    shape: dict[str, Any] = creator.create_settings_dict(dialect)
    return shape


def cross_name(pair: tuple[str, str]) -> str:
    """The column that holds two crossed levels as one number."""
    return f"{pair[0]}_by_{pair[1]}"


def _comparison(name: str, table: list[float]) -> dict[str, Any]:
    highest = max(table)
    shares = [math.exp(weight - highest) for weight in table]
    # m is at most 1, u the same for all levels: only their ratio counts, and a shift common to all is undone here.
    even = math.exp(-highest) if highest > 0 else 1.0
    scale = 1.0 if highest > 0 else math.exp(highest)
    levels = [
        {
            "sql_condition": f"{name}_l = {code}" if code else "ELSE",
            "label_for_charts": f"{name} {code}",
            "m_probability": share * scale,
            "u_probability": even,
        }
        for code, share in enumerate(shares)
    ]
    return {"output_column_name": name, "comparison_levels": [*levels[1:], levels[0]]}


def splink_score(levels: Mapping[str, Levels], model: Model) -> Floats:
    """Log-odds in nats of each pair as `Model.score` gives them, worked out by Splink on DuckDB."""
    import pyarrow  # noqa: PLC0415 - heavy; small ledgers never need it
    from splink import Linker  # noqa: PLC0415 - heavy; small ledgers never need it
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 - heavy; small ledgers never need it

    codes = codes_of(levels, model)
    size = len(next(iter(codes.values())))
    if not size:
        return np.zeros(0)
    number = np.arange(size)
    left = pyarrow.table({"unique_id": number, "pair": number, **codes})
    blank = np.zeros(size, dtype=np.int16)
    right = pyarrow.table({"unique_id": number, "pair": number, **dict.fromkeys(codes, blank)})
    engine = DuckDBAPI()
    sides = [
        engine.register(left, dataset_display_name="a_side"),
        engine.register(right, dataset_display_name="b_side"),
    ]
    linker = Linker(sides, splink_settings(model), log_level=QUIET, validate_settings=False)
    predicted: Any = linker.inference.predict()
    found = predicted.as_pyarrow_table()
    return _in_order(found, size)


def codes_of(levels: Mapping[str, Levels], model: Model) -> dict[str, NDArray[np.int16]]:
    """What Splink sees of a pair: the level of each comparison, and of two crossed ones as one number."""
    codes = {name: levels[name].astype(np.int16) for name in model.weights}
    for (one, other), rows in model.crosses.items():
        codes[cross_name((one, other))] = levels[one].astype(np.int16) * len(rows[0]) + levels[other]
    return codes


def _in_order(found: Any, size: int) -> Floats:
    out = np.full(size, np.nan)
    out[np.asarray(found["unique_id_l"])] = np.asarray(found["match_weight"]) * LOG_2
    return out
