"""What belongs together: near-duplicates, versions, one value in a field; by others too, and whatever was said."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.operations.documents import documents, duplicates
from annotator.operations.exchange import importing
from annotator.operations.exchange.belonging import belonging, check_fields
from annotator.operations.exchange.finding import sources_in
from annotator.store.project import Project
from tests.shared_data import shared

TWIN = "The parties met and agreed on a text that all of them had seen before the meeting was held. " * 6


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "talks.annot", Codebook()) as made:
        drafts = [
            DocumentDraft("Twin", TWIN, {"language": "en", "tags": ["a", "b"]}),
            DocumentDraft("Twin again", TWIN + "Then they left.", {"symbol": "A/1", "language": "en"}),
            DocumentDraft("Jumeau", "Les parties se sont mises d'accord.", {"symbol": "A/1", "Tags": "b"}),
            DocumentDraft("Talk", "Something else was said by others.", {"tags": ["c"]}),
            DocumentDraft("Blank", ""),
            DocumentDraft("Blank too", "\n"),
        ]
        documents.add_drafts(made, drafts)
        yield made


def test_documents_hang_together_by_texts_fields_and_names_and_by_each_other(project: Project) -> None:
    ids = {info.title: info.id for info in project.documents.all()}
    found = belonging(project, ())
    assert [set(group) for group in found.near] == [{ids["Twin"], ids["Twin again"]}]
    assert [set(group) for group in found.versions] == [{ids["Twin again"], ids["Jumeau"]}]
    assert found.largest(set(ids.values())) == 3 and found.unclear == ()
    assert found.largest({ids["Twin"], ids["Talk"]}) == 1
    assert [said.split(" stayed")[0] for said in found.said()] == ["2 documents in 1 group"] * 2
    by_tag = belonging(project, ("TAGS",))
    assert [set(group) for group in by_tag.valued] == [{ids["Twin"], ids["Jumeau"]}]


def test_what_was_said_to_be_two_is_near_all_the_same(project: Project) -> None:
    twin, again = (info.id for info in project.documents.all()[:2])
    duplicates.keep_apart(project, twin, again)
    assert [set(group) for group in belonging(project, ()).near] == [{twin, again}]


def test_a_field_that_no_document_has_is_named_with_those_that_are_there(project: Project) -> None:
    check_fields(project, ("tags", "Symbol"))
    with pytest.raises(NotAllowed, match="field “country”; there are Tags, language, symbol and tags"):
        check_fields(project, ("tags", "country"))


def test_names_of_which_nobody_can_tell_are_said(project: Project) -> None:
    drafts = [
        DocumentDraft("Note", f"{word} {word} said.", {"language": code})
        for word, code in (("One", "en"), ("Two", "en"), ("Trois", "fr"))
    ]
    documents.add_drafts(project, drafts)
    found = belonging(project, ())
    assert found.unclear == ("note",) and "“note”" in list(found.said())[-1]


def test_records_of_meetings_in_six_languages_hang_together_one_by_one(tmp_path: Path) -> None:
    folders = [shared("corpora/un-six-lang"), shared("corpora/un-charter")]
    with Project.create(tmp_path / "six.annot", Codebook()) as made:
        importing.import_sources(made, sources_in(folders))
        found = belonging(made, ())
        sources = {info.id: info.source for info in made.documents.all()}
    called = [{re.sub("(raw_un_charter)_.*", r"\1", sources[id]) for id in group} for group in found.versions]
    assert sorted(map(len, found.versions)) == [6] * 21 and all(len(names) == 1 for names in called)
