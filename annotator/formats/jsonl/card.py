"""The dataset card beside our JSONL: what a data user asks first, counted while the lines are written."""

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Protocol

from annotator import __version__
from annotator.formats.format import Piece
from annotator.formats.jsonl.records import SCHEMA_VERSION
from annotator.formats.staging import utf8
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.ids import CoderId, LayerId

Record = dict[str, Any]


class Called(Protocol):
    """How the lines call layers and coders."""

    coders: Mapping[CoderId, str]

    def layer(self, layer: LayerId) -> str:
        """Return the name of a layer."""

    def coder_of(self, layer: LayerId) -> str | None:
        """Return the pseudonym of a layer's coder."""


class WrittenFiles:
    """How long the files are that were written, and their checksums, for the card."""

    def __init__(self) -> None:
        self._bytes: Counter[str] = Counter()
        self._sums: dict[str, Any] = {}

    def piece(self, file: str, text: str) -> Piece:
        """Return the next piece of a file."""
        return self.bytes_piece(file, utf8(text, file))

    def bytes_piece(self, file: str, data: bytes) -> Piece:
        """Return the next piece of a file that is no text."""
        self._bytes[file] += len(data)
        self._sums.setdefault(file, sha256()).update(data)
        return Piece(data, file)

    def records(self) -> list[Record]:
        """Return the files so far."""
        return [
            {"name": name, "bytes": self._bytes[name], "sha256": total.hexdigest()}
            for name, total in self._sums.items()
        ]


class CardCount:
    """What the card counts, summed up document by document."""

    def __init__(self, bundle: Bundle) -> None:
        self.documents = self.characters = self.links = self.decisions = 0
        self.labels = Counter({label.id: 0 for label in bundle.codebook.labels})
        self.layers: Counter[LayerId] = Counter()
        self.layer_documents: Counter[LayerId] = Counter()

    def add(self, coded: CodedDocument) -> None:
        """Count a document."""
        self.documents += 1
        self.characters += len(coded.document.text)
        self.links += len(coded.links)
        self.decisions += len(coded.decisions)
        layers = [span.layer for span in coded.spans]
        self.labels.update([span.label for span in coded.spans])
        self.layers.update(layers)
        self.layer_documents.update(set(layers))


def card_record(bundle: Bundle, names: Called, count: CardCount, licence: str, files: WrittenFiles) -> Record:
    """Return the card; `names`: how the lines call layers and coders."""
    kinds = {layer.id: layer.kind for layer in bundle.layers}
    return {
        "name": bundle.name,
        "licence": licence,
        "program": {"name": "annotator", "version": __version__, "schema_version": SCHEMA_VERSION},
        "codebook_version": bundle.codebook_version,
        "open_conflicts": bundle.open_conflicts,
        "counts": {
            "documents": count.documents,
            "characters": count.characters,
            "spans": count.labels.total(),
            "links": count.links,
            "decisions": count.decisions,
            "actors": len(bundle.actors),
            "spans_by_label": dict(count.labels),
            "layers": [
                {
                    "layer": names.layer(layer),
                    "kind": kinds.get(layer, LayerKind.CODER).value,
                    "coder": names.coder_of(layer),
                    "documents": count.layer_documents[layer],
                    "spans": spans,
                }
                for layer, spans in sorted(count.layers.items(), key=lambda pair: names.layer(pair[0]))
            ],
        },
        "coders": sorted(names.coders.values()),
        "files": files.records(),
    }
