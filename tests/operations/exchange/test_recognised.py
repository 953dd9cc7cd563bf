"""Whatever a program or a writer of ours makes is known as what it is or refused by name, whatever its size and order.

The list of formats says what is tried: a new format is held too, by its writer and by files as its program makes them.
"""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.formats.format import Format, WriteOptions
from annotator.formats.registry import FORMATS, format_for
from annotator.formats.writing import write
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.document import sha256_of
from annotator.model.errors import BadFile, HoldsCodings, NeedsColumn
from annotator.operations.exchange.finding import COMPANIONS, ImportSource
from annotator.operations.exchange.reading import read_source
from tests.examples import examples, many
from tests.formats import foreign_files
from tests.formats.bundles import sample_bundle
from tests.formats.contract import OnlyReadContract
from tests.formats.foreign_files import DOCUMENTS, MAKERS, REFUSED, Drawn
from tests.formats.test_registry import shared_tests
from tests.operations.exchange.test_never_silent import check_export

NAMED = ("it is ", "it looks like ")
AROUND = (16 * 1024, 64 * 1024, 128 * 1024)
"""Sizes at which something once was cut; each is tried with a little less and more, and one far above."""
SIZES = (0, 300, *(size + by for size in AROUND for by in (-1, 1)), 200_000)
FAR = 3_000_000

DRAWN = st.builds(
    Drawn,
    size=st.sampled_from(SIZES) if not many() else st.sampled_from((*SIZES, FAR)),
    empty=st.sampled_from([0, 1, 2, 70, 500]),
    seed=st.integers(0, 2**32),
    indent=st.sampled_from([None, 2]),
    is_list=st.booleans(),
    is_ascii=st.booleans(),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    has_last=st.booleans(),
)
LONG = Drawn(200_000, 500, 1, None, False, False, b"", "\n", False)
ONE = Drawn(140_000, 0, 2, None, False, True, b"\xef\xbb\xbf", "\r\n", True)
OURS = [one for one in FORMATS if one.writer is not None]
READ = [one for one in FORMATS if one.reader is not None]
WITHOUT_MAKER = {"jsonl", "dataset"}
"""What no program but this one writes."""


def read_alone() -> dict[str, OnlyReadContract]:
    """Return what makes samples of formats that are read and never written, by their names."""
    return {name: one() for name, one in shared_tests().items() if issubclass(one, OnlyReadContract)}


def refusal(path: Path) -> BadFile | None:
    """Return why a file is refused, None where it comes in as annotations; fails where it comes in as documents."""
    try:
        read = read_source(ImportSource(path), "Ann")
    except BadFile as refused:
        return refused
    assert isinstance(read, Bundle), f"{path.name} became {len(read)} documents"
    return None


def test_each_format_that_is_read_has_files_as_its_program_makes_them() -> None:
    assert {one.name for one in READ} == MAKERS.keys() | read_alone().keys() | WITHOUT_MAKER


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=examples(30, usual=6), deadline=None)
@example(drawn=LONG)
@example(drawn=ONE)
@given(drawn=DRAWN)
def test_what_a_program_writes_is_known_as_its_format(name: str, drawn: Drawn) -> None:
    for make in MAKERS[name]:
        with TemporaryDirectory() as folder:
            path = make(drawn, Path(folder))
            found = format_for(path)
            assert found is not None and found.name == name, (found and found.name, path.read_bytes()[:300])


@pytest.mark.parametrize("name", sorted(read_alone().keys() - MAKERS.keys()))
@settings(max_examples=examples(6, usual=2), deadline=None)
@given(drawn=DRAWN)
def test_a_database_is_known_however_large_it_is(name: str, drawn: Drawn) -> None:
    with TemporaryDirectory() as folder:
        path = foreign_files.grown(read_alone()[name].sample(Path(folder)), drawn)
        found = format_for(path)
        assert found is not None and found.name == name


