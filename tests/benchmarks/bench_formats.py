"""A million spans in each flat format: CPU time a span beside plain CSV or JSON in the same run, and memory."""

import json
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import Figure
from tests.benchmarks.size_load import DOCUMENTS, SPANS_EACH

WRITTEN = ("csv", "parquet", "jsonl", "conll", "doccano", "prodigy", "pubannotation", "spacy", "xlsx")
READ = ("csv", "jsonl", "doccano", "prodigy")
LOAD = f"{DOCUMENTS * SPANS_EACH // 1000}k_spans"


def figures() -> list[Figure]:
    """Return microseconds of CPU time a span and MB of each format, out and in."""
    return [figure for name in WRITTEN for figure in _of_format(name)]


def _of_format(name: str) -> list[Figure]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for way in ("written", *(["read"] if name in READ else [])):
            command = [sys.executable, "-m", "tests.benchmarks.formats_work", way, name, folder]
            each, floor, mb = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            found.append(Figure(f"formats.{name}_{way}_a_span", LOAD, each, "µs", floor))
            found.append(Figure(f"formats.{name}_{way}_memory", LOAD, mb, "MB", 0))
    return found
