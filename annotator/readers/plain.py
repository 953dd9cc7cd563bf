"""Plain text: the file is the text, every character of it."""

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.source import SourceFile


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a text file; blanks alone are a text too, which is said."""
    decoded = source.decoded()
    if not decoded.text:
        raise BadFile(source.name, "it has no text", "nothing was imported from it")
    notices = decoded.notices
    if not decoded.text.strip():
        notices += ("The text has nothing but blanks and line ends.",)
    return [DocumentDraft(source.stem, decoded.text, {}, source.name, notices)]
