"""Sets in .project.json name nobody by their names where an export does not."""

import json
from pathlib import Path

import pytest

from annotator.formats.format import WriteOptions
from tests.formats.bundles import sample_bundle
from tests.formats.jsonl.test_jsonl import EVERYTHING, write


@pytest.mark.parametrize(("options", "called"), [(EVERYTHING, '"Ana Souza"'), (WriteOptions(), "C1")])
def test_a_filter_calls_coders_as_the_export_does(tmp_path: Path, options: WriteOptions, called: str) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", options)
    record = json.loads((tmp_path / "all.project.json").read_text(encoding="utf-8"))
    first, second = record["document_sets"]
    assert first["filter"] == f"kind:readout -{called}:done" and first["documents"] is None
    assert second["filter"] is None and second["documents"] == ["doc-1", "doc-2"]
    assert [one["choices"] for one in record["document_fields"]] == [[], ["readout", "بيان"]]
