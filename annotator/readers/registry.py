"""The readers, and the one way in: a file on disk -> drafts of documents.

The content decides where it is certain (a Word file, a PDF, a page without a telling name); else the extension
does. What other programs write beside texts (codings, tokens, mark-up) is recognised before it is read, and refused by
name: only a user who chooses a reader has it taken as texts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile, HoldsCodings, NotFound
from annotator.paths import system_says
from annotator.readers import (
    akoma_ntoso,
    doc,
    docx,
    epub,
    html,
    mail,
    markdown,
    odt,
    pdf,
    plain,
    rtf,
    scan,
    table,
    tei,
    transcript,
    workbook,
    xml_map,
    zipped,
)
from annotator.readers.dates.drafts import dated
from annotator.readers.foreign.kind import ForeignKind
from annotator.readers.foreign.kinds import BINARY, KINDS, TABLES, recognised
from annotator.readers.foreign.look import FileLook
from annotator.readers.parts import Allowance, read_parts
from annotator.readers.source import SourceFile

MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file. `certain`: whether `sniff` alone settles it, against the extension.

    `parts`: the files within it, which are read each by itself. One without extensions is another way to read a kind
    of file, for those who choose it.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[SourceFile], list[DocumentDraft]]
    certain: bool = False
    parts: Callable[[SourceFile], Iterable[SourceFile | BadFile]] | None = None


def _never(data: bytes) -> bool:
    return False


READERS = (
    Reader("text", "Plain text", (".txt", ".text", ".asc", ".log"), _never, plain.read),
    Reader("markdown", "Markdown", (".md", ".markdown", ".mdown", ".mkd"), _never, markdown.read),
    Reader("html", "Web page", (".html", ".htm", ".xhtml"), html.sniff, html.read),
    Reader("html-whole", "Web page, all of it", (), _never, html.read_whole),
    Reader("docx", "Word", (".docx", ".docm", ".dotx", ".dotm"), docx.sniff, docx.read, certain=True),
    Reader("doc", "Word before 2007", (".doc", ".dot"), doc.sniff, doc.read, certain=True),
    Reader("odt", "OpenDocument text", (".odt", ".ott", ".fodt"), odt.sniff, odt.read, certain=True),
    Reader("rtf", "Rich text", (".rtf",), rtf.sniff, rtf.read, certain=True),
    Reader("epub", "E-book", (".epub",), epub.sniff, epub.read, certain=True),
    Reader("pdf", "PDF", (".pdf",), pdf.sniff, scan.read_pdf, certain=True),
    Reader("scan", "Picture or scan, by text recognition", (), _never, scan.read, certain=True),
    Reader("pdf-lines", "PDF, line by line", (), _never, pdf.read_lines),
    Reader("tei", "TEI, documents of an edition", (".xml", ".tei"), tei.sniff, tei.read),
    Reader("akoma-ntoso", "Akoma Ntoso, a document each", (".akn",), akoma_ntoso.sniff, akoma_ntoso.read, certain=True),
    Reader("xml", "Other XML, by a map", (), _never, xml_map.read),
    Reader("mail", "E-mail", (".eml",), mail.sniff, mail.read, parts=mail.attachments),
    Reader("transcript", "Transcript with times", (".srt", ".vtt"), transcript.sniff, transcript.read, certain=True),
    Reader("table", "Table, a document a row", (".csv", ".tsv", ".tab"), _never, table.read),
    Reader(
        "workbook",
        "Workbook, a document a row",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".ots"),
        workbook.sniff,
        workbook.read,
        certain=True,
    ),
    Reader("zip", "Zip archive, a folder of files", (".zip",), zipped.sniff, zipped.read, parts=zipped.members),
    Reader("json", "JSON, a document a record", (".jsonl", ".ndjson", ".jsonlines", ".json"), _never, table.read_json),
)

_XML = "choose “Other XML, by a map” (--format xml), or save it as a web page or as plain text"

_OF_ANYTHING = frozenset({"text", "markdown", "html", "tei", "table", "json"})
"""Readers whose extensions other kinds bear too; what bears one of another reader is what it is called."""


def extensions() -> tuple[str, ...]:
    """Return all extensions that are read, without those of unknown text files."""
    return tuple(extension for reader in READERS for extension in reader.extensions)


def reader_for(name: str, data: bytes, chosen: str | None = None) -> Reader:
    """Return the reader for a file; raises `NotFound` for an unknown `chosen`, `BadFile` where none reads it."""
    if chosen is not None:
        found = next((reader for reader in READERS if reader.name == chosen.strip().lower()), None)
        if found is None:
            raise NotFound(f"There is no reader “{chosen}”; choose one of {', '.join(one.name for one in READERS)}.")
        if not found.certain:
            _refuse_foreign(name, data, BINARY)
        return found
    for reader in READERS:
        if reader.certain and reader.sniff(data):
            return reader
    extension = Path(name.replace("\0", "")).suffix.lower()
    if extension in (".xml", ".doc") and html.sniff(data):  # every kind of XML, and pages for Word, may be called so
        return reader_for(name, data, "html")
    by_extension = next((reader for reader in READERS if extension in reader.extensions), None)
    if by_extension is None or not by_extension.certain:
        _refuse_foreign(name, data, BINARY)
    if by_extension is None:
        by_extension = next((reader for reader in READERS if reader.sniff(data)), None)
    if by_extension is None or by_extension.name in _OF_ANYTHING:
        _refuse_foreign(name, data, KINDS)
    return by_extension or _by_content(name, data)


def read_bytes(
    name: str,
    data: bytes,
    *,
    encoding: str | None = None,
    format: str | None = None,
    text_column: str | None = None,
    title_column: str | None = None,
) -> list[DocumentDraft]:
    """Return what is in the file `name`: one draft, one a row for tables, one or more for each file within it.

    Raises `BadFile` or `NotFound`.
    """
    return dated(read_raw(SourceFile(name, data, encoding, text_column, title_column), format))


def read_raw(source: SourceFile, format: str | None = None) -> list[DocumentDraft]:
    """Return what is in a file as it stands there, dates too; raises `BadFile` or `NotFound`."""
    return _read(source, format, Allowance())


def _read(source: SourceFile, format: str | None, allowance: Allowance) -> list[DocumentDraft]:
    if not source.data:
        raise BadFile(source.name, "the file is empty", "nothing was imported from it")
    reader = reader_for(source.name, source.data, format)
    drafts = reader.read(source)
    if format is None and reader.read is workbook.read:
        _ask_about_rows(source.name, reader, drafts)
    if reader.parts is None:
        return drafts
    return read_parts(source, drafts, reader.parts(source), lambda part: _read(part, None, allowance), allowance)


def read_file(
    path: Path,
    *,
    encoding: str | None = None,
    format: str | None = None,
    text_column: str | None = None,
    title_column: str | None = None,
) -> list[DocumentDraft]:
    """Return what is in the file at `path`, as `read_bytes` does; the file itself is only read."""
    data = bytes_at(path)
    return read_bytes(
        printable(path.name), data, encoding=encoding, format=format, text_column=text_column, title_column=title_column
    )


def printable(name: str) -> str:
    """Return a file's name as text: bytes of it that are no text become question marks."""
    return name.encode("utf-8", "replace").decode()


