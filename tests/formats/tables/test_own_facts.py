"""What stands beside a table of ours: the version that wrote it is named where it knows more than this one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import __version__
from annotator.formats.tables.beside import facts_of
from annotator.formats.tables.own_facts import OwnFacts
from annotator.model.errors import BadFile
from annotator.model.program_version import newer
from tests.examples import examples
from tests.formats.bundles import sample_bundle
from tests.model.test_program_version import VERSIONS


@given(version=VERSIONS, schema=st.integers(2, 2**70))
@settings(max_examples=examples(30))
def test_a_table_of_a_newer_version_names_the_version_to_get(version: str, schema: int) -> None:
    with pytest.raises(BadFile) as refused:
        OwnFacts("gold.csv", {"schema_version": schema, "program": version, "labels": 7}, "Ana")
    said = str(refused.value)
    assert (f"gold.csv: annotator {version} wrote it; get {version} or a newer one to import it." == said) == bool(
        newer(version)
    )


def test_what_is_written_beside_a_table_says_which_version_wrote_it() -> None:
    facts = json.loads(json.dumps(facts_of(sample_bundle(), named=True)))
    assert facts["program"] == __version__
    OwnFacts("gold.csv", facts, "Ana")
