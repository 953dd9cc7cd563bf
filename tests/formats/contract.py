"""What every format must do; its test file inherits this class and names the format."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.format import Format, ReadOptions, WriteOptions, Written
from annotator.formats.losses import UNSAID, Part
from annotator.formats.registry import FORMATS, format_for, format_named
from annotator.formats.writing import look, write
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.errors import BadCodebook, BadFile, Cancelled
from annotator.model.file_names import one_place
from annotator.model.ids import DocumentId
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.store.project import Project
from tests.examples import examples
from tests.formats.bundles import GOLD, bundle_with, bundles, full_bundles, sample_bundle, whole
from tests.formats.round_trip import differences
from tests.like_windows import is_valid_name
from tests.model.codebooks import attribute_of, some_value
from tests.one_case import fold_names

GARBAGE = st.binary(max_size=200) | st.lists(
    st.sampled_from(
        [b"T1\t", b"A 0 3", b"E1\tA:T1", b"R1\tB Arg1:T1 Arg2:T1", b"\n", b"\r\n", b"\xef\xbb\xbf", b"{", b'"text":',
         b"[", b'"spans":', b"null", b"\xff", b"#1\tAnnotatorNotes T1\t", b"*\tEquiv T1", b"\tabc", b"1e999",
         b'"\\ud800"', b"}"]
    ),
    max_size=12,
).map(b"".join)  # fmt: skip


SAY_PAGES = {"jsonl", "dataset", "csv", "xlsx", "parquet", "dyads"}
"""The formats in which a span says on which page it stands."""


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, hidden ones too."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with the parts of archives in their places, as far as these are text."""
    found: dict[str, bytes] = {}
    for name, data in files.items():
        if data.startswith((b"\x78\x9c", b"\x78\x01")):  # zlib, as a DocBin is
            found[name] = zlib.decompress(data).decode("utf-8", "ignore").encode()
            continue
        if data.startswith(b"PAR1"):
            found[name] = cells_of_parquet(data)
            continue
        if not data.startswith(b"PK"):
            found[name] = data
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found |= {f"{name}/{part}": archive.read(part) for part in archive.namelist()}
    return found


def cells_of_parquet(data: bytes) -> bytes:
    """Return the names of the columns and all cells of a table in Parquet, as lines of text."""
    from arro3.io import read_parquet

    table = read_parquet(io.BytesIO(data)).read_all()
    columns = [[name, *map(str, table.column(name).to_pylist())] for name in table.schema.names]
    return "\n".join("\t".join(column) for column in columns).encode()


# Each format runs these properties on its own instance.
INHERITED = [HealthCheck.differing_executors]


AWKWARD = (
    *("con", "aux.txt", "COM¹", "lpt³.a", "nul ", "trailing.", "trailing ", "..", ".", "", " ", "~", "-", "a.b.c"),
    *(
        '<>:"/\\|?*',
        "a/b",
        "\x00\x1f\u202e",
        "résumé",
        "ÅNGSTRÖM",
        "straße",
        "ﬁn",
        "ı",
        "K",
        "Ω",
        "会议 سلام",
        "🕊" * 90,
    ),
    *("x" * 300, "annotation", "visual", "TypeSystem", "index", "README", "data", "layer", "gold"),
)
"""Titles that are no names of files somewhere, or one name with another."""


