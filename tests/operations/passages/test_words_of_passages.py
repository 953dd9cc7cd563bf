"""Which passages have the words of a search is what a plain scan says: in pieces, sentences, whole documents."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import UserError
from annotator.model.searching.scanning import Within, parts_of
from annotator.model.span import Span
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.search.search_index import empty
from tests.examples import examples
from tests.model.searching.plain import plain_hits
from tests.projects import default_codebook

PIECES = st.sampled_from(
    ["peace ", "talks ", "peacetalks", "Péa", "ce ", ". ", "\n\n", "中国", "和平", "سَلام ", "🕊", "e\u0301", "\n"]
)
TEXTS = st.lists(st.lists(PIECES, min_size=1, max_size=14).map("".join), min_size=1, max_size=3)
PLACES = st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=2), max_size=6)
WORDS = {
    "peace": ["peace"],
    "talks": ["talks"],
    '"peace talks"': ["peace", "talks"],
    "中国": ["中", "国"],
    "سلام": ["سلام"],
}


def parts(text: str, span: Span, where: str) -> list[tuple[int, int]]:
    """Return where the words may stand."""
    if not span.extents or where == "document":
        return [(0, len(text))]
    if where == "passage":
        return [(start, stop) for start, stop in span.extents]
    touched = [one for one in parts_of(text, Within(where)) if one[0] < span.stop and span.start < one[1]]
    return [(touched[0][0], touched[-1][1])]


def has(text: str, words: list[str], places: list[tuple[int, int]]) -> bool:
    """Whether words stand wholly in one of some places."""
    hits = plain_hits(text, words)
    return any(start <= hit[0] and hit[1] <= stop for hit in hits for start, stop in places)


def coded(project: Project, texts: list[str], places: list[list[tuple[int, int]]]) -> None:
    """Code passages, each in some pieces, on whole documents where it has none."""
    ana, _ = people.add_coder(project, "Ana")
    project.person = ana.id
    layer = project.layers.of_coder(ana.id)[0].id
    documents.add_drafts(project, [DocumentDraft(f"Text {number}", text) for number, text in enumerate(texts)])
    there = project.documents.all()
    for number, some in enumerate(places):
        document = there[number % len(there)]
        text = project.documents.text(document.text_sha256)
        extents = [(start % len(text), min(start % len(text) + length, len(text))) for start, length in some]
        try:
            annotate.add_span(project, document.id, layer, extents, "appeal")
        except UserError:
            continue


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("words")


@settings(max_examples=examples(20, usual=6), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, places=PLACES, is_indexed=st.booleans(), data=st.data())
def test_passages_have_the_words_that_a_plain_scan_finds_in_them(
    folder: Path, texts: list[str], places: list[list[tuple[int, int]]], is_indexed: bool, data: st.DataObject
) -> None:
    path = folder / "a.annot"
    path.unlink(missing_ok=True)
    with Project.create(path, default_codebook()) as project:
        coded(project, texts, places)
        if not is_indexed:
            with project._connection:
                project._connection.execute("BEGIN")
                empty(project._connection)
        by_id = {info.id: project.documents.text(info.text_sha256) for info in project.documents.all()}
        spans = [span for id in by_id for span in project.spans.of_document(id)]
        for where in ("passage", "sentence", "paragraph", "document"):
            one, other = data.draw(st.sampled_from(list(WORDS))), data.draw(st.sampled_from(list(WORDS)))
            searches: list[tuple[str, Callable[[bool, bool], bool]]] = [
                (one, lambda a, b: a),
                (f"{one} {other}", lambda a, b: a and b),
                (f"{one} OR {other}", lambda a, b: a or b),
                (f"{one} -({other})", lambda a, b: a and not b),
            ]
            for search, holds in searches:
                wanted = {
                    span.id
                    for span in spans
                    if holds(
                        *(
                            has(by_id[span.document], WORDS[each], parts(by_id[span.document], span, where))
                            for each in (one, other)
                        )
                    )
                }
                found = {line.span for line in PassageSearch(project, f"label:* in:{where} {search}").lines()}
                assert found == wanted, (where, search)
