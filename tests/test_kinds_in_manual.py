"""The manual's pages of the kinds of documents: one for each reader, made alike, linked and found."""

import pytest

from annotator.readers.registry import READERS, Reader
from annotator.ui.manual.pages import ManualPage, names, page
from annotator.ui.manual.search import search
from tests.test_documentation import MANUAL, lacking, marked

SECTIONS = ["What becomes of it", "What is left out", "Good to know"]
PAGES = sorted(path.stem for path in MANUAL.glob("kind-*.md"))


def page_of(reader: Reader) -> ManualPage:
    """Return the page of a reader; another way to read a kind of file stands on the page of the kind."""
    name = f"kind-{reader.name}"
    return page(name if name in PAGES or reader.extensions else name.rpartition("-")[0])


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_each_reader_has_a_page_that_names_its_extensions_and_is_linked_from_imports(reader: Reader) -> None:
    told = page_of(reader).markdown
    assert lacking([*marked(reader.extensions), f"--format {reader.name}"], told) == []
    (row,) = [line for line in page("import").markdown.splitlines() if line.startswith(f"| `{reader.name}` |")]
    assert lacking([f"[{reader.title}]({page_of(reader).name}.md)", *marked(reader.extensions)], row) == []


def test_the_command_line_names_all_readers() -> None:
    assert lacking(marked(reader.name for reader in READERS), page("commands").markdown) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_made_alike_and_each_is_of_a_reader(name: str) -> None:
    title, *sections = page(name).sections
    assert [section.heading for section in sections] == SECTIONS
    assert all(section.text for section in (title, *sections))
    assert name in {page_of(reader).name for reader in READERS}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_whoever_searches_for_an_extension_or_a_format_finds_the_page(reader: Reader) -> None:
    pages = [page(name) for name in names()]
    for query in (*reader.extensions, f"--format {reader.name}"):
        assert page_of(reader).name in [found.place.page for found in search(query, pages)], query
