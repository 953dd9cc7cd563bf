"""Files within a file: what is attached to a mail, what lies in a zip archive. Each is read as if it lay in a folder.

What cannot be read is named, and the rest comes in. How much, how deep and how long is limited for all of them
together: archives within archives unpack to more than any one of them.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.source import SourceFile

DEEPEST = 4
MOST_BYTES = 512 * 1024 * 1024
MOST_FILES = 10_000
MOST_SECONDS = 300.0
_MOST_NAMED = 20


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked of one file that the user chose."""

    bytes: int = MOST_BYTES
    files: int = MOST_FILES
    depth: int = 0
    until: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)

    def take(self, source: SourceFile, part: SourceFile) -> None:
        """Count a part of `source`; raises `BadFile` where that is too much."""
        self.bytes -= len(part.data)
        self.files -= 1
        if self.bytes < 0 or self.files < 0 or time.monotonic() > self.until:
            raise BadFile(source.name, "there is more in it than is read at once", "unpack it and import a part of it")


def read_parts(
    source: SourceFile,
    own: list[DocumentDraft],
    parts: Iterable[SourceFile | BadFile],
    read: Callable[[SourceFile], list[DocumentDraft]],
    allowance: Allowance,
) -> list[DocumentDraft]:
    """Return `own`, and what `read` makes of the parts of `source`; raises `BadFile` where that is nothing.

    A part that could not even be unpacked is the reason why.

    Sentences about parts that cannot be read are notices of the first draft.
    """
    if allowance.depth >= DEEPEST:
        raise BadFile(source.name, f"it lies in more than {DEEPEST} files, one in the other", "unpack it")
    found, refused = list(own), list[str]()
    allowance.depth += 1
    try:
        for part in parts:
            if isinstance(part, BadFile):
                refused.append(f"Not read: {part}")
                continue
            allowance.take(source, part)
            try:
                found += read(part)
            except BadFile as error:
                if allowance.bytes < 0 or allowance.files < 0 or time.monotonic() > allowance.until:
                    raise BadFile(source.name, error.problem, error.remedy) from error
                refused.append(f"Not read: {error}")
    finally:
        allowance.depth -= 1
    if not found:
        why = refused[0].removeprefix("Not read: ").removesuffix(".") if refused else "there is no file in it"
        more = f" and {len(refused) - 1} more" if refused[1:] else ""
        raise BadFile(source.name, f"nothing in it can be read ({why}{more})", "unpack it and look at what is inside")
    return [replace(found[0], notices=(*found[0].notices, *_shown(refused))), *found[1:]]


def _shown(refused: list[str]) -> list[str]:
    more = len(refused) - _MOST_NAMED
    return [*refused[:_MOST_NAMED], *([f"Not read: {more} more files in it."] if more > 0 else [])]