class FormatContract:
    """Inherited by the test class of each format, which sets `name`."""

    name: ClassVar[str]

    @property
    def format(self) -> Format:
        return format_named(self.name)

    def place(self, folder: Path) -> Path:
        """Return the path to which this format is exported in a folder."""
        return folder / ("sample" if self.format.folder else f"sample{self.format.extensions[0]}")

    def write(self, bundle: Bundle, folder: Path, options: WriteOptions | None = None) -> Written:
        return write(self.format, bundle, self.place(folder), options or WriteOptions(replace=True))

    def test_it_is_registered_under_its_name(self) -> None:
        assert self.format in FORMATS
        assert self.format.title

    def test_an_export_writes_the_files_that_it_names(self, tmp_path: Path) -> None:
        written = self.write(sample_bundle(), tmp_path / "new" / "folder")
        root = self.place(tmp_path / "new" / "folder")
        root = root if self.format.folder else root.parent
        assert set(written.files) == {name.replace("\\", "/") for name in snapshot(root)}
        assert len(set(written.files)) == len(written.files)
        assert not [name for name in snapshot(root) if any(part.startswith(".") for part in Path(name).parts)]

    def test_its_files_can_stand_on_every_system_and_none_in_the_place_of_another(self, tmp_path: Path) -> None:
        titles = [*AWKWARD, *(title.upper() for title in AWKWARD), *(normalize("NFD", title) for title in AWKWARD)]
        first = next(iter(sample_bundle().documents)).document
        documents = [
            CodedDocument(replace(first, id=DocumentId(f"awkward-{number}"), title=title))
            for number, title in enumerate(titles)
        ]
        layers = tuple(
            layer.model_copy(update={"name": name})
            for layer, name in zip(sample_bundle().layers, ("aux", "a/b: c?", "A/B: C?"), strict=True)
        )
        bundle = replace(sample_bundle(), documents=[*sample_bundle().documents, *documents], layers=layers)
        written = self.write(bundle, tmp_path, WriteOptions(replace=True, names=True))
        parts = [name.split("/") for name in written.files]
        assert all(is_valid_name(part) and part.isprintable() for names in parts for part in names), written.files
        assert len({one_place(name) for name in written.files}) == len(written.files)

    def test_an_export_takes_the_place_of_one_whose_names_differ_by_case_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def titled(change: Callable[[str], str]) -> Bundle:
            named = [
                replace(coded, document=replace(coded.document, title=change(f"Résumé {number}")))
                for number, coded in enumerate(sample_bundle().documents)
            ]
            return replace(sample_bundle(), documents=named)

        with monkeypatch.context() as patch:
            fold_names(patch, tmp_path)
            for change in (str.lower, lambda title: normalize("NFD", title.upper())):
                written = self.write(titled(change), tmp_path)
        root = self.place(tmp_path) if self.format.folder else tmp_path
        assert set(snapshot(root)) == set(written.files)

    def test_the_same_bundle_gives_the_same_bytes(self, tmp_path: Path) -> None:
        self.write(sample_bundle(), tmp_path / "a")
        self.write(sample_bundle(), tmp_path / "b")
        assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")
        self.write(sample_bundle(), tmp_path / "a")
        assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")

    def test_the_order_of_spans_in_memory_does_not_matter(self, tmp_path: Path) -> None:
        turned = replace(
            sample_bundle(),
            documents=[replace(coded, spans=coded.spans[::-1], links=coded.links[::-1], decisions=coded.decisions[::-1])
                       for coded in sample_bundle().documents],
        )  # fmt: skip
        self.write(sample_bundle(), tmp_path / "a")
        self.write(turned, tmp_path / "b")
        assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")

    @pytest.mark.parametrize("after", [1, 3])
    def test_a_cancelled_export_leaves_everything_as_it_was(self, tmp_path: Path, after: int) -> None:
        def stop(documents: int) -> None:
            if documents == after:
                raise Cancelled("Stopped.")

        (tmp_path / "kept.txt").write_text("kept")
        with pytest.raises(Cancelled):
            self.write(sample_bundle(), tmp_path, WriteOptions(replace=True, progress=stop))
        assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
        self.write(sample_bundle((GOLD,)), tmp_path)
        before = snapshot(tmp_path)
        with pytest.raises(Cancelled):
            self.write(sample_bundle(), tmp_path, WriteOptions(replace=True, progress=stop))
        assert snapshot(tmp_path) == before

    def test_progress_counts_the_documents(self, tmp_path: Path) -> None:
        seen: list[int] = []
        self.write(sample_bundle(), tmp_path, WriteOptions(replace=True, progress=seen.append))
        assert seen == [1, 2, 3, 4]

    def test_losses_are_told_before_as_after(self, tmp_path: Path) -> None:
        assert (
            look(self.format, sample_bundle(), WriteOptions()).losses == self.write(sample_bundle(), tmp_path).notices
        )

    def test_the_page_of_a_span_is_written_or_said_to_be_lost(self, tmp_path: Path) -> None:
        lost = any("Where the pages of" in notice for notice in self.write(sample_bundle(), tmp_path).notices)
        everything = b"".join(unpacked(snapshot(tmp_path)).values())
        says = b"last_page" in everything and b"page" in everything
        assert says or lost
        assert says == (self.name in SAY_PAGES)

    def test_coders_are_named_only_where_it_is_asked_for(self, tmp_path: Path) -> None:
        for names in (False, True):
            folder = tmp_path / str(names)
            self.write(sample_bundle(), folder, WriteOptions(names=names))
            everything = "".join(name + data.decode() for name, data in unpacked(snapshot(folder)).items())
            assert ("Souza" in everything) is names

    def test_an_empty_bundle_is_written(self, tmp_path: Path) -> None:
        assert self.write(replace(sample_bundle(), documents=[]), tmp_path).files

    def test_a_place_of_the_wrong_kind_is_refused_with_a_sentence(self, tmp_path: Path) -> None:
        place = self.place(tmp_path)
        if self.format.folder:
            place.write_text("a file")
        else:
            place.mkdir()
        with pytest.raises(BadFile, match="sample"):
            self.write(sample_bundle(), tmp_path)
        (tmp_path / "file.txt").write_text("a file where a folder is needed")
        with pytest.raises(BadFile):
            self.write(sample_bundle(), tmp_path / "file.txt" / "below")

    @settings(max_examples=examples(25), deadline=None, suppress_health_check=INHERITED)
    @given(bundle=bundles())
    def test_any_bundle_can_be_written(self, bundle: Bundle) -> None:
        with TemporaryDirectory() as folder:
            assert self.write(bundle, Path(folder)).notices == look(self.format, bundle, WriteOptions()).losses

    @pytest.mark.parametrize("kind", list(AttributeKind))
    def test_each_kind_of_attribute_is_written_and_its_losses_are_told(
        self, tmp_path: Path, kind: AttributeKind
    ) -> None:
        attribute = attribute_of(kind)
        bundle = bundle_with(attribute, some_value(attribute))
        written = self.write(bundle, tmp_path)
        assert written.notices == look(self.format, bundle, WriteOptions()).losses
        everything = b"".join(unpacked(snapshot(tmp_path)).values()).decode()
        assert attribute.id in everything or any("attribute" in notice for notice in written.notices)

    def test_its_own_output_is_recognised_and_no_other(self, tmp_path: Path) -> None:
        self.write(sample_bundle(), tmp_path)
        expected = self.format if self.format.reader is not None else None
        assert format_for(self.place(tmp_path)) is expected

    def test_what_is_not_there_is_not_recognised(self, tmp_path: Path) -> None:
        assert not self.format.sniff(tmp_path / "nothing.ann")


