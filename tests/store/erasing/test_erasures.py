"""An open project tells what would be erased, and what was; it is asked and nothing is written."""

from pathlib import Path

import pytest

from annotator.store.backups.choice import BackupChoice
from annotator.store.erasing.erasing import erase
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, make_desk
from tests.store.erasing.erased import SECRET


@pytest.mark.parametrize("secret", [0, 1])
def test_what_is_found_before_is_what_is_told_as_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: int
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    texts = [TEXT, SECRET][:: -1 if secret == 0 else 1]
    desk = make_desk(tmp_path, texts)
    project, document = desk.project, desk.documents[secret].id
    span, step = desk.code("asked", document=secret), project.journal.latest()
    other = desk.code("urged China", document=1 - secret)
    wanted, before = ToErase(frozenset([document])), content_of(project)
    found = project.erasures.find(wanted)
    assert found.rows["documents"] == {document} and span.id in found.rows["spans"]
    assert other.id not in found.rows["spans"] and project.erasures.traces(["🕊"])["text"]
    assert project.erasures.said() == [] and project.erasures.of_documents() == []
    assert not project.erasures.has_taken_from(step) and content_of(project) == before
    project.close()
    erase(project.path, wanted, desk.ana.id, BackupChoice(), lambda done, total, text: None)
    with Project.open(project.path) as after:
        assert len(after.erasures.said()) == 1 and after.erasures.of_documents() == [document]
        assert after.erasures.has_taken_from(step) and not after.erasures.has_taken_from(step + 1)
        assert after.erasures.of_documents(after.journal.latest()) == []
