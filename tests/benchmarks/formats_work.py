"""A million spans in a flat format: `python -m tests.benchmarks.formats_work written|read csv FOLDER`, each a process.

Prints microseconds of CPU a span, those of the least that it could cost, which is plain `csv` or `json` over the same
rows, and the memory that it took in MB. The documents are made while they are written, so that what is measured is the
format; the time to make them is taken off. What is read is what was written into the same folder.
"""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId, LabelId, LayerId
from tests.benchmarks.peak import peak
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


def rows(of: Bundle) -> Iterator[tuple[object, ...]]:
    """Yield what no table of spans could do without."""
    for coded in of.documents:
        for span in coded.spans:
            start, stop = span.extents[0]
            yield (span.document, coded.document.title, span.id, span.layer, span.label, start, stop, span.quote)


def least(of: Bundle, folder: Path) -> None:
    """Write the rows as plain CSV."""
    with (folder / "least.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(of))


def least_json(of: Bundle, folder: Path) -> None:
    """Write the rows as plain JSON, a line each."""
    with (folder / "least.json").open("w", encoding="utf-8") as file:
        for row in rows(of):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def least_read(of: Bundle, folder: Path) -> None:
    """Read these lines."""
    with (folder / "least.json").open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)


def made(of: Bundle, folder: Path) -> None:
    """Make the documents and do nothing with them."""
    for _ in of.documents:
        pass


def seconds(work: Callable[[Bundle, Path], object], of: Bundle, folder: Path) -> float:
    """Return the CPU time of this process that a piece of work takes."""
    begun = time.process_time()
    work(of, folder)
    return time.process_time() - begun


def main(way: str, name: str, place: str) -> None:
    """Measure one format in one direction."""
    form, folder = format_named(name), Path(place)
    out = folder / f"out{form.extensions[0]}"
    if way == "written":
        of = bundle()
        making = seconds(made, of, folder)
        spent = seconds(lambda of, _: write(form, of, out, WriteOptions(agreement=None)), of, folder) - making
        memory = peak()
        floor = seconds(least_json if "json" in form.extensions[0] else least, replace(of), folder) - making
        least_json(of, folder)  # for whoever reads
    else:
        spent = seconds(lambda *_: _gone_through(name, out), Bundle(Codebook(), ()), folder)
        memory = peak()
        floor = seconds(least_read, Bundle(Codebook(), ()), folder)
    count = DOCUMENTS * SPANS_EACH / 1e6
    print(json.dumps([spent / count, floor / count, memory]))


def _gone_through(name: str, path: Path) -> None:
    reader = format_named(name).reader
    assert reader is not None
    assert sum(len(coded.spans) for coded in reader.read(path, ReadOptions()).documents) == DOCUMENTS * SPANS_EACH


if __name__ == "__main__":
    main(*sys.argv[1:])
