"""Rich text (.rtf): the text as a reader of the finished document sees it, with its notes at the end.

Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

import regex

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.rtf_body import RtfBody
from annotator.readers.source import SourceFile

_BEGIN = b"{\\rtf"
_BOM = b"\xef\xbb\xbf"
# A word with its number and the blank that ends it; a byte in hex; a sign; a brace; line ends, no text; words.
_TOKEN = regex.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|\\", regex.S
)


def sniff(data: bytes) -> bool:
    """Whether the file begins as rich text does."""
    return data.removeprefix(_BOM).startswith(_BEGIN)


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a file; raises `BadFile`."""
    if not sniff(source.data):
        raise BadFile(source.name, "it is no rich text (RTF)", "give it the extension of what it is")
    body = RtfBody()
    _walk(body, source.data.removeprefix(_BOM))
    metadata = body.information()
    title = metadata.pop("title", "")
    return [source.draft(body.text(), title=title, heading=body.heading, metadata=metadata, notices=body.notices())]


def _walk(body: RtfBody, data: bytes) -> None:
    at = 0
    while (found := _TOKEN.match(data, at)) is not None:
        at = found.end()
        word, number, byte, sign, brace, text = found.groups()
        if word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":  # so many bytes of a picture follow, which may look like anything
                at += max(value or 0, 0)
            else:
                body.word(word.decode("ascii"), value)
        elif byte is not None:
            body.byte(int(byte, 16))
        elif sign is not None:
            body.sign(sign)
        elif brace is not None:
            body.open() if brace == b"{" else body.close()
        elif text is not None:
            body.raw(text)
    body.end()
