"""What came of a damaged project, and what did not, in sentences."""

from pathlib import Path

from annotator.operations.project.mending import rescue_into
from tests.projects import TEXT, make_desk
from tests.store.recovery.damage import PAGE

LONG = TEXT + " And so on." * 2000


def test_all_that_came_is_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Once more."])
    desk.code("urged China")
    desk.project.close()
    told: list[tuple[int, int, str]] = []
    mended = rescue_into(desk.project.path, tmp_path / "new.annot", lambda *how_far: told.append(how_far))
    assert (
        mended.came.startswith("2 of 2 documents, 1 of 1 codings") and "All 4 steps of the history came." in mended.came
    )
    assert (mended.missing, mended.problems) == ((), ())
    assert [done for done, *_ in told] == [0, 1, 2, 3]


def test_a_text_that_is_lost_is_named(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [LONG])
    desk.project.close()
    path = desk.project.path
    data = bytearray(path.read_bytes())
    at = data.rindex(b" And so on." * 30) // PAGE * PAGE
    data[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(data)
    mended = rescue_into(path, tmp_path / "new.annot")
    assert any(one.startswith("The text of “") and "is lost" in one for one in mended.missing)
    assert mended.problems == ()
