"""What others did, taken in: over plain SQLite inserting the same rows, in CPU time; and how large it is.

Of new codings and of the mix of `taking_load.py`: 100,000 acts of one coder, and two years of six (528,000 acts in 500
days each).
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.ids import CoderId
from annotator.model.verbs.team import TakeIn
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.chain.strands import new_name
from annotator.store.project import Project
from annotator.sync.delivery import IncomingStrand
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.load import make_text
from tests.benchmarks.taking_load import coding_in, delivery_of, lines_of, strand_of

ACTS = 100_000
DOCUMENTS = 1_000
CODERS, DAYS, A_DAY = 6, 500, 176
_TABLES = ("spans", "links", "assignments")
_TIMES = 3
"""So often is each done anew; the least counts, since what else the machine does only adds to it."""


def figures() -> list[Figure]:
    """Return the figures of taking in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_taken(folder, only_new=True), *_taken(folder, only_new=False), *_years(folder)]


def _project(path: Path, coders: int = 1) -> tuple[Project, list[tuple[CoderId, str]]]:
    """Return a project with its coders and the layer of each."""
    project = Project.create(path, default_codebook())
    lead, _ = people.add_coder(project, "Lea")
    found = [people.add_coder(project, f"Coder {number}") for number in range(1, coders + 1)]
    project.person = lead.id
    documents.add_drafts(project, [DocumentDraft(f"d{seed}", make_text(5_000, seed)) for seed in range(DOCUMENTS)])
    return project, [(coder.id, layer.id) for coder, layer in found]


def _cpu_ms(function: Callable[[], object]) -> float:
    begun = time.process_time()
    function()
    return (time.process_time() - begun) * 1000


def _taken(folder: Path, only_new: bool) -> Iterator[Figure]:
    """100,000 acts looked at, taken in and taken back."""
    load = "100k_new" if only_new else "100k_mixed"
    looked, taken, floors, undone = [], [], [], []
    for number in range(_TIMES):
        project, ((coder, layer),) = _project(folder / f"{load}_{number}.annot")
        coding, sitting = coding_in(project, coder, layer), new_name()
        lines = lines_of(coding, sitting, ACTS, 1_000, only_new)
        delivery = delivery_of(project, [strand_of(project.origin, coder, sitting, lines)], coder)
        looked.append(_cpu_ms(partial(project.taking.plan, delivery)))
        taken.append(_cpu_ms(partial(project.taking.take_in, delivery, TakeIn())))
        floors.append(_floor(folder / f"{load}_{number}.plain", project))
        undone.append(_cpu_ms(project.undo))
        project.close()
    yield Figure("taking.look", load, min(looked), "ms", min(floors))
    yield Figure("taking.in" if only_new else "taking.mixed", load, min(taken), "ms", min(floors))
    yield Figure("taking.undo", load, min(undone), "ms", min(floors))


def _floor(path: Path, project: Project) -> float:
    """Return what it costs SQLite to insert the rows alone, with their indexes."""
    run = project._connection.execute
    plain = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
        plain.execute(f"PRAGMA {setting}")
    rows = {}
    for table in _TABLES:
        for (sql,) in run(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type <> 'trigger' AND sql > ''", [table]
        ):
            plain.execute(sql)
        rows[table] = run(f"SELECT * FROM {table}").fetchall()

    def insert() -> None:
        plain.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            if some:
                plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(some[0]))})", some)
        plain.execute("COMMIT")

    spent = _cpu_ms(insert)
    plain.close()
    return spent


def _years(folder: Path) -> Iterator[Figure]:
    """Two years of six coders, each day a sitting, taken in once a week; and how the file opens then."""
    path = folder / "years.annot"
    project, coders = _project(path, CODERS)
    codings = [coding_in(project, coder, layer, seed) for seed, (coder, layer) in enumerate(coders)]
    empty = milliseconds(lambda: _open(path), 1)
    spent, clock = 0.0, 1_000
    for week in range(0, DAYS, 5):
        strands = list[IncomingStrand]()
        for day in range(week, week + 5):
            for coding in codings:
                sitting = new_name()
                lines = lines_of(coding, sitting, A_DAY, clock + day * A_DAY)
                strands.append(strand_of(project.origin, coding.coder, sitting, lines))
        spent += _cpu_ms(partial(project.taking.take_in, delivery_of(project, strands), TakeIn()))
    project.close()
    yield Figure("taking.years", "528k_acts", spent, "ms", 0)
    yield Figure("taking.years_file", "528k_acts", path.stat().st_size / 1e6, "MB", 0)
    yield Figure("taking.years_open", "528k_acts", milliseconds(lambda: _open(path)), "ms", empty)


def _open(path: Path) -> None:
    Project.open(path).close()
