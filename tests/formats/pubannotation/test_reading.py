"""PubAnnotation's documents: denotations, blocks, relations, attributes, and tracks of several projects."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.pubannotation.reading import read
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from tests.shared_data import shared

TEXT = "IRF-4 expression in CML may be induced."


def read_value(folder: Path, value: Any) -> Bundle:
    path = folder / "x.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    found = format_for(path)
    assert found is not None and found.name == "pubannotation"
    return read(path, ReadOptions())


def denotation(id: str, begin: int, end: int, obj: str) -> dict[str, Any]:
    return {"id": id, "span": {"begin": begin, "end": end}, "obj": obj}


def test_a_document_is_read_with_its_relations_and_attributes(tmp_path: Path) -> None:
    bundle = read_value(
        tmp_path,
        {
            "text": TEXT,
            "sourcedb": "PubMed",
            "sourceid": "7",
            "project": "GO",
            "denotations": [denotation("T1", 0, 5, "Protein"), denotation("T2", 20, 23, "Disease")],
            "blocks": [{"id": "B1", "span": [{"begin": 0, "end": 5}, {"begin": 24, "end": 27}], "obj": "Part"}],
            "relations": [{"id": "R1", "subj": "T1", "pred": "in", "obj": "T2"}],
            "attributes": [
                {"id": "A1", "subj": "T1", "pred": "uniprot", "obj": "Q15306"},
                {"id": "A2", "subj": "T1", "pred": "sure", "obj": True},
                {"id": "A3", "subj": "R1", "pred": "sure", "obj": True},
            ],
            "typesettings": [{"span": {"begin": 0, "end": 5}, "style": "bold"}],
        },
    )
    (coded,) = bundle.documents
    spans = {span.quote: span for span in coded.spans}
    assert spans.keys() == {"IRF-4", "CML", "IRF-4 … may"}
    assert dict(spans["IRF-4"].attributes) == {"uniprot": "Q15306", "sure": True}
    assert [(link.act, link.role, link.span) for link in coded.links] == [(spans["IRF-4"].id, "in", spans["CML"].id)]
    assert [layer.name for layer in bundle.layers] == ["GO"]
    assert len(bundle.notices) == 2 and coded.document.title == "PubMed-7"


def test_each_track_is_a_layer(tmp_path: Path) -> None:
    tracks = [{"project": name, "denotations": [denotation("T1", 0, 5, "Protein")]} for name in ("A", "B")]
    bundle = read_value(tmp_path, {"text": TEXT, "tracks": tracks})
    assert [layer.name for layer in bundle.layers] == ["A", "B"]


def test_excerpts_of_a_search_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="excerpts"):
        read_value(tmp_path, [{"sourcedb": "PubMed", "sourceid": "7", "text": ["one", "two"]}])


def records_of(path: Path) -> list[dict[str, Any]]:
    value = json.loads(path.read_text(encoding="utf-8"))
    return value if isinstance(value, list) else [value]


def tracks_of(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield record
    yield from record.get("tracks", ())


def test_each_fixture_comes_in_with_all_denotations_or_is_refused() -> None:
    oracles = json.loads(shared("fixtures/ORACLES.json").read_text(encoding="utf-8"))["pubannotation"]
    wrong = []
    for name in dict.fromkeys(name.partition("#")[0] for name in oracles):
        path = shared(f"fixtures/{name}")
        records = records_of(path)
        try:
            documents = list(read(path, ReadOptions()).documents)
        except BadFile as refused:
            if "excerpts" not in str(refused):
                wrong.append(str(refused))
            continue
        said = {
            (record["text"], track.get("project"), one["id"], one["span"]["begin"], one["span"]["end"])
            for record in records
            for track in tracks_of(record)
            for one in (*track.get("denotations", ()), *track.get("blocks", ()))
            if isinstance(one["span"], dict)
        }
        relations = sum(len(track.get("relations", ())) for record in records for track in tracks_of(record))
        ours = (
            len(documents),
            sum(len(span.extents) == 1 for coded in documents for span in coded.spans),
            sum(len(coded.links) for coded in documents),
        )
        theirs = (len({record["text"] for record in records}), len(said), relations)
        if ours != theirs:
            wrong.append(f"{name}: {ours}, not {theirs}")
    assert wrong == []
