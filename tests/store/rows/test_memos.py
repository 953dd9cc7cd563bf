"""The rows of memos."""

from pathlib import Path

from annotator.model.ids import MemoId
from annotator.model.memo import Memo
from annotator.model.verbs.verb import Told
from tests.projects import make_desk


def test_memos_come_back_in_the_order_in_which_they_were_written_and_are_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, author, on = desk.project, desk.ana.id, desk.project.documents.all()[0].id
    made = [
        Memo(MemoId("b"), on, author, "第一", "مرحبا\n🕊", "2026-01-01", "2026-01-03"),
        Memo(MemoId("a"), None, None, "", "Of the whole", "2026-01-02", "2026-01-02"),
        Memo(MemoId("c"), on, None, "", "", "2026-01-02", "2026-01-02"),
    ]
    with project.transact(Told(sentence="Memos")):
        project.memos.add(reversed(made))
    assert project.memos.all() == made and project.memos.of_document(on) == [made[0], made[2]]
    assert project.memos.get("a") == made[1] and project.memos.get("gone") is None
    assert project.memos.counts() == {(on, author): 1, (None, None): 1, (on, None): 1}
    changed = Memo(MemoId("a"), None, None, "Title", "Other", "2026-01-02", "2026-02-02")
    with project.transact(Told(sentence="Change")):
        project.memos.put(changed)
    assert project.memos.get("a") == changed
