"""The registry: names, and a test class for each format."""

from importlib import import_module
from pathlib import Path

import pytest

from annotator.formats.registry import FORMATS, format_for, format_named
from annotator.model.errors import NotFound
from tests.formats.contract import FormatContract, OnlyReadContract, ReadableContract

HERE = Path(__file__).parent
FILES = [path.relative_to(HERE).with_suffix("") for path in sorted(HERE.rglob("test_*.py"))]
MODULES = [f"tests.formats.{'.'.join(file.parts)}" for file in FILES]


def shared_tests() -> dict[str, type[FormatContract | OnlyReadContract]]:
    """Return the test class of each format, wherever it stands in this folder."""
    found = [one for module in MODULES for one in vars(import_module(module)).values() if isinstance(one, type)]
    own = [one for one in found if issubclass(one, FormatContract | OnlyReadContract) and hasattr(one, "name")]
    return {one.name: one for one in own}


def test_every_format_inherits_the_shared_tests() -> None:
    classes = shared_tests()
    assert classes.keys() >= {found.name for found in FORMATS if found.writer is not None}
    for found in (one for one in FORMATS if one.name in classes):
        is_both = found.reader is not None and found.writer is not None
        assert issubclass(classes[found.name], ReadableContract) is is_both, found.name
        assert issubclass(classes[found.name], OnlyReadContract) is (found.writer is None), found.name


def test_all_that_is_said_of_a_format_stands_in_its_own_file() -> None:
    for found in FORMATS:
        assert found.title and (found.extensions or found.folder) and (found.reader or found.writer)
        if found.reader is not None:
            assert found.reader.about and found.reader.brings
        if found.writer is not None:
            assert found.writer.about.endswith(".") and found.writer.leaves_out.endswith(".")
            assert not found.writer.carries.intersection(found.writer.says), "words on a part that it carries"
            for field in found.writer.options.model_fields.values():
                assert field.title and field.description and not field.is_required()


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    assert format_named("JSONL").name == "jsonl"
    with pytest.raises(NotFound, match=r"no format “nothing”; the formats are jsonl, dataset, "):
        format_named("nothing")


def test_plain_documents_are_in_no_format_of_annotations(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("T1\tA 0 1\ta")
    (tmp_path / "b.jsonl").write_text('{"text": "a", "label": []}\n')
    for path in (tmp_path, tmp_path / "a.txt", tmp_path / "b.jsonl", tmp_path / "missing"):
        assert format_for(path) is None
