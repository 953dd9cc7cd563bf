"""Files read in a process of its own, several at once: `python -m annotator.readers.file_process`.

What is asked and answered are `file_messages`. What a file is refused for is not told: whoever asked reads it again and
has the sentence. Within which limits is in `serving`.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace

from annotator.bundled import module_command
from annotator.model.document import DocumentDraft
from annotator.model.errors import AnnotatorError, BadFile
from annotator.readers.file_messages import FileWanted, answered_in, answering, asked_in, asking
from annotator.readers.language import with_languages
from annotator.readers.mapped import MappedFile, read_mapped
from annotator.readers.pdf_process import PdfProcess
from annotator.readers.scan import wait_for_nobody
from annotator.readers.serving import serve_files


class FileProcess:
    """A process that reads files, begun when it is first asked. Used by one thread at a time."""

    def __init__(self) -> None:
        """Begin nothing yet."""
        self._process = PdfProcess(module_command("annotator.readers.file_process"), "file")

    def read(self, wanted: Sequence[FileWanted]) -> list[MappedFile | None]:
        """Return what is in files, with the languages of their texts; None for one that is refused.

        Raises `BadFile` where reading one of them takes too long or too much memory, or ends the process.
        """
        name = wanted[0].source.name
        try:
            found = answered_in(self._process.ask_bytes(name, asking(wanted)))
            return [_whole(one, its.source.data) for one, its in zip(found, wanted, strict=True)]
        except ValueError as error:
            self.close()
            raise BadFile(name, "the program that reads the file gives no answer", "import it again") from error

    def stop(self) -> None:
        """End the process from another thread, whatever it does; it is asked nothing any more."""
        self._process.stop()

    def close(self) -> None:
        """End the process, if there is one."""
        self._process.close()


def _whole(found: MappedFile | None, data: bytes) -> MappedFile | None:
    if found is None or not any(one.original == b"" for one in found.drafts):
        return found
    return replace(
        found, drafts=tuple(replace(one, original=data) if one.original == b"" else one for one in found.drafts)
    )


def answer_for(mode: bytes, data: bytes) -> bytes:
    """Return what is in the files that are asked for; raises `NoRequest`."""
    found = [_read(one) for one in asked_in(data)]
    try:
        return answering(found)
    except (ValueError, TypeError):  # JSON cannot say what is in one of them
        return answering([_sayable(one) for one in found])


def _read(wanted: FileWanted) -> MappedFile | None:
    try:
        found = read_mapped(wanted.source, wanted.format, wanted.goes, wanted.known)
    except MemoryError:
        raise
    except (AnnotatorError, ValueError, LookupError, TypeError, ArithmeticError):  # said by whoever reads it again
        return None
    return replace(found, drafts=tuple(_lighter(one, wanted.source.data) for one in with_languages(found.drafts)))


def _sayable(found: MappedFile | None) -> MappedFile | None:
    try:
        answering([found])
    except (ValueError, TypeError):
        return None
    return found


def _lighter(draft: DocumentDraft, data: bytes) -> DocumentDraft:
    """Return a draft without the bytes of its file, which whoever asked has: nothing stands for them."""
    return replace(draft, original=b"") if draft.original == data else draft


if __name__ == "__main__":
    wait_for_nobody()  # a recognition takes minutes: whoever asked does it
    serve_files(answer_for, sys.stdin.buffer, sys.stdout.buffer)