@pytest.mark.parametrize("name", REFUSED)
@settings(max_examples=examples(30, usual=5), deadline=None)
@example(drawn=LONG)
@example(drawn=ONE)
@given(drawn=DRAWN)
def test_what_no_format_reads_is_refused_by_name(name: str, drawn: Drawn) -> None:
    with TemporaryDirectory() as folder:
        refused = refusal(REFUSED[name](drawn, Path(folder)))
        assert refused is not None and refused.problem.startswith((*NAMED, "its tags")), refused
        # Of the others no texts can be taken, or what is missing is named.
        assert isinstance(refused, HoldsCodings) or name in ("BioC in XML", "tokens")


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=examples(20, usual=4), deadline=None)
@example(drawn=LONG)
@given(drawn=DRAWN)
def test_texts_with_what_is_known_of_them_come_in_as_documents(name: str, drawn: Drawn) -> None:
    make, count = DOCUMENTS[name]
    with TemporaryDirectory() as folder:
        read = read_source(ImportSource(make(drawn, Path(folder))), "Ann")
        assert isinstance(read, list) and len(read) == count(drawn)


def grown(bundle: Bundle, size: int, before: int) -> Bundle:
    """Return a bundle with longer texts, and so many documents first of which nothing was coded."""
    documents = [_longer(coded, size) for coded in bundle.documents]
    one = documents[0].document
    first = [
        CodedDocument(replace(one, id=type(one.id)(f"first-{n}"), title=f"First {n}", source_file=None, position=n))
        for n in range(before)
    ]
    moved = [replace(coded, document=replace(coded.document, position=before + n)) for n, coded in enumerate(documents)]
    return replace(bundle, documents=[*first, *moved])


def _longer(coded: CodedDocument, size: int) -> CodedDocument:
    text = coded.document.text + "\n" + "x" * size
    return replace(coded, document=replace(coded.document, text=text, text_sha256=sha256_of(text)))


@pytest.mark.parametrize("form", OURS, ids=lambda form: form.name)
@settings(max_examples=examples(12, usual=1), deadline=None)
@example(size=140_000, before=1, seed=0)
@given(size=st.sampled_from(SIZES), before=st.sampled_from([0, 1, 70] if many() else [0, 3]), seed=st.integers(0, 99))
def test_what_our_writers_make_is_known_or_refused_by_name(form: Format, size: int, before: int, seed: int) -> None:
    bundle = grown(sample_bundle(), size, before)
    with TemporaryDirectory() as folder:
        place = Path(folder, "export" if form.folder else f"export{form.extensions[0]}")
        written = write(form, bundle, place, WriteOptions(replace=True))
        main = [name for name in written.files if not any(part.endswith(COMPANIONS) for part in Path(name).parts)]
        for path in [place] if form.folder else [place.parent / name for name in main]:
            if form.reader is None:
                continue
            assert format_for(path) is form, path.name
            respelled(path, Random(seed))
            assert format_for(path) is form, path.name
        if form.reader is None:
            for path in [one for one in Path(folder).rglob("*") if one.is_file()]:
                check_export(path)


def respelled(path: Path, random: Random) -> None:
    """Write JSON and tables anew: other line ends, a mark, without a last line feed, keys in another order."""
    if path.suffix not in (".json", ".jsonl", ".jsonld", ".csv", ".conll"):
        return
    text = path.read_text("utf-8")
    if path.suffix.startswith(".json"):
        values = (
            [json.loads(line) for line in text.split("\n") if line] if path.suffix == ".jsonl" else [json.loads(text)]
        )
        text = "\n".join(json.dumps(foreign_files.shuffled(value, random), ensure_ascii=False) for value in values)
    mark = random.choice([b"", b"\xef\xbb\xbf"])
    path.write_bytes(mark + text.rstrip("\n").replace("\n", random.choice(["\n", "\r\n"])).encode())


def test_a_table_of_what_is_known_of_documents_is_no_table_of_codings(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("title,category,date,source\n" + "".join(f"Doc{n},war,1971,Vienna\n" for n in range(900)), "utf-8")
    assert format_for(path) is None
    with pytest.raises(NeedsColumn):
        read_source(ImportSource(path), "Ann")
