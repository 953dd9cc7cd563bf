"""What is missing beside a table of ours is found otherwise: texts in the project, people and labels by their names."""

from dataclasses import dataclass
from pathlib import Path

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.tables.csv_spans import DOCUMENTS_FILE, FACTS_FILE, FORMAT
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.document import Document
from tests.formats.bundles import sample_bundle


@dataclass
class _Texts:
    bundle: Bundle

    def find(self, *called: str) -> Document | None:
        documents = [coded.document for coded in self.bundle.documents]
        return next((one for one in documents for name in called if name in (one.id, one.text_sha256)), None)


def test_texts_that_are_not_beside_are_those_of_the_project(tmp_path: Path) -> None:
    assert FORMAT.reader is not None
    bundle = sample_bundle()
    write(FORMAT, bundle, tmp_path / "x.csv", WriteOptions(names=True))
    (tmp_path / f"x{DOCUMENTS_FILE}").unlink()
    back = FORMAT.reader.read(tmp_path / "x.csv", ReadOptions(documents=_Texts(bundle)))
    before = {span.id: span for coded in bundle.documents for span in coded.spans}
    assert {span.id: span for coded in back.documents for span in coded.spans} == before


def test_people_and_labels_without_the_codebook_are_found_by_what_the_rows_say(tmp_path: Path) -> None:
    assert FORMAT.reader is not None
    bundle = sample_bundle()
    write(FORMAT, bundle, tmp_path / "x.csv", WriteOptions(names=True))
    (tmp_path / f"x{FACTS_FILE}").unlink()
    back = FORMAT.reader.read(tmp_path / "x.csv", ReadOptions())
    assert {(one.id, one.name, one.kind) for one in back.layers} == {
        (one.id, one.name, one.kind) for one in bundle.layers
    }
    assert {one.name for one in back.coders} == {one.name for one in bundle.coders}
    names = {str(one.id): one.name for one in back.codebook.labels}
    assert names["threat_of-force"] == "威胁" and names["joint"] == "Joint text"
    before = {span.id: (span.label, span.extents) for coded in bundle.documents for span in coded.spans}
    assert {span.id: (span.label, span.extents) for coded in back.documents for span in coded.spans} == before


def test_columns_of_ids_may_be_gone_too(tmp_path: Path) -> None:
    assert FORMAT.reader is not None
    bundle = sample_bundle()
    write(FORMAT, bundle, tmp_path / "x.csv", WriteOptions(names=True))
    (tmp_path / f"x{FACTS_FILE}").unlink()
    lines = (tmp_path / "x.csv").read_text("utf-8-sig").splitlines()
    at = lines[0].split(",").index("actor_id")
    assert at > 20
    text = (tmp_path / "x.csv").read_text("utf-8-sig")
    for column in ("layer_id", "layer_kind", "coder_id", "actor_id"):
        text = text.replace(column, f"old_{column}", 1)
    (tmp_path / "x.csv").write_text(text, "utf-8")
    back = FORMAT.reader.read(tmp_path / "x.csv", ReadOptions())
    kinds = {one.name: one.kind for one in back.layers}
    assert kinds["Gold"] is LayerKind.GOLD and kinds["Ana Souza"] is LayerKind.CODER