class ReadableContract(FormatContract):
    """For formats that are read as well."""

    def read(self, path: Path, options: ReadOptions | None = None) -> Bundle:
        assert self.format.reader is not None
        return self.format.reader.read(path, options or ReadOptions())

    def whole_in_a_file(self) -> Bundle:
        """Return the sample as far as what is read at one place can hold it."""
        return sample_bundle()

    def garbage(self, folder: Path, data: bytes, text: bytes) -> Path:
        """Write what is no file of this format, or not whole, and something beside it; return where it is read."""
        path = folder / f"x{self.format.extensions[0]}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_bytes(text)
        path.with_suffix(".project.json").write_bytes(text)
        return path

    @pytest.mark.parametrize("part", [part for part in UNSAID if part is not Part.LINKS])
    def test_a_part_that_is_written_and_read_comes_back_whole_and_no_other(self, tmp_path: Path, part: Part) -> None:
        assert self.format.reader is not None and self.format.writer is not None
        self.write(self.whole_in_a_file(), tmp_path)
        _, places = UNSAID[part]
        before, after = (
            sum(len(list(places(coded))) for coded in bundle.documents if any(span.extents for span in coded.spans))
            for bundle in (self.whole_in_a_file(), self.read(self.place(tmp_path)))
        )
        comes_back = part in self.format.writer.carries & self.format.reader.brings
        assert after == (before if comes_back else 0)

    def test_what_the_losses_do_not_name_is_equal_after_a_round_trip(self, tmp_path: Path) -> None:
        problems = self.round_trip(sample_bundle(), tmp_path)
        assert not problems, "\n".join(problems)

    @settings(max_examples=examples(40), deadline=None, suppress_health_check=INHERITED)
    @given(bundle=full_bundles())
    def test_any_bundle_comes_back_but_for_what_the_losses_name(self, bundle: Bundle) -> None:
        with TemporaryDirectory() as folder:
            problems = self.round_trip(bundle, Path(folder))
        assert not problems, "\n".join(problems)

    def round_trip(self, bundle: Bundle, folder: Path) -> list[str]:
        """Return what is otherwise once a bundle was written, with names, and read again, beyond what is said.

        As in a project, a text is one document, and has characters.
        """
        once = {coded.document.text_sha256: coded for coded in bundle.documents if coded.document.text}
        bundle = replace(bundle, documents=list(once.values()))
        # What is said of the project names documents that are not among these; its own round trip holds it.
        nothing: dict[str, Any] = {**dict.fromkeys(whole(()), ()), "settings": None}
        bundle = replace(bundle, **nothing)
        written = self.write(bundle, folder, WriteOptions(replace=True, names=True))
        place = self.place(folder)
        if not self.format.sniff(place):
            return [] if not bundle.documents else ["what was written is not recognised"]
        return differences(self.format, bundle, self.read(place), written.lost)

    def test_a_missing_file_is_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(BadFile):
            self.read(tmp_path / f"missing{''.join(self.format.extensions[:1])}")

    @settings(max_examples=examples(60), deadline=None, suppress_health_check=INHERITED)
    @given(data=GARBAGE, text=GARBAGE)
    def test_garbage_is_refused_with_a_sentence_and_nothing_else(self, data: bytes, text: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = self.garbage(Path(folder), data, text)
            format_for(path)
            try:
                bundle = self.read(path)
            except BadFile as error:
                assert str(error).endswith(".") and "\n" not in str(error)
            except BadCodebook as error:
                assert str(error)
            else:
                assert list(bundle.documents) is not None


class OnlyReadContract:
    """For formats that are read and never written; the test class makes a sample as its program would."""

    name: ClassVar[str]

    def sample(self, folder: Path) -> Path:
        """Write a sample with a document and a span at least, and return what is to be imported."""
        raise NotImplementedError

    def read(self, path: Path, options: ReadOptions | None = None) -> Bundle:
        reader = format_named(self.name).reader
        assert reader is not None
        return reader.read(path, options or ReadOptions())

    def test_its_sample_is_recognised_and_read(self, tmp_path: Path) -> None:
        path = self.sample(tmp_path)
        assert format_for(path) is format_named(self.name)
        assert format_named(self.name).writer is None
        bundle = self.read(path)
        spans = [span for coded in bundle.documents for span in coded.spans]
        assert spans and {span.layer for span in spans} <= {layer.id for layer in bundle.layers}

    def test_what_is_read_twice_is_the_same_and_the_file_stays_as_it_is(self, tmp_path: Path) -> None:
        path = self.sample(tmp_path)
        before = snapshot(tmp_path)
        first = self.read(path)
        assert self.read(path) == first
        assert snapshot(tmp_path) == before

    def test_it_comes_into_a_project_and_again_adds_nothing(self, tmp_path: Path) -> None:
        bundle = self.read(self.sample(tmp_path))
        with Project.create(tmp_path / "p.annot", default_codebook()) as project:
            taken = import_bundle(project, bundle)
            assert taken.spans == sum(len(coded.spans) for coded in bundle.documents)
            there = [info.id for info in project.documents.all()]
            assert sum(len(project.links.of_document(id)) for id in there) == sum(
                len(coded.links) for coded in bundle.documents
            )
            assert import_bundle(project, bundle).spans == 0

    def test_what_is_missing_or_something_else_is_a_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "other").write_bytes(b"SQLite format 3\0" + b"no, it is not" * 40)
        for name in ("missing", "other"):
            with pytest.raises(BadFile):
                self.read(tmp_path / name)

    @settings(max_examples=examples(25), deadline=None, suppress_health_check=INHERITED)
    @given(at=st.floats(0, 1), value=st.integers(0, 255), cut=st.floats(0, 1))
    def test_a_damaged_file_is_a_sentence_or_what_is_left_of_it(self, at: float, value: int, cut: float) -> None:
        with TemporaryDirectory() as folder:
            path = self.sample(Path(folder))
            file = next(one for one in [path, *sorted(path.rglob("*"))] if one.is_file())
            data = bytearray(file.read_bytes())
            data[int(at * (len(data) - 1))] = value
            for damaged in (bytes(data), bytes(data[: int(cut * len(data))])):
                file.write_bytes(damaged)
                format_for(path)
                try:
                    self.read(path)
                except BadFile as error:
                    assert str(error).endswith(".") and "\n" not in str(error)
