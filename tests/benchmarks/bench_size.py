"""What a large project costs: 10,000 documents with a million spans, each piece of work in a process of its own.

CPU time of user code, beside plain SQLite doing the least of it in the same run. `ANNOTATOR_DOCUMENTS` sets another
size.
"""

import json
import subprocess
import sys
import tempfile
from typing import NamedTuple

from tests.benchmarks.figures import Figure
from tests.benchmarks.size_load import DOCUMENTS, SPANS_EACH

LOAD = f"{DOCUMENTS // 1000}k_{DOCUMENTS * SPANS_EACH // 1000}k"


class _Done(NamedTuple):
    """Milliseconds of CPU, MB of memory, and a number of the work's own."""

    ms: float
    mb: float
    own: float


def _each_us(work: _Done, floor: _Done) -> tuple[float, str, float]:
    """Return the microseconds for each of what the work counted, their unit, and those of the floor."""
    return work.ms * 1000 / work.own, "µs", floor.ms * 1000 / work.own


def figures() -> list[Figure]:
    """Return the figures of a large project."""
    with tempfile.TemporaryDirectory() as folder:

        def run(work: str) -> _Done:
            command = [sys.executable, "-m", "tests.benchmarks.size_work", work, folder]
            seconds, mb, own = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            return _Done(seconds * 1000, mb, own)

        run("write_texts")
        texts, texts_floor = run("texts"), run("floor_texts")
        run("make")
        exported, export_floor = run("export"), run("floor_export")
        taken, taken_floor = run("take_in"), run("floor_spans")
        info, info_floor = run("info"), run("floor_info")
        checked, check_floor = run("check"), run("floor_check")
        undone, undo_floor = run("undo"), run("floor_undo")
        shrunk = run("compact")
        return [
            Figure("size.texts", LOAD, texts.ms, "ms", texts_floor.ms),
            Figure("size.texts_memory", LOAD, texts.mb, "MB", 0),
            Figure("size.spans", LOAD, taken.ms, "ms", taken_floor.ms),
            Figure("size.spans_memory", LOAD, taken.mb, "MB", 0),
            Figure("size.undo", LOAD, undone.ms, "ms", undo_floor.ms),
            Figure("size.undo_to_import", LOAD, undone.ms, "ms", taken.ms),
            Figure("size.undo_memory", LOAD, undone.mb, "MB", 0),
            Figure("size.export", LOAD, exported.ms, "ms", export_floor.ms),
            Figure("size.export_a_span", LOAD, *_each_us(exported, export_floor)),
            Figure("size.export_memory", LOAD, exported.mb, "MB", 0),
            Figure("size.info", LOAD, info.ms, "ms", info_floor.ms),
            Figure("size.check", LOAD, checked.ms, "ms", check_floor.ms),
            Figure("size.check_memory", LOAD, checked.mb, "MB", 0),
            Figure("size.file", LOAD, taken.own, "MB", taken_floor.own),
            Figure("size.file_compacted", LOAD, shrunk.own, "MB", taken_floor.own),
        ]