def bytes_at(path: Path) -> bytes:
    """Return what is in a file; raises `BadFile` where it cannot be read, or is too large."""
    name = printable(path.name or str(path))
    try:
        if path.is_dir():
            raise BadFile(name, "it is a folder", "choose the files in it")
        if path.exists() and not path.is_file():
            raise BadFile(name, "it is not a file but a device or a pipe", "choose a file")
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(name, f"it is larger than {MOST_BYTES // 1024 // 1024} MB", "split it")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadFile(name, "there is no such file", "check the name and the folder") from error
    except OSError as error:
        raise BadFile(name, f"it cannot be read ({system_says(error)})", "check that you may open it") from error
    except ValueError as error:  # a NUL in the path
        raise BadFile(name.replace("\0", "�"), "this is no possible file name", "check the name") from error


def _by_content(name: str, data: bytes) -> Reader:
    """Return the reader for a file whose name tells nothing and that no reader knows: a text, where it is one."""
    text = READERS[0]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise BadFile(name, "it is an XML file of a kind that is not read", _XML)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return text
    try:
        if not any(char in data.decode("utf-8") for char in "\0\1\2\3\4"):
            return text
    except UnicodeDecodeError:
        pass
    kinds = ", ".join(f"{reader.title} ({', '.join(reader.extensions[:2])})" for reader in READERS if reader.extensions)
    raise BadFile(name, "this kind of file is not known", f"what can be read is: {kinds}; or choose its format")


def _refuse_foreign(name: str, data: bytes, kinds: tuple[ForeignKind, ...]) -> None:
    look = FileLook(name, data)
    found = recognised(look, kinds)
    if found is None:
        return
    if not found.takes:
        raise BadFile(name, found.problem, found.remedy)
    takes = "table" if found.takes == "json" and look.rows else found.takes  # some programs write both
    if takes == "json" and (damage := table.json_damage(SourceFile(name, data))) is not None:
        raise damage  # no other program reads it either
    raise _question(name, found, next(reader for reader in READERS if reader.name == takes))


def _ask_about_rows(name: str, reader: Reader, drafts: list[DocumentDraft]) -> None:
    """Ask about a workbook that looks like codings: what is in its cells is only known once it is read."""
    text, *others = drafts[0].columns
    rows = [[draft.text, *(str(draft.metadata.get(column, "")) for column in others)] for draft in drafts]
    found = recognised(FileLook.at_rows(name, [[text, *others], *rows]), TABLES)
    if found is not None:
        raise _question(name, found, reader)


def _question(name: str, kind: ForeignKind, reader: Reader) -> HoldsCodings:
    return HoldsCodings(name, kind.problem, kind.remedy, reader.name, reader.title, kind.doubtful, kind.holds_codings)
