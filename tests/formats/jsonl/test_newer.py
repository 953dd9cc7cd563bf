"""What a newer version of the program exported in a form of its own is refused by the name of that version."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl.newer import refuse_newer
from annotator.formats.jsonl.reading import read
from annotator.model.errors import BadFile
from annotator.model.program_version import newer
from tests.examples import examples
from tests.formats.bundles import sample_bundle
from tests.formats.jsonl.test_jsonl import EVERYTHING, write
from tests.model.test_program_version import VERSIONS


def refused(folder: Path, schema: int, card: bytes | None) -> str:
    project = folder / "gold.project.json"
    project.write_text(json.dumps({"schema_version": schema, "something": "new"}))
    if card is not None:
        (folder / "gold.card.json").write_bytes(card)
    with pytest.raises(BadFile) as raised:
        refuse_newer(project, project.read_bytes())
    return str(raised.value)


@given(version=VERSIONS, schema=st.integers(2, 2**70))
@settings(max_examples=examples(30))
def test_the_card_beside_it_names_the_version_to_get(
    tmp_path_factory: pytest.TempPathFactory, version: str, schema: int
) -> None:
    said = refused(tmp_path_factory.mktemp("newer"), schema, json.dumps({"program": {"version": version}}).encode())
    assert (f"annotator {version} wrote it; get {version} or a newer one to import it." in said) == bool(newer(version))


@pytest.mark.parametrize("card", [None, b"", b"[]", b'{"program": "7.8.9"}', b'{"program": {"version": 7}}', b"\xff"])
def test_without_a_card_that_says_it_no_version_is_named(tmp_path: Path, card: bytes | None) -> None:
    said = refused(tmp_path, 2, card)
    assert said == "gold.project.json: a newer version of annotator wrote it; update the program to import it."


def test_an_export_of_a_newer_version_is_refused_when_it_is_read(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "gold.jsonl", EVERYTHING)
    project, card = tmp_path / "gold.project.json", tmp_path / "gold.card.json"
    project.write_text(json.dumps(json.loads(project.read_text("utf-8")) | {"schema_version": 2}), "utf-8")
    said = json.loads(card.read_text("utf-8"))
    card.write_text(json.dumps(said | {"program": said["program"] | {"version": "7.8.9"}}), "utf-8")
    with pytest.raises(BadFile, match=r"annotator 7\.8\.9 wrote it; get 7\.8\.9 or a newer one"):
        read(tmp_path / "gold.jsonl", ReadOptions())
