"""How much memory the reader takes, measured in a process of its own: resident pages, not what Python counts.

Run as `python -m tests.benchmarks.memory LOAD`; prints three numbers in MB: what the reader takes over the text and
the spans when it has been opened and after browsing, and what a QPlainTextEdit takes over the text when opened.
"""

import gc
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.model.span import Span
from annotator.model.text import TextIndex
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.view import ReaderView
from tests.benchmarks.load import LOADS, make_spans


def measured(load: str) -> tuple[float, float, float]:
    """Return (opened, browsed, plain) in MB, each over the text and the spans."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", load]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    opened, browsed, plain = (float(part) for part in answer.split())
    return opened, browsed, plain


def resident() -> float:
    """Return the resident memory of this process in MB; elsewhere than on Linux the most that it ever was."""
    gc.collect()
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _main(load: str) -> None:
    app = QApplication([])
    _warm(app)
    text, count = LOADS[load]()
    spans = make_spans(text, count, "d")
    plain = QPlainTextEdit()
    before = resident()
    plain_opened = _grown(before, partial(_show_plain, app, plain, text))
    plain.close()
    plain.deleteLater()
    reader = ReaderView()
    before = resident()
    opened = _grown(before, lambda: _show(app, reader, text, spans))
    browsed = _grown(before, lambda: _browse(app, reader))
    print(opened, browsed, plain_opened, flush=True)
    # Taking the widgets apart would take longer than measuring them.
    os._exit(0)


def _grown(before: float, work: Callable[[], object]) -> float:
    work()
    return resident() - before


def _warm(app: QApplication) -> None:
    """Load the fonts and the code that any text needs."""
    view = ReaderView()
    view.resize(1400, 900)
    view.show()
    view.set_document(TextIndex("Warm بيان 呼吁 שלום 🕊 élan"))
    app.processEvents()
    view.close()


def _show_plain(app: QApplication, plain: QPlainTextEdit, text: str) -> None:
    plain.resize(1400, 900)
    plain.setPlainText(text)
    plain.show()
    app.processEvents()


def _show(app: QApplication, reader: ReaderView, text: str, spans: list[Span]) -> None:
    reader.resize(1400, 900)
    reader.set_document(TextIndex(text))
    reader.set_marks([Mark(span.id, span.label, span.label, span.extents, span.doubt) for span in spans])
    reader.show()
    app.processEvents()


def _browse(app: QApplication, reader: ReaderView) -> None:
    rng, bar = random.Random(3), reader.verticalScrollBar()
    for _ in range(150):
        bar.setValue(rng.randrange(max(1, bar.maximum())))
        reader.viewport().repaint()
    for _ in range(400):
        reader.board.scroll(60)
        reader.viewport().repaint()
    for width in (1300, 1200, 1000, 900, 1100, 1400):
        reader.resize(width, 900)
        reader.viewport().repaint()
    app.processEvents()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _main(sys.argv[1])
