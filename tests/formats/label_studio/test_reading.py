"""Label Studio's exports, as they are found in the field: who said what of which text, and what is no coding."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.label_studio.reading import read
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle
from annotator.model.codebook import Scope
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.span import Span
from tests.shared_data import shared

TEXT = "France urged China 🕊 to talk. It warned."


def region(start: int, stop: int, *labels: str, id: str = "r1", text: str | None = None, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": stop, "labels": list(labels), **({} if text is None else {"text": text})}
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def about(kind: str, name: str, value: dict[str, Any], id: str = "c1", **more: Any) -> dict[str, Any]:
    return {"id": id, "from_name": name, "to_name": "text", "type": kind, "value": value, **more}


def said(*results: dict[str, Any], by: Any = 7, **more: Any) -> dict[str, Any]:
    return {"id": 1, "completed_by": by, "result": list(results), **more}


def task(*annotations: dict[str, Any], text: Any = TEXT, **more: Any) -> dict[str, Any]:
    return {"id": 5, "data": {"text": text, "date": "2023-04-06"}, "annotations": list(annotations), **more}


def read_tasks(folder: Path, *tasks: Any, name: str = "x.json") -> Bundle:
    path = folder / name
    path.write_text(json.dumps(list(tasks)), encoding="utf-8")
    found = format_for(path)
    assert found is not None and found.name == "label-studio"
    return read(path, ReadOptions())


def spans_of(bundle: Bundle) -> list[Span]:
    return [span for coded in bundle.documents for span in coded.spans]


def told(bundle: Bundle) -> str:
    return "\n".join(bundle.notices)


def test_a_region_is_a_span_with_what_is_said_of_it(tmp_path: Path) -> None:
    bundle = read_tasks(
        tmp_path,
        task(
            said(
                region(7, 12, "Appeal", text="urged", meta={"text": ["Who?"]}),
                about("choices", "force", {"start": 7, "end": 12, "choices": ["strong"]}, id="r1"),
                about("textarea", "why", {"start": 7, "end": 12, "text": ["one", "two"]}, id="r1"),
                about("number", "n", {"start": 7, "end": 12, "number": 3}, id="r1"),
            )
        ),
    )
    (span,) = spans_of(bundle)
    assert (span.quote, span.note, dict(span.attributes)) == (
        "urged",
        "Who?",
        {"force": "strong", "why": "one\ntwo", "n": 3},
    )
    (coded,) = bundle.documents
    assert coded.document.metadata == {"date": "2023-04-06", "task": 5}
    assert [one.done for one in coded.assignments] == [True]


def test_offsets_of_old_versions_count_utf16_units_or_the_last_character(tmp_path: Path) -> None:
    (span,) = spans_of(read_tasks(tmp_path, task(said(region(22, 29, "A", text="to talk")))))
    assert span.quote == "to talk"
    inclusive = read_tasks(
        tmp_path, task(said(region(0, 5, "A", text="France"), region(7, 11, "A", id="r2", text="urged")))
    )
    assert [span.quote for span in spans_of(inclusive)] == ["France", "urged"]
    assert "count the last character" in told(inclusive)


def test_a_relation_goes_from_act_to_party_by_its_direction(tmp_path: Path) -> None:
    relation = {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "left", "labels": ["speaker"]}
    (coded,) = read_tasks(
        tmp_path, task(said(region(0, 6, "Actor"), region(7, 12, "Appeal", id="r2"), relation))
    ).documents
    (link,) = coded.links
    spans = {span.id: span.quote for span in coded.spans}
    assert (spans[link.act], link.role, spans[link.span or link.act]) == ("urged", "speaker", "France")


def test_people_are_known_by_their_ids_and_models_suggest(tmp_path: Path) -> None:
    bundle = read_tasks(
        tmp_path,
        task(
            said(region(0, 6, "Actor"), by={"id": 3, "email": "ana@example.org", "first_name": "Ana", "last_name": ""}),
            said(region(0, 6, "Actor"), by=4),
            predictions=[{"model_version": "m1", "result": [region(0, 6, "Actor")], "score": 0.5}],
        ),
    )
    assert [(layer.name, layer.kind) for layer in bundle.layers] == [
        ("Ana", LayerKind.CODER), ("Annotator 4", LayerKind.CODER), ("m1", LayerKind.SUGGESTIONS)
    ]  # fmt: skip
    other = read_tasks(tmp_path, task(said(by=3), text="Another text."), name="y.json")
    assert other.coders[0].id == bundle.coders[0].id and other.layers[0].id == bundle.layers[0].id


def test_what_was_skipped_or_rejected_is_no_coding(tmp_path: Path) -> None:
    rejected = {"reviews": [{"accepted": False}], "last_action": "rejected"}
    bundle = read_tasks(
        tmp_path,
        task(
            said(region(0, 6, "Actor"), was_cancelled=True),
            said(region(0, 6, "Actor"), by=8, **rejected),
            drafts=[{"user": "ana@example.org", "result": [region(0, 6, "Actor")]}],
        ),
    )
    (coded,) = bundle.documents
    assert len(coded.spans) == 1 and {one.done for one in coded.assignments} == {False}
    assert "skipped" in told(bundle) and "rejected" in told(bundle)


def test_labels_of_the_whole_have_their_parents(tmp_path: Path) -> None:
    bundle = read_tasks(
        tmp_path,
        task(
            said(
                about("taxonomy", "class", {"taxonomy": [["Conflict", "Material"], ["Other"]]}),
                about("choices", "tone", {"choices": ["sharp"]}, id="c2"),
            )
        ),
    )
    labels = {label.id: label for label in bundle.codebook.labels}
    assert [labels[span.label].name for span in spans_of(bundle)] == ["Material", "Other", "sharp"]
    parent = labels[spans_of(bundle)[0].label].parent
    assert parent is not None and labels[parent].name == "Conflict"
    assert {label.scope for label in labels.values()} == {Scope.DOCUMENT}


def test_what_points_outside_its_text_is_said(tmp_path: Path) -> None:
    bundle = read_tasks(
        tmp_path, task(said(region(68, 90, "A", text="nowhere"), region(30, 32, "B", id="r2", text="It")))
    )
    assert [span.quote for span in spans_of(bundle)] == ["It"]
    assert "not in the text" in told(bundle)


def test_pictures_are_refused_and_counted(tmp_path: Path) -> None:
    box = about("rectanglelabels", "box", {"x": 1.0, "y": 2.0, "width": 3.0, "height": 4.0, "rectanglelabels": ["Car"]})
    assert "1 region of a picture" in told(read_tasks(tmp_path, task(said(box))))
    with pytest.raises(BadFile, match="no texts"):
        read_tasks(tmp_path, {"id": 1, "data": {"image": "https://example.org/a.png"}, "annotations": [said(box)]})


def test_pages_and_conversations_have_texts(tmp_path: Path) -> None:
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 6, "text": "France"}
    page = about(
        "hypertextlabels", "label", {**value, "globalOffsets": {"start": 0, "end": 6}, "hypertextlabels": ["A"]}
    )
    (span,) = spans_of(read_tasks(tmp_path, task(said(page), text="<p>France &amp; China</p>")))
    assert span.quote == "France"
    turns = [{"author": "Ana", "text": "We met."}, {"author": "Ben", "text": "They talked."}]
    place = {"start": "1", "end": "1", "startOffset": 5, "endOffset": 11, "text": "talked"}
    turn = about("paragraphlabels", "label", {**place, "paragraphlabels": ["A"]})
    (coded,) = read_tasks(tmp_path, task(said(turn), text=turns)).documents
    assert [span.quote for span in coded.spans] == ["talked"] and "Ben: They talked." in coded.document.text


def test_the_smaller_export_is_read_too(tmp_path: Path) -> None:
    record = {"text": TEXT, "id": 5, "label": [{"start": 0, "end": 6, "text": "France", "labels": ["Actor"]}]}
    record |= {"sentiment": "neutral", "annotator": 7, "annotation_id": 9, "lead_time": 1.5}
    bundle = read_tasks(tmp_path, record)
    assert [(span.label, span.quote) for span in spans_of(bundle)] == [("actor", "France"), ("neutral", "")]


def test_quadclass_comes_in_as_its_coders_layers() -> None:
    coders: dict[str, str] = {}
    for path in sorted(shared("corpora/quadclass").glob("*.json")):
        bundle = read(path, ReadOptions())
        names = {label.id: label.name for label in bundle.codebook.labels}
        assert set(names.values()) == {
            "Verbal Cooperation",
            "Material Cooperation",
            "Verbal Conflict",
            "Material Conflict",
        }
        assert all(label.scope is Scope.DOCUMENT for label in bundle.codebook.labels)
        for coder in bundle.coders:
            assert coders.setdefault(coder.name, coder.id) == coder.id
        owners = {layer.id: layer.name for layer in bundle.layers}
        ours = Counter(
            (coded.document.text, owners[span.layer], names[span.label])
            for coded in bundle.documents
            for span in coded.spans
        )
        theirs = Counter(
            (entry["data"]["en"], annotation["completed_by"]["email"], name)
            for entry in json.loads(path.read_text(encoding="utf-8"))
            for annotation in entry["annotations"]
            for result in annotation["result"]
            for (name,) in result["value"]["taxonomy"]
        )
        assert ours == Counter(set(theirs))
    assert len(coders) == 9


def test_each_fixture_comes_in_or_is_refused_with_its_reason() -> None:
    oracles = json.loads(shared("fixtures/ORACLES.json").read_text(encoding="utf-8"))["label_studio"]
    wrong = []
    for name, counts in oracles.items():
        path = shared(f"fixtures/{name}")
        try:
            bundle = read(path, ReadOptions())
        except BadFile as refused:
            if "no texts" not in str(refused):
                wrong.append(f"{name}: {refused}")
            continue
        documents = list(bundle.documents)
        links = sum(len(coded.links) for coded in documents)
        places = sum(bool(span.extents) for coded in documents for span in coded.spans)
        if (len(documents), places, links) != (counts["tasks"], counts["text_spans"], counts["relations"]):
            wrong.append(f"{name}: {len(documents)} documents, {places} spans, {links} links")
    assert wrong == []


def test_predictions_with_relations_are_suggestions_and_a_wrong_place_is_mended_by_its_quote(tmp_path: Path) -> None:
    results = [
        region(0, 6, "Actor", id="ent-1", text="France"),
        region(60, 67, "Topic", id="ent-2", text="to talk"),
        {"type": "relation", "from_id": "ent-2", "to_id": "ent-1", "direction": "right", "labels": ["by"]},
    ]
    bundle = read_tasks(tmp_path, {"data": {"text": TEXT}, "predictions": [{"model_version": "k", "result": results}]})
    (coded,) = bundle.documents
    assert [span.quote for span in coded.spans] == ["France", "to talk"] and len(coded.links) == 1
    assert [layer.kind for layer in bundle.layers] == [LayerKind.SUGGESTIONS]
    assert "moved to it" in told(bundle) and coded.assignments == ()


COLUMNS = "annotation_id,annotator,created_at,id,label,lead_time,sentiment,source,text,updated_at,was_cancelled"


def table_of(folder: Path, rows: int = 6, label: str = "", cancelled: int = -1) -> Bundle:
    path = folder / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        out.writerow(COLUMNS.split(","))
        for n in range(rows):
            tone = "Positive" if n % 2 else "Negative"
            said = (label, 1.5, tone, f"a{n}.html", f"{TEXT} Number {n}.", "2024-01-02", str(n == cancelled))
            out.writerow((n + 10, "ana@example.org", "2024-01-01", n, *said))
    found = format_for(path)
    assert found is not None and found.name == "label-studio" and found.reader is not None
    return found.reader.read(path, ReadOptions())


def test_choices_of_a_table_are_labels_where_nothing_else_was_said_and_that_is_told(tmp_path: Path) -> None:
    bundle = table_of(tmp_path, cancelled=3)
    assert sorted(span.label for span in spans_of(bundle)) == ["negative"] * 3 + ["positive"] * 2
    assert "“sentiment”: read as chosen by the annotators" in told(bundle) and "skipped" in told(bundle)


def test_beside_regions_words_of_a_table_stay_known_of_the_texts_and_that_is_told(tmp_path: Path) -> None:
    region = json.dumps([{"start": 0, "end": 6, "text": "France", "labels": ["Actor"]}])
    bundle = table_of(tmp_path, label=region)
    assert {span.label for span in spans_of(bundle)} == {"actor"}
    assert {coded.document.metadata["sentiment"] for coded in bundle.documents} == {"Positive", "Negative"}
    assert "“sentiment”: read as known of the texts" in told(bundle)
    config = '<View><Text name="t" value="$text"/><Labels name="label" toName="t"><Label value="Actor"/></Labels>'
    config += (
        '<Choices name="sentiment" toName="t"><Choice value="Positive"/><Choice value="Negative"/></Choices></View>'
    )
    (tmp_path / "x.config.xml").write_text(config, "utf-8")
    bundle = table_of(tmp_path, label=region)
    assert len(spans_of(bundle)) == 12 and "read as" not in told(bundle)


def test_a_table_in_which_nothing_is_known_to_be_said_tells_so(tmp_path: Path) -> None:
    assert "No column is known to say what annotators chose" in told(table_of(tmp_path, rows=1))
    for made_by in ("converter-tests", "sdk-converter-tests"):
        path = shared(f"fixtures/label_studio/{made_by}/test_export_csv/csv_test2_result.csv")
        bundle = read(path, ReadOptions())
        assert len(list(bundle.documents)) == 1 and not spans_of(bundle)
        assert "No column is known to say what annotators chose" in told(bundle)
