"""Reading our JSONL: strict, and what does not fit is named with file, line and place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.jsonl.reading import read, sniff
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.readers.foreign.look import FileLook
from tests.formats.bundles import sample_bundle
from tests.formats.jsonl.test_jsonl import EVERYTHING, comparable, lines_of, write
from tests.shared_data import shared


def test_the_lines_alone_are_enough_to_read(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    for beside in ("codebook", "project", "card"):
        (tmp_path / f"all.{beside}.json").unlink()
    back = read(tmp_path / "all.jsonl", ReadOptions())
    assert len(back.notices) == 3
    assert {label.id for label in back.codebook.labels} == {"appeal", "warning", "actor", "joint", "threat_of-force"}
    assert {layer.name: layer.kind for layer in back.layers} == {
        "Ana Souza": LayerKind.CODER,
        "Ben Ötker": LayerKind.CODER,
        "Gold": LayerKind.GOLD,
    }
    assert {actor.name for actor in back.actors} == {"France", "European Union"}
    quotes = {span.id: (span.label, span.extents, span.quote) for coded in back.documents for span in coded.spans}
    written = sample_bundle().documents
    assert quotes == {span.id: (span.label, span.extents, span.quote) for coded in written for span in coded.spans}


def changed(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write the sample, change its first line, and return the file."""
    path = tmp_path / "gold.jsonl"
    write(sample_bundle(), path, EVERYTHING)
    lines = lines_of(path)
    change(lines[0])
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


PASSAGE = {"start": 0, "stop": 1}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda line: line["spans"][0].update(quote="else"), "line 1, span 1: the quote is “else”, but the text has"),
        (lambda line: line["spans"][0].update(start=1), "but the text has"),
        (lambda line: line["spans"][0].update(start=900, stop=901), "[900, 901) is no range of the text"),
        (lambda line: line["spans"][0].update(stop=None), "line 1, span 1: stop: input should be a valid integer"),
        (lambda line: line["spans"][0].update(stop=2.5), "span 1: stop:"),
        (lambda line: line["spans"][0].update(id=line["spans"][1]["id"]), "is used twice in this file"),
        (lambda line: line["spans"][0].update(label="other"), "the label “other” is not in gold.codebook.json"),
        (lambda line: line["spans"][0].update(colour="red"), "span 1: colour: extra inputs"),
        (lambda line: line["spans"][0].update(extents=[]), "but the extents say"),
        (lambda line: line.update(text=line["text"] + "!"), "does not have the checksum"),
        (lambda line: line.update(text=line["text"] + "\r\n"), "carriage return"),
        (lambda line: line["links"][0].update(act="s-99"), "link 1: act: the document has no span"),
        (lambda line: line["links"][1].update(span="s-99"), "link 2: span: the document has no span"),
        (lambda line: line["links"][0].update(span=line["links"][0]["act"]), "link 1: the act is its own party"),
        (lambda line: line["links"][0].update(actor_id="x", value="implicit"), "link 1: it has a value and a party"),
        (lambda line: line["links"][0].update(span=line["links"][1]["act"], **PASSAGE), "link 1: it has a span and a"),
        (lambda line: line["decisions"][0]["candidates"][0].update(quote=""), "decision 1, candidate 1: the quote"),
        (lambda line: line.pop("title"), "line 1, title: field required"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    with pytest.raises(BadFile) as error:
        read(changed(tmp_path, change), ReadOptions())
    assert sentence in str(error.value)
    assert str(error.value).startswith("gold.jsonl: ")
    assert error.value.file == "gold.jsonl"


def test_documents_are_gone_through_as_often_as_one_likes(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    back = read(tmp_path / "all.jsonl", ReadOptions())
    assert list(back.documents) == list(back.documents) != []


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-9])])
def test_a_file_that_is_changed_while_it_is_read_is_said_to_be(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    path = tmp_path / "all.jsonl"
    write(sample_bundle(), path, EVERYTHING)
    back = read(path, ReadOptions())
    change(path)
    with pytest.raises(BadFile, match="changed while it was read"):
        list(back.documents)


def test_a_mark_blank_lines_and_crlf_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    write(sample_bundle(), path, EVERYTHING)
    before = comparable(read(path, ReadOptions()))
    path.write_bytes(b"\xef\xbb\xbf\r\n\n" + path.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert sniff(path, FileLook.at(path))
    assert comparable(read(path, ReadOptions())) == before


@pytest.mark.parametrize("folder", ["fixtures/evil/json", "fixtures/prodigy", "fixtures/doccano"])
def test_files_of_others_are_not_ours_and_refused_with_a_sentence(folder: str) -> None:
    files = [path for path in shared(folder).rglob("*.json*") if path.is_file()]
    assert files
    for path in files[:60]:
        assert not sniff(path, FileLook.at(path))
        with pytest.raises(BadFile) as error:
            read(path, ReadOptions())
        assert path.name in str(error.value)
