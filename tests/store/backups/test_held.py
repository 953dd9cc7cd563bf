"""How much of what is missing a backup holds."""

from pathlib import Path

from annotator.store.backups.held import held
from tests.projects import make_desk


def test_rows_and_texts_are_counted_among_many_that_it_lacks(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    sha256 = desk.documents[0].text_sha256
    desk.project.close()
    others = [str(number) for number in range(1200)]
    assert held(desk.project.path, "spans", [*others, span.id]) == 1
    assert held(desk.project.path, "texts", [sha256, *others]) == 1
    assert held(desk.project.path, "spans", []) == 0
    assert held(tmp_path / "none.annot", "spans", others) == 0
