"""Mails (.eml): the body as text, the header's fields as metadata; what is attached is read by itself.

Of two forms of the same text the plain one is read. RFC 5322, 2045 to 2047, 2231.
"""

import email
import email.errors
import email.header
import email.utils
import posixpath
from collections.abc import Iterator
from email.message import Message
from mimetypes import guess_extension

import regex

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers import html
from annotator.readers.encoding import known_encoding
from annotator.readers.mail_text import flowed, unwrapped
from annotator.readers.source import SourceFile
from annotator.readers.values import sound

_FIELDS = ("from", "to", "cc", "subject")
_HEADER = regex.compile(rb"(?:[!-9;-~]+:[^\r\n]*(?:\r\n?|\n)(?:[ \t][^\r\n]*(?:\r\n?|\n))*+){2,}+", regex.I)
_USUAL = regex.compile(rb"(?mi)^(from|to|date|subject|received|message-id|mime-version|return-path|delivered-to):")
# What no memorandum says that begins as a mail does.
_MACHINE = regex.compile(rb"(?mi)^(?:received|message-id|mime-version|return-path|date:[^\r\n]*\d:\d\d):?")
_DEEPEST = 50


def sniff(data: bytes) -> bool:
    """Whether the file begins with the header of a mail: only fields, three of the usual ones, one of a program's."""
    found = _HEADER.match(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0)
    if found is None or not _MACHINE.search(found[0]):
        return False
    return len({name.lower() for name in _USUAL.findall(found[0])}) >= 3


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the body of a mail, nothing where it only has attachments; raises `BadFile`."""
    message = _parsed(source)
    texts: list[str] = []
    notices: dict[str, None] = {}
    attached: list[str] = []
    for part in _leaves(source, message):
        if _is_body(part):
            draft = _text(source, part)
            if draft is not None:
                texts.append(draft.text)
                notices |= dict.fromkeys(draft.notices)
        else:
            attached.append(_name(part, len(attached) + 1))
    metadata = _metadata(message)
    if attached:
        metadata["attachments"] = "; ".join(attached)
        if not texts:
            return []
    return [
        source.draft("\n\n".join(texts), title=metadata.get("subject", ""), metadata=metadata, notices=tuple(notices))
    ]


def attachments(source: SourceFile) -> Iterator[SourceFile]:
    """Yield what is attached, each called “MAIL/NAME”; raises `BadFile`."""
    number = 0
    for part in _leaves(source, _parsed(source)):
        if not _is_body(part):
            number += 1
            yield SourceFile(f"{source.name}/{_name(part, number)}", _content(part))


def _parsed(source: SourceFile) -> Message:
    try:
        message = email.message_from_bytes(source.data.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise _too_deep(source) from error
    if not any(message.get(name) is not None for name in ("from", "to", "subject", "date", "content-type")):
        raise BadFile(source.name, "it has no header of a mail", "save it again in the mail program")
    return message


def _too_deep(source: SourceFile) -> BadFile:
    return BadFile(source.name, "its parts are nested too deeply", "save the text of the mail as a text file")


def _leaves(source: SourceFile, message: Message) -> Iterator[Message]:
    """Yield the parts that are no parts of parts: of alternatives the one to read, of a page and its pictures all."""
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        inner = part.get_payload()
        if depth > _DEEPEST:
            raise _too_deep(source)
        if part.get_content_maintype() != "multipart" or not isinstance(inner, list):
            yield part
            continue
        if part.get_content_subtype() == "alternative":
            inner = _chosen([one for one in inner if isinstance(one, Message)])
        waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, Message)]


def _chosen(alternatives: list[Message]) -> list[Message]:
    """Return the one of several forms of a text that is read: the plain one where it has words, else the richest."""
    plain = [one for one in alternatives if one.get_content_type() == "text/plain" and _content(one).strip()]
    return plain[:1] or alternatives[-1:]


def _is_body(part: Message) -> bool:
    if part.get_content_type() not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
        return False
    return not _said_name(part)


def _text(source: SourceFile, part: Message) -> DocumentDraft | None:
    """Return the words of a part of the body, None where there are none."""
    content = _content(part)
    if not content.strip():
        return None
    declared = known_encoding(part.get_content_charset() or "us-ascii")
    inner = SourceFile(source.name, content, source.encoding or _fitting(content, declared))
    try:
        if part.get_content_type() == "text/html":
            return html.read_whole(inner)[0]
        decoded = inner.decoded()
    except BadFile as error:
        if error.problem == "it has no text":
            return None
        raise
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    is_flowed = _parameter(part, "format").lower() == "flowed"
    text = flowed(text, _parameter(part, "delsp").lower() == "yes") if is_flowed else unwrapped(text)
    return inner.draft(text, notices=decoded.notices) if text.strip() else None


def _fitting(content: bytes, declared: str | None) -> str | None:
    """Return the encoding that a part says, None where it says none or the bytes are not in it."""
    if declared is None or (declared in ("ascii", "us-ascii") and not content.isascii()):
        return None
    try:
        content.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return None
    return declared


def _content(part: Message) -> bytes:
    """Return the bytes of a part; a mail within a mail as the file that it would be."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message, number: int) -> str:
    """Return the name of what is attached, of its own or made."""
    said = posixpath.basename(_said_name(part).replace("\\", "/")).strip(". ")
    if said:
        return " ".join(said.split())
    kind = part.get_content_type()
    ending = ".eml" if kind == "message/rfc822" else guess_extension(kind) or ".bin"
    return f"attachment {number}{ending}"


def _said_name(part: Message) -> str:
    return _decoded(part.get_filename() or "")


def _parameter(part: Message, name: str) -> str:
    found = part.get_param(name)
    return email.utils.collapse_rfc2231_value(found) if found else ""


def _metadata(message: Message) -> dict[str, str]:
    raw = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    found = {name: text for name in _FIELDS if (text := _decoded(raw.get(name, "")))}
    if date := _decoded(raw.get("date", "")):
        found |= _date(date)
    return found


def _date(said: str) -> dict[str, str]:
    """Return the day and the time in ISO 8601, or what is said where that is no date (RFC 5322, 3.3)."""
    try:
        when = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return {"date": said}
    return {"date": when.date().isoformat(), "time": when.timetz().isoformat("minutes")}


def _decoded(value: str) -> str:
    """Return a field of the header as text on one line: encoded words (RFC 2047) and bare bytes are decoded."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    try:
        pieces = email.header.decode_header(text)
    except (email.errors.HeaderParseError, ValueError):
        pieces = [(text, None)]
    return " ".join(sound("".join(_piece(*piece) for piece in pieces)).replace("\0", "").split())


def _piece(content: bytes | str, charset: str | None) -> str:
    if isinstance(content, str):
        return content
    if charset is None:  # what stands between encoded words, as decode_header gives it
        return content.decode("raw-unicode-escape", "replace")
    encoding = known_encoding(charset) or "utf-8"
    return content.decode(encoding, "replace")
