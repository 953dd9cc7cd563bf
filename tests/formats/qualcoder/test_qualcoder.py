"""A project of QualCoder is its folder, or the database in it; the files in it are none of their own."""

from pathlib import Path

from annotator.formats.registry import format_for
from annotator.operations.exchange.finding import sources_in
from tests.formats.contract import OnlyReadContract
from tests.formats.qualcoder.test_reading import project


class TestQualCoder(OnlyReadContract):
    name = "qualcoder"

    def sample(self, folder: Path) -> Path:
        return project(folder)


def test_the_files_of_a_project_are_no_documents_of_their_own(tmp_path: Path) -> None:
    path = project(tmp_path / "given")
    (path / "documents").mkdir()
    (path / "documents" / "one.txt").write_text("as it was before it was imported there")
    (tmp_path / "given" / "beside.txt").write_text("a text beside it")
    found = {source.path.name for source in sources_in([tmp_path / "given"])}
    assert found == {path.name, "beside.txt"}
    assert format_for(path / "data.qda") is format_for(path)
    assert format_for(tmp_path / "given" / "beside.txt") is None


def test_a_database_that_was_taken_out_of_its_folder_is_read_too(tmp_path: Path) -> None:
    path = project(tmp_path) / "data.qda"
    alone = path.rename(tmp_path / "alone.qda")
    bundle = TestQualCoder().read(alone)
    assert bundle.name == "alone" and len(list(bundle.documents)) == 2
