"""Two programs that make a backup of one project at once; kills and full disks are in the other files here."""

import subprocess
import sys
from pathlib import Path

from annotator.store.backups.folder import files_in
from annotator.store.project import Project
from tests.torture import acts

BULK = """
import sys
from pathlib import Path
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store.backups.keeper import BackupKeeper
from annotator.store.project import Project
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
keeper = BackupKeeper(folder, 10**12, told=lambda sentence: print(sentence, file=sys.stderr, flush=True))
with Project.open(path) as project:
    project.backed_up_by(keeper)
    for number in range(2):
        documents.add_drafts(project, [DocumentDraft("new", f"{project.documents.count()} text")])
    keeper.finish()
"""


def test_two_programs_that_begin_the_day_at_once_leave_whole_backups_and_nothing_else(tmp_path: Path) -> None:
    path, folder = acts.new_file(tmp_path, count=10, times=1000), tmp_path / "backups"
    command = [sys.executable, "-c", BULK, str(path), str(folder)]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [running.communicate()[1] for running in both] == ["", ""]
    with Project.open(path) as project:
        assert project.documents.count() > 10
    counts = set()
    for file in files_in(folder):
        with Project.open(file.path) as backup:
            assert file.kept.is_verified and backup.check() == []
            counts.add(backup.documents.count())
    assert 10 in counts and [*folder.rglob(".*")] == []
