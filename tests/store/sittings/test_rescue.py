"""Where a rescue file is written, and what is none."""

from pathlib import Path

import pytest

from annotator.model.errors import BadFile, FileGone
from annotator.operations.exchange import exchange
from annotator.store.sittings import rescue
from tests.projects import Desk, make_desk


def test_beside_a_folder_that_is_gone_the_rescue_file_stands_with_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data" / "annotator"))
    (tmp_path / "work").mkdir()
    desk = make_desk(tmp_path / "work")
    desk.code("urged China")
    desk.code("urged China", "warning")
    (tmp_path / "work").rename(tmp_path / "elsewhere")
    with pytest.raises(FileGone) as told:
        desk.code("undertook", "commitment")
    assert Path(told.value.rescue).parent == tmp_path / "data" / "annotator"
    assert len(rescue.read(Path(told.value.rescue)).steps) == 2


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"annotator_rescue": 2}', "text", "HEAD\n{}", "HEAD\n[1]"])
def test_what_is_no_rescue_file_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / f"x{rescue.SUFFIX}"
    path.write_text(content.replace("HEAD", '{"annotator_rescue": 1, "project": "p", "missing": 0}'))
    with pytest.raises(BadFile):
        rescue.read(path)
    desk: Desk = make_desk(tmp_path)
    assert len(exchange.import_sources(desk.project, [exchange.ImportSource(path)]).failed) == 1
