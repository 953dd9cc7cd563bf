"""A codebook as a file of REFI-QDA (.qdc)."""

from annotator.formats.refi.code_markup import codebook_markup
from annotator.formats.refi.writing_names import ORIGIN
from annotator.model.codebook import Codebook
from annotator.model.errors import BadCodebook

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_HEAD = (
    ("xmlns", _NAMESPACE),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xsi:schemaLocation", f"{_NAMESPACE} http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"),
    ("origin", ORIGIN),
)


def written(codebook: Codebook) -> bytes:
    """Return the file; raises `BadCodebook` for a codebook without labels, which the standard does not know."""
    if not codebook.labels:
        raise BadCodebook("A REFI-QDA codebook needs at least one label; this one has none.")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{codebook_markup(codebook, _HEAD)}\n'.encode()
