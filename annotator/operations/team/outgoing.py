"""What goes out of a copy: which strands another one lacks, and which texts and source files have to go with them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.store.project import Project
from annotator.store.taking.contents import DOCUMENT, named_in
from annotator.sync.delivery import IncomingStrand, SourceBytes, StrandName, Vector


def acts_of(strands: Iterable[IncomingStrand]) -> int:
    """Return how many parts these are: of a coder's copy each act is one."""
    return sum(one.last - one.first + 1 for one in strands)


def ends_of(strands: Iterable[IncomingStrand]) -> dict[StrandName, int]:
    """Return the counters at which strands end."""
    return {one.name: one.last for one in strands}


def of_others(project: Project, is_meant: Callable[[str], bool] = lambda channel: True) -> dict[StrandName, int]:
    """Return up to which counters this copy has the strands that were written in others. `is_meant`: by channel."""
    own = project.strands.own()
    return {name: end for name, end in project.strands.vector().items() if name not in own and is_meant(name[1])}


class FilesBeside:
    """The texts and source files that go with strands: each to a copy that has not got it yet.

    `has`: the strands that the copy has: of a document of which it has one it has the text.
    """

    def __init__(
        self, project: Project, is_seen: Callable[[str], bool], strands: Sequence[IncomingStrand], has: Vector
    ) -> None:
        there = {channel for _, channel in has}
        touched = {one.strand.channel for one in strands if one.strand.channel.startswith(DOCUMENT)}
        self._project = project
        self._texts: dict[str, None] = {}
        self._files: dict[str, None] = {}
        for content in project.strands.contents_of(one for one in touched - there if is_seen(one)):
            self._texts.update(dict.fromkeys(filter(None, [content.text])))
            self._files.update(dict.fromkeys(filter(None, [content.source_file])))
        for one in strands:
            if one.strand.channel in touched & there:
                self._files.update(dict.fromkeys(named_in(one.runs()).source_files))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the texts by their SHA-256, one at a time."""
        for sha256 in self._texts:
            if (text := self._project.strands.text_of(sha256)) is not None:
                yield sha256, text

    def files(self) -> Iterator[tuple[str, SourceBytes]]:
        """Yield the source files by their SHA-256, one at a time."""
        for sha256 in self._files:
            if (file := self._project.strands.source_file_of(sha256)) is not None:
                yield sha256, file
