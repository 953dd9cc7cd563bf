"""What the header says follows the page: the word of a workspace is lit, and the desk says who does what there."""

from pathlib import Path

from annotator.ui.commands.commands import CommandScope
from annotator.ui.window.header_wiring import called
from tests.ui.windows import Stage, make_project


def test_the_header_says_where_one_is_and_who_is_there_until_the_project_is_closed(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "small.annot", coders=["Lea"]), "Lea")
    window, header = stage.window, stage.window.header
    assert called(window.session) == "small" == header.project.text()
    for place in (CommandScope.DOCUMENTS, CommandScope.CODEBOOK, CommandScope.HISTORY, CommandScope.CODE):
        window.page.show_place(place)
        assert window.place is place
        (lit,) = (one for one in header.places.buttons if one.isChecked())
        assert place in lit.views and "Lea" in header.desk.accessibleName() + header.desk.accessibleDescription()
    window.projects.close()
    window.heading.show_desk()
    assert header.project.text() == "Annotator" and not header.places.isVisibleTo(header)
