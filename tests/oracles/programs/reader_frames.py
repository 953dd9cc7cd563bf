"""What our reader of published folders makes of one, as frames of pandas and of polars."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "reader"))

from annotator_reader import Dataset, load

from tests.oracles.programs.answering import answer

TABLES = ("documents", "spans", "acts", "slots", "dyads", "units", "agreement")


_KINDS = {
    **dict.fromkeys(("object", "str", "String"), "text"),
    **dict.fromkeys(("int64", "Int64"), "whole"),
    **dict.fromkeys(("float64", "Float64"), "number"),
    **dict.fromkeys(("bool", "Boolean"), "flag"),
}
"""What a type is called in `COLUMNS`."""


def pandas_frames(folder: str) -> dict[str, Any]:
    """Return the rows and typed columns of each table, read into pandas; a missing number is null."""
    data = load(folder, "pandas")
    return {name: _rows_of_pandas(data, name) for name in TABLES}


def polars_frames(folder: str) -> dict[str, Any]:
    """Return the same, read into polars."""
    data = load(folder, "polars")
    return {
        name: {
            "columns": {column: _KINDS[str(type)] for column, type in frame.schema.items()},
            "rows": frame.to_dicts(),
        }
        for name in TABLES
        for frame in (getattr(data, name),)
    }


def _rows_of_pandas(data: Dataset, name: str) -> dict[str, Any]:
    frame = getattr(data, name)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {"columns": {name: _KINDS[str(type)] for name, type in frame.dtypes.items()}, "rows": rows}


if __name__ == "__main__":
    answer({each.__name__: each for each in (pandas_frames, polars_frames)})
