"""The one list of what the folder holds besides its data: each file with its kind, what it is, and who makes it.

They are made in this order, once the data are written; each knows the files before it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.formats.dataset.citing import citation_cff, datacite
from annotator.formats.dataset.croissant import croissant
from annotator.formats.dataset.gathered import COMPLETE, GatheredDataset
from annotator.formats.dataset.prose import data_section
from annotator.formats.dataset.readme import readme
from annotator.formats.dataset.ro_crate import ro_crate
from annotator.formats.format import Piece
from annotator.formats.json_text import json_text
from annotator.formats.jsonl.study_summary import summary_of
from annotator.formats.last_export import SUMS
from annotator.reports.codebook_report import codebook_report
from annotator.reports.writing import render
from annotator.resources import resource

_JSON, _LINES, _MARKDOWN = "application/json", "application/jsonl", "text/markdown"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the folder. `make`: returns what stands in it; nothing where there is no such file."""

    name: str
    media_type: str
    about: str
    make: Callable[[GatheredDataset], str | bytes]


def _agreement(of: GatheredDataset) -> str:
    return json_text(summary_of(of.agreement), indent=2) + "\n" if of.agreement is not None else ""


def _agreement_in_full(of: GatheredDataset) -> str:
    return json_text(of.agreement, indent=2) + "\n" if of.in_full and of.agreement is not None else ""


def _readable(ending: str) -> Callable[[GatheredDataset], bytes]:
    def make(of: GatheredDataset) -> bytes:
        version = f"version {of.bundle.codebook_version}" if of.bundle.codebook_version else ""
        subtitle = ", ".join(filter(None, (of.title, version)))
        return render(codebook_report(of.bundle.codebook, subtitle, of.said.author_names), f"x{ending}")

    return make


_READABLE = (
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word document"),
    (".html", "text/html", "a web page"),
    (".tex", "application/x-tex", "LaTeX"),
    (".md", _MARKDOWN, "Markdown"),
)

ENTRIES: tuple[Entry, ...] = (
    Entry("codebook.json", _JSON, "The codebook: what each label means.", lambda of: of.bundle.codebook.to_json()),
    *(
        Entry(f"codebook{ending}", media_type, f"The codebook to be read, as {what}.", _readable(ending))
        for ending, media_type, what in _READABLE
    ),
    Entry("agreement.json", _JSON, "How far the coders agree: at once, by label, by pair.", _agreement),
    Entry("agreement-full.json", _JSON, "All figures of agreement, by part and document too.", _agreement_in_full),
    Entry("data-section.md", _MARKDOWN, "A paragraph for the section on data of a paper.", data_section),
    Entry("load.R", "text/x-r", "Reads the tables into R: its first lines say how.", lambda of: _script()),
    Entry("CITATION.cff", "application/yaml", "How the dataset is cited, for programs.", citation_cff),
    Entry("datacite.json", _JSON, "Metadata by which DataCite registers a DOI.", datacite),
    Entry("croissant.json", "application/ld+json", "Files, columns and making, as Croissant with RAI.", croissant),
    Entry(
        "ro-crate-metadata.json", "application/ld+json", "What is in the folder, as RO-Crate.", lambda of: _crate(of)
    ),
    Entry("README.md", _MARKDOWN, "This card.", lambda of: readme(of, lambda name: told(of, name))),
    Entry(SUMS, "text/plain", "Checksums of all files; “sha256sum -c SHA256SUMS” compares them.", lambda of: _sums(of)),
)


def entry_pieces(of: GatheredDataset) -> Iterator[Piece]:
    """Yield the files of the list, those that have something to say."""
    for entry in ENTRIES:
        content = entry.make(of)
        if isinstance(content, bytes) and content:
            yield of.files.bytes_piece(entry.name, content)
        elif isinstance(content, str) and content:
            yield of.files.piece(entry.name, content)


def told(of: GatheredDataset, name: str) -> tuple[str, str]:
    """Return what a file of the folder is: its media type, and a sentence."""
    found = next((one for one in ENTRIES if one.name == name), None)
    if found is not None:
        return found.media_type, found.about
    if (table := of.table_of(name)) is not None:
        return _LINES, table.about
    kept = COMPLETE.removesuffix(".jsonl")
    if name == COMPLETE:
        return _LINES, "All of it, a document a line: annotator reads it again."
    if name.startswith(f"{kept}.source_files/"):
        return "application/octet-stream", "The file that a document was read from."
    parts = {
        f"{kept}.codebook.json": "The codebook, likewise.",
        f"{kept}.project.json": "Layers, coders and actors, which its lines call by name.",
        f"{kept}.card.json": "Counts and checksums of these.",
        f"{kept}.memos.jsonl": "What was noted down on documents and along the way.",
        f"{kept}.earlier.jsonl": "Earlier versions of documents.",
    }
    return (_LINES if name.endswith(".jsonl") else _JSON), parts.get(name, "A part of it.")


def _script() -> bytes:
    return resource("dataset/load.R").read_bytes()


def _crate(of: GatheredDataset) -> str:
    return ro_crate(of, lambda name: told(of, name))


def _sums(of: GatheredDataset) -> str:
    """Return the checksums as `sha256sum` writes and compares them."""
    return "".join(f"{one['sha256']}  {one['name']}\n" for one in of.files.records())
