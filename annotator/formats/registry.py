"""The formats of this program: one list that the command line, the dialogs and the tests read."""

from pathlib import Path

from annotator.formats.brat import brat
from annotator.formats.conll import conll
from annotator.formats.dataset import dataset
from annotator.formats.dna import dna
from annotator.formats.doccano import doccano
from annotator.formats.format import Format
from annotator.formats.hugging_face import hugging_face
from annotator.formats.jsonl import jsonl
from annotator.formats.label_studio import label_studio
from annotator.formats.prodigy import prodigy
from annotator.formats.pubannotation import pubannotation
from annotator.formats.qualcoder import qualcoder
from annotator.formats.refi import refi
from annotator.formats.reviewer_page import reviewer_page
from annotator.formats.spacy import spacy
from annotator.formats.tables import csv_spans, dyad_years, dyads, parquet_spans, xlsx
from annotator.formats.taguette import taguette
from annotator.formats.tei import tei
from annotator.formats.uima import cas_json, webanno, xmi
from annotator.formats.web_annotation import web_annotation
from annotator.model.errors import NotFound
from annotator.readers.foreign.look import FileLook

FORMATS: tuple[Format, ...] = (
    jsonl.FORMAT,
    dataset.FORMAT,
    reviewer_page.FORMAT,
    brat.FORMAT,
    conll.FORMAT,
    csv_spans.FORMAT,
    xlsx.FORMAT,
    parquet_spans.FORMAT,
    dyads.FORMAT,
    dyad_years.FORMAT,
    label_studio.FORMAT,
    refi.FORMAT,
    doccano.FORMAT,
    prodigy.FORMAT,
    pubannotation.FORMAT,
    web_annotation.FORMAT,
    spacy.FORMAT,
    tei.FORMAT,
    qualcoder.FORMAT,
    taguette.FORMAT,
    dna.FORMAT,
    webanno.FORMAT,
    xmi.FORMAT,
    cas_json.FORMAT,
    hugging_face.FORMAT,
)
"""The first one is what an export is written in unless another is named."""


def format_named(name: str) -> Format:
    """Return the format with this name; raises `NotFound` with the names there are."""
    for found in FORMATS:
        if found.name == name.lower():
            return found
    names = ", ".join(found.name for found in FORMATS)
    raise NotFound(f"There is no format “{name}”; the formats are {names}.")


def format_for(path: Path) -> Format | None:
    """Return the format in which a file or folder holds annotations, None where it is in no known one."""
    look: FileLook | None = FileLook.at(path)
    while look is not None:
        for found in FORMATS:
            if found.sniff(path, look):
                return found
        look = look.further
    return None
