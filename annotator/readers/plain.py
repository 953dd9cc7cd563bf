"""Plain text: the file is the text, every character of it; its first line is the title where it plainly is one."""

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.source import SourceFile
from annotator.readers.titles import title_of


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a text file; blanks alone are a text too, which is said."""
    decoded = source.decoded()
    if not decoded.text:
        raise BadFile(source.name, "it has no text", "nothing was imported from it")
    notices = decoded.notices
    if not decoded.text.strip():
        notices += ("The text has nothing but blanks and line ends.",)
    title = title_of("", "", decoded.text, source.stem) or source.stem
    return [DocumentDraft(title, decoded.text, {}, source.name, notices)]
