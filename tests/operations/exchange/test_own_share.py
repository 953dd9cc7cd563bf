"""Into a coder's copy come their own codings, in documents that they were given, and nothing else; all else is said."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.exchange.foreseeing import foresee, look_ahead
from annotator.operations.exchange.import_report import ImportReport
from annotator.operations.exchange.importing import import_sources
from annotator.operations.exchange.left_out import Why
from annotator.operations.exchange.reading import read_source
from annotator.operations.people import people
from annotator.operations.team import conflicts
from annotator.store.project import Project
from tests.examples import examples
from tests.formats.bundles import ANAS, CODEBOOK, document, full_bundles, sample_bundle, span, whole
from tests.operations.exchange.own_work import (
    ANA,
    BEN,
    READABLE,
    CopiedWork,
    Place,
    expected,
    others,
    places,
    work_of,
    written,
)
from tests.operations.team.copies_made import make_team_of_copies
from tests.operations.test_undo_everything import tables

NOTHING: dict[str, Any] = {**dict.fromkeys(whole(()), ()), "settings": None}


def _changed(**changes: dict[str, Any]) -> Codebook:
    """Return the codebook with fields of labels changed, by their ids; None takes a label out."""
    return CODEBOOK.with_labels(
        label.model_copy(update=changes.get(label.id.replace("-", "_"), {})) for label in CODEBOOK.labels
    )


BOOKS = (
    CODEBOOK,
    _changed(warning={"retired": True}),
    _changed(appeal={"attributes": (), "roles": ()}),
    CODEBOOK.with_labels(label for label in CODEBOOK.labels if label.id != "threat_of-force"),
)


@contextmanager
def in_copy(bundle: Bundle, book: Codebook, given: set[int], back: set[int]) -> Iterator[CopiedWork]:
    """Make a project with all texts of a bundle but the last, and a copy in which these were given."""
    texts = [(coded.document.title, coded.document.text) for coded in bundle.documents]
    here = range(max(1, len(texts) - 1)) if texts else range(0)
    with TemporaryDirectory() as folder:
        work = work_of(Path(folder), [texts[at] for at in here], book, given.intersection(here), back)
        try:
            yield work
        finally:
            work.close()


def told_apart(bundle: Bundle) -> Bundle:
    """Return a bundle in which each text, with characters, is one document with a title of its own."""
    once = {coded.document.text_sha256: coded for coded in bundle.documents if coded.document.text.strip()}
    named = [
        replace(coded, document=replace(coded.document, title=f"Text {number}", source=f"text-{number}.txt"))
        for number, coded in enumerate(once.values())
    ]
    return replace(bundle, documents=named, **NOTHING)


@settings(max_examples=examples(60, usual=3), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    bundle=full_bundles().map(told_apart).filter(lambda bundle: bool(bundle.documents)),
    name=st.sampled_from(READABLE),
    book=st.sampled_from(BOOKS),
    given_out=st.sets(st.integers(0, 2), min_size=1),
    back=st.sets(st.integers(0, 2), max_size=1),
)
def test_exactly_the_coders_codings_in_documents_given_to_them_come_in(
    bundle: Bundle, name: str, book: Codebook, given_out: set[int], back: set[int]
) -> None:
    with in_copy(bundle, book, given_out, back) as work:
        comes_in(work, written(bundle, work.copy.path.parent / "elsewhere", name))


@pytest.mark.parametrize("name", READABLE)
def test_each_format_comes_into_a_copy(name: str) -> None:
    bundle = replace(sample_bundle(), **NOTHING)
    with in_copy(bundle, CODEBOOK, {0, 1}, set()) as work:
        comes_in(work, written(bundle, work.copy.path.parent / "elsewhere", name))


def comes_in(work: CopiedWork, sources: list[ImportSource]) -> None:
    """Hold an import of files into a copy to what they say."""
    copy, reads = work.copy, [read_whole_of(source, work.copy) for source in sources]
    before, kept = tables(copy), others(copy)
    ahead = foresee(copy, sources)
    assert tables(copy) == before, "a look changes nothing"
    report = import_sources(copy, sources)
    assert not report.failed and (report.spans, report.left_out) == (ahead.spans, ahead.left_out)
    came, texts = work.own(copy), [coded.document for read in reads for coded in read.documents]
    same_text = {id for one in texts if (id := copy.documents.with_text(one.text_sha256))}
    wanted = set[Place]().union(*(expected(read, work) for read in reads))
    assert places([one for one in came if one.document in same_text]) == Counter(wanted)
    assert {one.document for one in came} <= work.given
    assert others(copy) == kept, "nothing else changes"
    assert all(row in tables(copy)["actors"] for row in before["actors"])
    in_files = sum(len(coded.spans) for read in reads for coded in read.documents)
    in_files += sum(sum(read.without_text.values()) for read in reads)
    assert in_files == report.spans + report.left_out, "each coding comes in, or is counted"
    again(work, *sources)
    if tables(copy) != before:
        after = tables(copy)
        copy.undo()
        assert tables(copy) == before, "undo restores all of it"
        copy.redo()
        assert tables(copy) == after
        reaches_the_lead(work)


def read_whole_of(source: ImportSource, copy: Project) -> Bundle:
    """Return what is in a file, its documents in a list."""
    read = read_source(source, "", copy)
    assert isinstance(read, Bundle)
    return replace(read, documents=list(read.documents))


def again(work: CopiedWork, *sources: ImportSource) -> None:
    """The same files once more bring nothing."""
    now = tables(work.copy)
    for is_update in (False, True):
        report = import_sources(work.copy, sources, is_update=is_update)
        assert report.spans == 0 and not report.updates and tables(work.copy) == now


def reaches_the_lead(work: CopiedWork) -> None:
    """What came in is handed in and taken in without complaint, as it stands in the copy."""
    came = work.hand_over()
    assert came.taken and came.plan is not None and not came.plan.refused, came.sentences
    assert work.own(work.lead) == work.own(work.copy)
    ids = [span.id for span in work.own(work.copy)]
    assert links_of(work.lead, ids) == links_of(work.copy, ids)
    assert work.lead.check() == [] and work.copy.check() == []
    assert conflicts.listed(work.lead) == [] and conflicts.listed(work.copy) == []


def links_of(project: Project, spans: list[Any]) -> list[Any]:
    return sorted(project.links.of_spans(spans), key=lambda link: link.id)


TEXTS = (
    ("First", "France urged China to talk at once. It warned of force, and all sides welcomed the pact.\n"),
    ("Second", "It warned of force at once, since nobody had come to talk.\n"),
    ("Third", "All sides welcomed the pact; France urged nothing.\n"),
)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[CopiedWork]:
    made = work_of(tmp_path, TEXTS, CODEBOOK, {0, 1}, {1})
    yield made
    made.close()


def table(work: CopiedWork, *rows: str) -> ImportSource:
    file = work.copy.path.parent / "codings.csv"
    file.write_text("\n".join(["document,coder,label,quote", *rows]) + "\n", "utf-8")
    return ImportSource(file)


def said(report: ImportReport) -> list[tuple[str, str, int]]:
    return sorted((one.why.value, one.name, one.count) for _, one in report.apart)


def test_quotes_and_titles_do_and_what_lies_outside_is_listed_by_name_and_count(work: CopiedWork) -> None:
    report = import_sources(
        work.copy,
        [
            table(
                work,
                "First,Ana Souza,Appeal,urged China",
                "First,Ana Souza,Menace,force",
                "First,Ben Ötker,Appeal,France",
                "Second,Ana Souza,Warning,warned of force",
                "Third,Ana Souza,Appeal,France",
                "Third,Ana Souza,Appeal,pact",
            )
        ],
    )
    assert [(span.label, span.quote) for span in work.own(work.copy)] == [("appeal", "urged China")]
    assert said(report) == [
        ("document not given", "Second", 1),  # it was taken back
        ("document not here", "Third", 2),
        ("no such label", "Menace", 1),
        ("of others", "Ben Ötker", 1),
    ]
    assert report.summary() == "Imported 1 span; 5 codings were left out."
    assert "codings.csv: 1 coding is left out, since its document was not given to Ana Souza: “Second” (1)." in [
        line.words for line in report.lines()
    ]


def test_another_reading_is_found_by_its_title_and_codings_by_their_words(work: CopiedWork) -> None:
    text = TEXTS[0][1].replace("France urged", "France\nurged").replace("the pact", "the old pact")
    coded = document("x", "First", text)
    spans = [
        span(f"s-{number}", coded, "appeal", (text.index(quote), text.index(quote) + len(quote)), layer=ANAS)
        for number, quote in enumerate(("France\nurged China", "warned of force", "old"))
    ]
    bundle = replace(sample_bundle(), documents=[CodedDocument(coded, tuple(spans))], **NOTHING)
    (source,) = written(bundle, work.copy.path.parent / "elsewhere", "label-studio")
    report = import_sources(work.copy, [source])
    assert sorted(one.quote for one in work.own(work.copy)) == ["France urged China", "warned of force"]
    assert said(report) == [("moved to its words", "First", 2), ("no place in the text", "First", 1)]
    again(work, source)


def test_a_file_that_was_changed_is_an_update_of_what_came_from_it_alone(work: CopiedWork) -> None:
    (info,) = [info for info in work.copy.documents.all() if info.id in work.given]
    (layer,) = work.copy.layers.of_coder(work.ana)
    by_hand = annotate.add_span(work.copy, info.id, layer.id, [(0, 6)], "actor")
    text = document("x", "First", TEXTS[0][1])

    def delivered(*said: tuple[str, int, int]) -> ImportSource:
        spans = tuple(span(id, text, "appeal", (start, stop), layer=ANAS) for id, start, stop in said)
        bundle = replace(sample_bundle(), documents=[CodedDocument(text, spans)], **NOTHING)
        (source,) = written(bundle, work.copy.path.parent / "elsewhere", "label-studio")
        return source

    import_sources(work.copy, [delivered(("a", 7, 12), ("b", 13, 18))], is_update=True)
    assert {one.quote for one in work.own(work.copy) if one.id != by_hand.id} == {"urged", "China"}
    ahead = foresee(work.copy, [delivered(("a", 7, 18))])
    assert [(len(one.changed), len(one.new)) for one in ahead.updates] == [(1, 0)]
    import_sources(work.copy, [delivered(("a", 7, 18))], is_update=True)
    assert "urged China" in {one.quote for one in work.own(work.copy)}
    assert by_hand in work.own(work.copy)
    reaches_the_lead(work)


def test_the_copys_own_export_brings_nothing_back_but_what_was_deleted_since(work: CopiedWork) -> None:
    import_sources(work.copy, [table(work, "First,Ana Souza,Appeal,urged", "First,Ana Souza,Actor,France")])
    exporting.export(work.copy, out := work.copy.path.parent / "own.jsonl", layer=ANA, names=True)
    before = work.own(work.copy)
    again(work, ImportSource(out))
    annotate.remove_spans(work.copy, [before[0].id])
    assert import_sources(work.copy, [ImportSource(out)], is_update=True).spans == 1
    assert work.own(work.copy) == before
    reaches_the_lead(work)


def test_a_whole_project_gives_a_copy_no_more_than_its_coders_codings(work: CopiedWork, tmp_path: Path) -> None:
    kept = others(work.copy)
    exporting.export(work.lead, out := tmp_path / "all.jsonl", layer="all", names=True)
    report = import_sources(work.copy, [ImportSource(out)])
    assert others(work.copy) == kept and not report.spans
    full = replace(sample_bundle(), **whole(tuple(layer.id for layer in sample_bundle().layers)))
    report = import_sources(work.copy, written(full, tmp_path / "full", "jsonl"))
    assert others(work.copy) == kept
    assert {"memo", "decision", "remark", "kept search"} <= {one.name for _, one in report.apart if one.why is Why.REST}


def test_texts_and_other_peoples_work_are_refused_with_a_sentence(work: CopiedWork, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("France urged China.")
    before = tables(work.copy)
    report = import_sources(work.copy, [ImportSource(tmp_path / "text.txt")])
    assert report.failed == [
        "text.txt: this is a text, and adding documents is for whoever leads, in the project itself: this is a copy "
        "for Ana Souza."
    ]
    source = table(work, "First,Ben Ötker,Appeal,France")
    (failed,) = import_sources(work.copy, [source], BEN).failed
    assert "This is a copy for Ana Souza" in failed
    with pytest.raises(NotAllowed, match="Nothing was imported, since something would be left out or moved"):
        import_sources(work.copy, [source], strict=True)
    assert tables(work.copy) == before


def test_what_the_lead_imports_outside_of_what_was_given_out_is_said_and_comes_in(work: CopiedWork) -> None:
    rows = ("First,Ana Souza,Appeal,France", "Third,Ana Souza,Appeal,pact", "Third,Ben Ötker,Appeal,pact")
    ahead = look_ahead(work.lead, [table(work, *rows)])
    assert ahead is not None and said(ahead) == [("outside of what was given out", "Third", 1)]
    report = import_sources(work.lead, [table(work, *rows)])
    assert report.summary() == "Imported 0 documents and 3 spans; 1 coding lies outside of what was given out."
    assert "codings.csv: 1 coding of Ana Souza lies outside of what Ana Souza was given: “Third” (1)." in [
        line.words for line in report.lines()
    ]
    assert report.spans == 3


def test_where_nothing_was_given_out_nothing_lies_outside(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.annot", CODEBOOK) as project:
        documents.add_drafts(project, [DocumentDraft(*one) for one in TEXTS])
        people.add_coder(project, ANA)
        (tmp_path / "c.csv").write_text(f"document,coder,label,quote\nFirst,{ANA},Appeal,France\n", "utf-8")
        report = import_sources(project, [ImportSource(tmp_path / "c.csv")])
        assert report.spans == 1 and not report.apart


def test_two_coders_take_the_same_file_that_names_nobody_and_both_reach_the_lead(tmp_path: Path) -> None:
    team = make_team_of_copies(tmp_path)
    file = tmp_path / "nobodys.csv"
    file.write_text("document,label,quote\nText 1,Appeal,urged\nText 1,Actor,France\nText 2,Actor,force\n", "utf-8")
    for name in ("Ana", "Ben"):
        with Project.open(team.copies[name], team.people[name]) as copy:
            assert import_sources(copy, [ImportSource(file)]).spans == (3 if name == "Ana" else 2)
    for came in team.take(team.hand_in("Ana"), team.hand_in("Ben")):
        assert came.taken and came.plan is not None and not came.plan.refused
    project = team.project
    counts = {layer.name: project.spans.count_in_layers([layer.id]) for layer in project.layers.all()}
    assert (counts["Ana"], counts["Ben"]) == (3, 2)
    assert project.check() == [] and conflicts.listed(project) == []
    project.close()
