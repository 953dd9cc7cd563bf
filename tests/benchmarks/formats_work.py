"""A million spans written in a flat format, in a process of its own: `python -m tests.benchmarks.formats_work csv`.

Prints microseconds of CPU a span, those of the least that writing could cost, and the memory that it took in MB. The
documents are made while they are written, so that what is measured is the format; the time to make them is taken off.
"""

import csv
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.formats.format import WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, LabelId, LayerId
from tests.benchmarks.size_load import DOCUMENTS, SPANS_EACH, drafts, spans

LAYER = "0190a1c4-7a00-7000-8000-000000000001"


class _Made:
    """The documents, made anew each time that they are gone through."""

    def __iter__(self) -> Iterator[CodedDocument]:
        for number, draft in enumerate(drafts()):
            id = DocumentId(f"0190a1c4-7a00-7000-8000-{number:012x}")
            of = Document(id, draft.title, draft.text, sha256_of(draft.text), {"date": "2023-04-06"}, "x.txt", number)
            yield CodedDocument(of, tuple(spans(id, draft.text, (LAYER,), "version-1", number)))


def bundle() -> Bundle:
    """Return the bundle."""
    first = next(iter(_Made()))
    labels = sorted({span.label for span in first.spans} | {LabelId(f"label-{n}") for n in range(3)})
    made = Codebook(labels=tuple(Label(id=LabelId(label), name=label.title()) for label in labels))
    layer = Layer(id=LayerId(LAYER), name="Gold", kind=LayerKind.GOLD)
    return Bundle(made, _Made(), layers=(layer,), metadata_fields=("date",))


def least(of: Bundle, folder: Path) -> None:
    """Write what no table of spans could do without, as plain CSV."""
    with (folder / "least.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        for coded in of.documents:
            title = coded.document.title
            for span in coded.spans:
                start, stop = span.extents[0]
                lines.writerow((span.document, title, span.id, span.layer, span.label, start, stop, span.quote))


def made(of: Bundle, folder: Path) -> None:
    """Make the documents and do nothing with them."""
    for _ in of.documents:
        pass


def seconds(work: Callable[[Bundle, Path], object], of: Bundle, folder: Path) -> float:
    """Return the CPU time of this process that a piece of work takes."""
    begun = time.process_time()
    work(of, folder)
    return time.process_time() - begun


def main(name: str) -> None:
    """Measure one format."""
    of, form = bundle(), format_named(name)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        out = folder / "".join(["out", *form.extensions[:1]])
        making = seconds(made, of, folder)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        writing = seconds(lambda of, folder: write(form, of, out, WriteOptions(agreement=None)), of, folder)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        floor = seconds(least, replace(of), folder)
    count = DOCUMENTS * SPANS_EACH / 1e6
    print(json.dumps([(writing - making) / count, (floor - making) / count, memory / 1e3, (memory - before) / 1e3]))


if __name__ == "__main__":
    main(sys.argv[1])
