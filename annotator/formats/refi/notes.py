"""Notes of REFI-QDA: at a coding, a selection, a source, a code, or at nothing but the project.

A note at a coding or a selection is the note of the span; one at a source or at the project is a memo.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from annotator.formats.refi.container import RefiContainer
from annotator.formats.refi.xml import Element, child, children, guid, said
from annotator.model.errors import BadFile
from annotator.readers import docx
from annotator.readers.source import SourceFile

_NO_TIME = "1970-01-01T00:00:00Z"
"""Of a note that does not say when it was written."""


@dataclass(frozen=True, slots=True)
class RefiNote:
    """A note. `author`: the GUID of who wrote it, empty where nobody is named; `time`, `changed`: ISO 8601, UTC."""

    guid: str
    name: str
    text: str
    author: str
    time: str
    changed: str

    @property
    def words(self) -> str:
        """What it says, with what it is called where that says more."""
        if not self.name or self.text.startswith(self.name):
            return self.text
        return f"{self.name}: {self.text}" if self.text else self.name

    def at_no_time(self) -> "RefiNote":
        """Return the note of which nobody knows when it was written."""
        return replace(self, time=_NO_TIME, changed=_NO_TIME)


class RefiNotes:
    """The notes of a project; which are left once spans and documents have theirs belong to the project."""

    def __init__(self, container: RefiContainer, is_ours: bool = False) -> None:
        root = container.root
        read = _our_note if is_ours else _note
        notes = children(child(root, "Notes"), "Note")
        self._notes = {guid(one): read(one, container) for one in notes if guid(one)}
        self._used: set[str] = set()
        self._linked: dict[str, list[str]] = {}
        for link in children(child(root, "Links"), "Link"):
            ends = guid(link, "originGUID"), guid(link, "targetGUID")
            for note, other in (ends, ends[::-1]):
                if note in self._notes and other not in self._notes:
                    self._linked.setdefault(other, []).append(note)

    def has(self, id: str) -> bool:
        """Whether this is the GUID of a note."""
        return id in self._notes

    def at(self, element: Element) -> list[RefiNote]:
        """Return the notes at an element, which are no others' then."""
        refs = [guid(one, "targetGUID") for one in children(element, "NoteRef")]
        ids = dict.fromkeys([*refs, *self._linked.get(guid(element), [])])
        found = [self._notes[id] for id in ids if id in self._notes]
        self._used.update(note.guid for note in found)
        return [note for note in found if note.words]

    def left(self) -> list[RefiNote]:
        """Return the notes that were at nothing so far."""
        return [note for id, note in self._notes.items() if id not in self._used and note.words]


def _our_note(element: Element, container: RefiContainer) -> RefiNote:
    """Return a note as this program wrote it, blanks and all."""
    text, times = said(element, "PlainTextContent", is_exact=True), _times(element)
    return RefiNote(guid(element), element.get("name", ""), text, guid(element, "creatingUser"), *times)


def _note(element: Element, container: RefiContainer) -> RefiNote:
    text = said(element, "PlainTextContent")
    if not text and (path := element.get("plainTextPath")):
        text = (container.text(path) or "").removeprefix("\ufeff").replace("\r\n", "\n").strip()
    if not text and (path := element.get("richTextPath")):
        text = _rich_text(path, container)
    description = said(element, "Description")
    if description and description not in text:
        text = "\n".join(filter(None, (description, text)))
    author = guid(element, "creatingUser") or guid(element, "modifyingUser")
    name = " ".join(element.get("name", "").split())
    return RefiNote(guid(element), name, text, author, *_times(element))


def _rich_text(path: str, container: RefiContainer) -> str:
    """Return the words of a note's Word file: NVivo for Mac leaves the plain text beside it empty."""
    body = container.body(path)
    if body is None or not docx.sniff(body):
        return ""
    try:
        return docx.read(SourceFile(path.rpartition("/")[2], body))[0].text.strip()
    except BadFile as error:
        container.notices[str(error)] = None
        return ""


def _times(element: Element) -> tuple[str, str]:
    changed = _utc(element.get("modifiedDateTime", ""))
    time = _utc(element.get("creationDateTime", "")) or changed or _NO_TIME
    return time, changed or time


def _utc(written: str) -> str:
    """Return a time as ISO 8601 in UTC, empty for what is none; one without a zone is taken for UTC."""
    try:
        time = datetime.fromisoformat(written.strip())
    except ValueError:
        return ""
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    try:
        return time.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except OverflowError:
        return ""
