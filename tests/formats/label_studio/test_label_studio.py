"""Label Studio as a format: known by its own marks, and by no others."""

from pathlib import Path

from annotator.formats.format import Format
from annotator.formats.label_studio.label_studio import FORMAT
from annotator.readers.foreign.look import FileLook
from tests.formats.contract import ReadableContract


class TestLabelStudio(ReadableContract):
    name = "label-studio"


def is_known(format: Format, text: str, name: str = "x.json") -> bool:
    assert format.reader is not None
    return format.reader.sniff(Path(name), FileLook(name, text.encode()))


def test_it_is_known_by_its_tasks() -> None:
    assert is_known(FORMAT, '[{"data": {"text": "a"}, "annotations": [{"result": []}]}]')
    assert not is_known(FORMAT, '[{"text": "a", "label": [[0, 1, "A"]]}]')
    assert not is_known(FORMAT, '{"label": {"to_name": ["text"], "type": "Labels"}}')
