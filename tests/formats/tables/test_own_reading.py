"""What is missing beside a table of ours is found otherwise: texts in the project, people and labels by their names."""

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.tables.csv_spans import DOCUMENTS_FILE, FACTS_FILE, FORMAT
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.document import Document
from annotator.model.errors import BadFile
from annotator.readers import registry
from tests.examples import examples
from tests.formats.bundles import full_bundles, sample_bundle


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


def rewritten(folder: Path, encoding: str, data: st.DataObject | None = None) -> None:
    """Write all tables anew in an encoding, their rows in any order."""
    for path in folder.glob("*.csv"):
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        made = io.StringIO()
        csv.writer(made).writerows([header, *(data.draw(st.permutations(rows)) if data is not None else rows)])
        path.write_text(made.getvalue(), encoding, newline="")


def held(bundle: Bundle) -> Bundle:
    documents = list(bundle.documents)
    assert documents == list(bundle.documents)
    return replace(bundle, documents=documents)


@settings(max_examples=examples(12), deadline=None)
@given(bundle=full_bundles(), data=st.data())
def test_rows_in_any_order_say_the_same_whether_all_are_held_or_one_at_a_time(
    bundle: Bundle, data: st.DataObject
) -> None:
    assert FORMAT.reader is not None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        write(FORMAT, bundle, path, WriteOptions(names=True))
        before = {coded.document.id: coded for coded in FORMAT.reader.read(path, ReadOptions()).documents}
        rewritten(Path(folder), "utf-8", data)
        one = held(FORMAT.reader.read(path, ReadOptions()))
        rewritten(Path(folder), "utf-16")
        assert held(FORMAT.reader.read(path, ReadOptions())) == one
    assert {coded.document.id: sorted(span.id for span in coded.spans) for coded in one.documents} == {
        id: sorted(span.id for span in coded.spans) for id, coded in before.items()
    }
    assert {coded.document.id: {link.id: link for link in coded.links} for coded in one.documents} == {
        id: {link.id: link for link in coded.links} for id, coded in before.items()
    }


def test_a_table_larger_than_what_is_held_comes_in_and_one_in_another_encoding_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert FORMAT.reader is not None
    write(FORMAT, sample_bundle(), tmp_path / "x.csv", WriteOptions())
    documents = list(FORMAT.reader.read(tmp_path / "x.csv", ReadOptions()).documents)
    monkeypatch.setattr(registry, "MOST_BYTES", 1_000)
    assert list(FORMAT.reader.read(tmp_path / "x.csv", ReadOptions()).documents) == documents
    rewritten(tmp_path, "utf-16")
    with pytest.raises(BadFile, match="split it"):
        FORMAT.reader.read(tmp_path / "x.csv", ReadOptions())


def test_a_table_that_is_changed_while_it_is_read_is_refused(tmp_path: Path) -> None:
    assert FORMAT.reader is not None
    write(FORMAT, sample_bundle(), tmp_path / "x.csv", WriteOptions())
    documents = iter(FORMAT.reader.read(tmp_path / "x.csv", ReadOptions()).documents)
    next(documents)
    (tmp_path / f"x{DOCUMENTS_FILE}").write_text("document_id,text\n")
    with pytest.raises(BadFile, match=r"x\.csv: it was changed while it was read"):
        list(documents)
