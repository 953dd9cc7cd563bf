"""The program's own files are found, and a missing one is said clearly."""

import sys
from pathlib import Path

import pytest

from annotator import resources
from annotator.model.errors import NotFound
from annotator.resources import citation_file, resource, schemas, seeds, third_party


def test_icons_schemas_and_seeds_are_found_from_a_checkout() -> None:
    assert resource("icons/open.svg").is_file()
    assert schemas().is_dir()
    assert citation_file().is_file()
    assert (seeds() / "china-france-ukraine.txt").is_file()


def test_a_missing_file_is_named_and_a_remedy_given() -> None:
    with pytest.raises(NotFound, match=r"“icons/no-such\.svg” is missing .*install the program again"):
        resource("icons/no-such.svg")


def test_only_a_bundle_has_a_list_of_all_that_it_is_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for inner, place in (
        ("_internal", "THIRD-PARTY.txt"),
        ("Contents/Frameworks", "Contents/Resources/THIRD-PARTY.txt"),
    ):
        bundle = tmp_path / inner.partition("/")[0]
        monkeypatch.setattr(resources, "_PACKAGE", bundle / inner / "annotator")
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        assert third_party() is None
        file = bundle / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        assert third_party() == file
        monkeypatch.delattr(sys, "frozen")
        assert third_party() is None
