"""The record of a list says all of it, and is valid by its schema."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from annotator.formats.jsonl.passage_records import PassagesRecord
from annotator.formats.jsonl.schemas import schema_text
from annotator.operations.passages.listing import ListAsked, listed
from annotator.operations.passages.recording import passages_record
from tests.examples import examples
from tests.operations.random_projects import fillings

VALID = Draft202012Validator(json.loads(schema_text("passages")))


@settings(max_examples=examples(15, usual=3), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), group=st.sampled_from([None, "label", "document"]))
def test_it_has_every_line_and_is_read_back(
    data: st.DataObject, group: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("record") / "a.annot") as project:
        found = listed(project, "", ListAsked(group=group))
        record = passages_record(found)
        said = json.loads(record.model_dump_json())
        assert list(VALID.iter_errors(said)) == [] and PassagesRecord.model_validate_json(json.dumps(said)) == record
        assert [one["span"] for some in said["sections"] for one in some["passages"]] == [
            shown.line.span for _, shown in found.lines()
        ]
        assert (said["found"], said["listed"]) == (found.found, found.listed)
