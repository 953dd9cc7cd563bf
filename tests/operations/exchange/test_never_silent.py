"""No file of another program, and no export of ours, becomes a document unless it is a text: it is refused by name."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.formats.format import WriteOptions
from annotator.formats.registry import FORMATS
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile, HoldsCodings, NeedsColumn
from annotator.operations.exchange.finding import COMPANIONS, ImportSource
from annotator.operations.exchange.reading import read_source
from tests.examples import examples
from tests.formats.bundles import bundles
from tests.shared_data import ROOT, shared

FIXTURES = ROOT / "fixtures"
TEXTS = {
    "NOTES.md": "prose about the formats",
    "SOURCES.md": "prose about where the files come from",
    "README.md": "prose",
    "README.txt": "prose",
    "brat/SOURCES.tsv": "a table of files, a licence a row: its column of licences is prose",
    "conll/dkpro-core/text/sample.txt": "the text of a corpus, without its tokens",
    "doccano/doccano-import-tests/data_import/tests/data/example.txt": "texts to be coded, a line each",
    "doccano/doccano-import-tests/data_import/tests/data/text_classification/example_one_column_no_header.xlsx": (
        "texts to be coded, a row each"
    ),
    "prodigy/prodigy-recipes/example-datasets/news_headlines.jsonl": "headlines to be coded",
    "prodigy/prodigy-recipes/tutorials/span-and-textcat/examples.jsonl": "sentences to be coded",
    "refi_qda/spec/REFI-QDA-1-5.pdf": "the standard, as a PDF",
    "uima_cas/dkpro-core-xmi/texts": "the texts of a corpus",
}
"""What is a document in truth, by its path or name, or its folder; with what it is."""
NAMED = ("it is ", "it looks like ")
METADATA = {"croissant.json", "ro-crate-metadata.json", "datacite.json", "agreement.json"}
"""What tells programs of a published folder: refused as what it is."""
FOR_PEOPLE = {
    *("README.md", "data-section.md", "CITATION.cff", "SHA256SUMS", "load.R"),
    *("codebook.md", "codebook.html", "codebook.docx", "codebook.tex"),
}
"""What stands beside the data of a published folder to be read: a document, where somebody chooses it by itself."""


def files() -> list[Path]:
    """Return the exchange files; those of `evil` have a test of their own."""
    return [path for path in sorted(FIXTURES.rglob("*")) if path.is_file() and "evil" not in path.parts]


def is_listed(path: Path) -> bool:
    relative = path.relative_to(FIXTURES)
    return not TEXTS.keys().isdisjoint({str(relative), path.name, str(relative.parent)})


def test_the_files_are_there() -> None:
    shared("fixtures/NOTES.md")
    assert len(files()) >= 400
    listed = {name for name in TEXTS if any(is_listed(path) and _names(path, name) for path in files())}
    assert listed == TEXTS.keys()


def _names(path: Path, name: str) -> bool:
    relative = path.relative_to(FIXTURES)
    return name in (str(relative), path.name, str(relative.parent))


@pytest.mark.parametrize("folder", sorted({path.relative_to(FIXTURES).parts[0] for path in files()}))
def test_every_file_is_read_by_a_format_or_refused_by_name_or_a_text_that_is_listed(folder: str) -> None:
    inside = [path for path in files() if path.relative_to(FIXTURES).parts[0] == folder]
    for path in inside:
        if path.suffix == ".pdf" and is_listed(path):
            continue  # it takes seconds, and PDFs have tests of their own
        try:
            read = read_source(ImportSource(path), "")
        except NeedsColumn:
            assert path.suffix in (".tsv", ".csv", ".json", ".jsonl"), path
        except BadFile as refused:
            assert is_broken(path) or refused.problem.startswith(NAMED), refused
            assert refused.remedy and "\n" not in str(refused)
        else:
            assert isinstance(read, Bundle) or is_listed(path), f"{path} became {len(read)} documents"


def is_broken(path: Path) -> bool:
    """Whether a file is broken by those who made it, so that the sentence says where."""
    return "invalid" in path.name


@settings(max_examples=examples(6), deadline=None)
@given(bundle=bundles())
def test_an_export_of_ours_in_any_format_comes_back_as_what_it_is_or_is_refused_by_name(bundle: Bundle) -> None:
    for form in [one for one in FORMATS if one.writer is not None]:
        with TemporaryDirectory() as folder:
            place = Path(folder, "export" if form.folder else f"export{form.extensions[0]}")
            write(form, bundle, place, WriteOptions(replace=True))
            for path in [each for each in Path(folder).rglob("*") if each.is_file()]:
                check_export(path)


def check_export(path: Path) -> None:
    """Each file by itself, also those that are read along with others; an empty one says so."""
    if path.parent.name == "data":
        return  # the flat tables of a published folder: one holds texts alone, the others none
    try:
        read = read_source(ImportSource(path), "Ann")
    except HoldsCodings as refused:
        is_beside = path.name.endswith(COMPANIONS)
        is_of_others = path.suffix in (".conf", ".xml", ".spacy", ".tex") or path.name in METADATA
        assert is_beside or "this program" in refused.problem or is_of_others, refused
    except BadFile as refused:
        is_named = "there is no document with the id" in refused.problem or "a configuration" in refused.problem
        kinds = ("a DocBin of spaCy", "a table in Parquet", "a type system of UIMA")
        is_named = is_named or any(kind in refused.problem for kind in kinds)
        assert is_named or path.read_bytes().strip() in (b"", b"[]"), refused
    else:
        is_prose = path.name in FOR_PEOPLE
        assert isinstance(read, Bundle) or not read or is_prose, f"{path.name} became {len(read)} documents"
