"""What pandas makes of files by its defaults. A cell is a text, a number or a truth value; None: missing."""

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from tests.oracles.programs.answering import answer


def read_csv(path: str) -> list[list[Any]]:
    """Return the cells of a CSV file, column by column."""
    return list(_columns(pd.read_csv(path)).values())


def first_cells(texts: Sequence[str]) -> list[Any]:
    """Return the first cell of each of these CSV files."""
    return [_plain(pd.read_csv(io.StringIO(text)).iloc[0, 0]) for text in texts]


def read_parquet(path: str) -> dict[str, list[Any]]:
    """Return the columns of a Parquet file by name."""
    return _columns(pd.read_parquet(path))


def _columns(table: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(name): [_plain(cell) for cell in table[name]] for name in table.columns}


def _plain(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    return cell.item() if hasattr(cell, "item") else cell


if __name__ == "__main__":
    answer({each.__name__: each for each in (read_csv, first_cells, read_parquet)})
