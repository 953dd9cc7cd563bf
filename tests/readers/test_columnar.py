"""A damaged table is a sentence, and ends nothing but the process that reads it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import BadFile
from annotator.readers import columnar
from annotator.readers.columnar import read_table
from annotator.readers.columnar_rows import answer_for
from tests.examples import examples
from tests.formats.hugging_face.test_rows import ROWS, table


@pytest.mark.parametrize("name", ["x.parquet", "x.arrow"])
def test_a_table_has_its_columns_its_rows_and_what_its_schema_says(tmp_path: Path, name: str) -> None:
    found = read_table(name, table(tmp_path, name).read_bytes())
    assert (found.columns, list(found.rows()), found.said) == (["tokens", "ner_tags"], ROWS, "{}")


@pytest.mark.parametrize("name", ["x.parquet", "x.arrow"])
@settings(
    max_examples=examples(40, usual=4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(at=st.floats(0, 1), value=st.integers(0, 255), cut=st.floats(0, 1))
def test_a_damaged_table_is_a_sentence_or_what_is_left_of_it(
    tmp_path: Path, name: str, at: float, value: int, cut: float
) -> None:
    data = bytearray(table(tmp_path, name).read_bytes())
    data[int(at * (len(data) - 1))] = value
    for damaged in (bytes(data), bytes(data[: int(cut * len(data))])):
        try:
            read_table(name, damaged)
        except BadFile as error:
            assert "\n" not in str(error) and str(error).endswith(".")


@pytest.mark.parametrize(("error", "said"), [("missing", "pip install"), ("damaged", "damaged"), ("size", "divide it")])
def test_what_cannot_be_read_is_a_sentence(monkeypatch: pytest.MonkeyPatch, error: str, said: str) -> None:
    monkeypatch.setattr(columnar._PROCESS, "ask", lambda name, data: {"error": error})
    with pytest.raises(BadFile, match=said):
        read_table("x.parquet", b"")


def test_a_file_that_is_empty_or_cut_is_damaged() -> None:
    assert answer_for(b"PAR1PAR1") == {"error": "damaged"} == answer_for(b"")
