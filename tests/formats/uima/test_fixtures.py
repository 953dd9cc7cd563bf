"""What others' programs wrote: every file comes in, with as many annotations as other parsers count."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Losses
from annotator.formats.registry import format_for
from annotator.formats.uima.cas import SENTENCE, TOKEN, Cas, short_name
from annotator.formats.uima.files import files_at
from annotator.formats.uima.json_reading import read_file as read_json
from annotator.formats.uima.tsv_reading import read_file as read_tsv
from annotator.formats.uima.xmi_reading import read_file as read_xmi
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from tests.shared_data import ROOT, shared

FOLDERS = ("webanno_tsv", "uima_cas")
READERS = {".tsv": read_tsv, ".xmi": read_xmi, ".json": read_json}


def cas_of(path: Path) -> Cas:
    (file,) = files_at(path, (path.suffix,))
    return READERS[path.suffix](file, Losses())


def bundle_of(path: Path) -> Bundle:
    found = format_for(path)
    assert found is not None and found.reader is not None, path
    return found.reader.read(path, ReadOptions())


def files(*endings: str) -> list[Path]:
    folders = [shared(f"fixtures/{name}") for name in FOLDERS]
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in endings]


def test_as_many_annotations_are_read_as_other_parsers_count() -> None:
    oracles = json.loads(shared("fixtures/ORACLES.json").read_text(encoding="utf-8"))
    wrong = []
    for name, said in oracles["uima_cas"].items():
        if "types" not in said or not (ROOT / "fixtures" / name).exists():
            continue
        cas = cas_of(ROOT / "fixtures" / name)
        found = Counter(one.type for one in cas.structures.values() if one.type in said["types"])
        (text,) = cas.texts.values()
        if found != said["types"] or len(text.text) != said["text_cp"]:
            wrong.append(f"{name}: {found - Counter(said['types'])} {Counter(said['types']) - found}")
    assert not wrong, "\n".join(wrong)


def test_every_annotation_is_a_span_a_link_or_counted() -> None:
    wrong = []
    for path in files(".xmi", ".json", ".tsv"):
        if path.name == "SOURCES.tsv":
            continue
        try:
            bundle = bundle_of(path)
        except BadFile as error:
            wrong += [] if "no text" in error.problem else [f"{path}: {error}"]
            continue
        cas = cas_of(path)
        placed = [one for one in cas.structures.values() if one.begin is not None]
        layers = [one for one in placed if one.type not in (TOKEN, SENTENCE) and "Metadata" not in short_name(one.type)]
        layers = [one for one in layers if short_name(one.type) != "DocumentMetaData"]
        relations = [one for one in layers if "Governor" in one.features]
        spans = [span for coded in bundle.documents for span in coded.spans if span.label != "token"]
        links = [link for coded in bundle.documents for link in coded.links]
        if len(spans) != len(layers) - len(relations) or len(links) < len(relations):
            wrong.append(f"{path}: {len(spans)} of {len(layers) - len(relations)}, {len(links)} of {len(relations)}")
    assert not wrong, "\n".join(wrong)


def test_a_table_says_what_the_xml_beside_it_says() -> None:
    pairs = [(path, path.with_suffix(".xmi")) for path in files(".tsv") if path.with_suffix(".xmi").exists()]
    wrong = [f"{table.parent.name}: {problem}" for table, xmi in pairs for problem in _differences(table, xmi)]
    assert not wrong, "\n".join(wrong)


def _differences(table: Path, xmi: Path) -> list[str]:
    """Return what is otherwise, but for blanks at the end of the text, which the table does not have."""
    sides = [bundle_of(path) for path in (table, xmi)]
    texts = [[coded.document.text.rstrip() for coded in side.documents] for side in sides]
    spans = [sorted(_spans(side)) for side in sides]
    links = [sum(len(coded.links) for coded in side.documents) for side in sides]
    said: list[tuple[str, list[Any]]] = [("text", texts), ("spans", spans), ("links", links)]
    return [f"{what}: {one} and {other}" for what, (one, other) in said if one != other]


def _spans(bundle: Bundle) -> list[tuple[str, list[str]]]:
    return [
        (span.quote.strip(), sorted(str(value) for value in span.attributes.values()))
        for coded in bundle.documents
        for span in coded.spans
    ]


@pytest.mark.parametrize("ending", [".tsv", ".xmi"])
def test_the_offsets_of_tokens_are_where_their_words_are(ending: str) -> None:
    for path in files(ending):
        if path.name == "SOURCES.tsv":
            continue
        cas = cas_of(path)
        for text in cas.texts.values():
            units = text.text.encode("utf-16-le") if ending == ".xmi" else text.text.encode("utf-32-le")
            width = 2 if ending == ".xmi" else 4
            for one in cas.structures.values():
                if one.type == TOKEN and one.begin is not None and one.end is not None:
                    word = units[one.begin * width : one.end * width]
                    assert word and not word.decode("utf-16-le" if width == 2 else "utf-32-le")[0].isspace()
