"""A million spans in each flat format: CPU time a span beside plain CSV or JSON in the same run, and memory.

Five are over 10 µs. Where their time goes, with 50,000 spans on a machine on which reading plain JSON takes 1.6 µs a
span, in µs a span:

- our CSV read, 16.6: a file is gone through twice, so that no document is held, and `csv` alone takes 2.1 each time;
  3.1 are the spans themselves. The rest is ours: 25 cells of a row by their names, and its place held against its text.
- doccano read, 15.7: twice too. The first time pydantic's JSON parser and what it does not check (keys that stand
  twice, numbers that are too large) take 3.0, the second time the parser alone 1.3; 3.1 are the spans.
- Prodigy read, 18.7: likewise, 3.5 and 2.2.
- DocBin written, 22.4: what it costs hangs on the words, of which there are ten to a span here. Cutting a text into
  them takes 7.0, zlib at its quickest 2.8; each word that is new is hashed, and packed at the end.
- Excel written, 16.1: a row is 1 kB of XML, for which zlib at its quickest takes 3.8, and has five cells (id, start,
  stop, extents, words) that no other row has, so that they are made each time.
"""

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
