"""Releases, practice documents and results, a row for each."""

import sqlite3
from pathlib import Path

import pytest

from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.model.verbs.verb import Told
from tests.projects import TEXT, Desk, make_desk
from tests.store.older_files import TIME


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_releases_and_practice_documents_come_back_with_who_and_since_when(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Again."])
    one, two = sorted(document.id for document in desk.documents)
    released = [Release(one, TIME, desk.ana.id), Release(two, TIME)]
    practised = [PracticeDocument(one, TIME), PracticeDocument(two, TIME, desk.ana.id)]
    with desk.project.transact(Told(sentence="Release")):
        desk.project.releases.add(reversed(released))
        desk.project.practice_documents.add(reversed(practised))
    assert desk.project.releases.all() == released and desk.project.releases.of_document(two) == released[1]
    assert desk.project.practice_documents.all() == practised
    with desk.project.transact(Told(sentence="Take back")):
        desk.project.releases.delete([one])
    assert desk.project.releases.of_document(one) is None and desk.project.releases.all() == released[1:]


def test_a_document_is_released_once(desk: Desk) -> None:
    release = Release(desk.documents[0].id, TIME)
    with pytest.raises(sqlite3.IntegrityError), desk.project.transact(Told(sentence="Twice")):
        desk.project.releases.add([release, release])
    assert desk.project.releases.all() == []


def test_each_count_of_a_result_comes_back_in_its_own_place(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Again."])
    one, two = (document.id for document in desk.documents)
    results = [
        PracticeResult(desk.layer.id, one, Score(places=11, just_so=7, same=8, own=9, gold=10), TIME),
        PracticeResult(desk.layer.id, two, Score()),
    ]
    stored_results = desk.project.practice_results
    with desk.project.transact(Told(sentence="Mark")):
        stored_results.add(results)
    assert sorted(stored_results.all(), key=lambda result: -result.score.places) == results
    assert stored_results.get(desk.layer.id, one) == results[0] and stored_results.of_document(two) == results[1:]
    with desk.project.transact(Told(sentence="Remove")):
        stored_results.delete_of_document(one)
    assert stored_results.all() == results[1:] and stored_results.get(desk.layer.id, one) is None
