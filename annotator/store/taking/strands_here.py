"""The strands of an open project, as other copies and hubs ask for them: nothing is written here."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping

from annotator.model.ids import CoderId
from annotator.store.chain.chain_lines import chain_lines
from annotator.store.chain.gaps import parts_with_gaps
from annotator.store.taking import contents, ends, handing_out, sight
from annotator.store.taking.came_with import strands_of_step
from annotator.store.taking.contents import ChannelContent
from annotator.sync.delivery import Delivery, IncomingStrand, SourceBytes, StrandName, Vector


class StrandsHere:
    """What of the strands is here. It is read as it is gone through: within `snapshot()`, where others may write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def vector(self, channel: str | None = None) -> dict[StrandName, int]:
        """Return up to which counter this copy has each strand. `channel`: of those in it alone."""
        return handing_out.vector(self._connection, channel)

    def count(self) -> int:
        """Return how many strands are here."""
        return int(self._connection.execute("SELECT count(*) FROM strands").fetchone()[0])

    def own(self) -> set[StrandName]:
        """Return the strands that were written in this file, and not taken in."""
        return sight.own_strands(self._connection)

    def ends(self, names: Iterable[StrandName]) -> dict[StrandName, tuple[int, bytes]]:
        """Return counter and hash of the last parts of strands; those that are not here are left out."""
        return ends.ends_of(self._connection, names)

    def hash_at(self, sitting: str, channel: str, counter: int) -> bytes | None:
        """Return the hash of a part, of part 0 the one that its strand begins with; None where it is not here."""
        return ends.hash_of(self._connection, (sitting, channel), counter)

    def as_delivery(self, is_seen: Callable[[str], bool], has: Vector = handing_out.NOTHING) -> Delivery:
        """Return what a copy that sees these channels lacks, with the texts and source files that stand beside.

        `has`: the counters up to which it has strands.
        """
        return handing_out.as_delivery(self._connection, is_seen, has)

    def lacking(self, firsts: Mapping[StrandName, int]) -> Iterator[IncomingStrand]:
        """Yield these strands from the given counters on, as `as_delivery` does, without a look at any other."""
        return handing_out.lacking(self._connection, firsts)

    def came_with(self, step: int) -> Iterator[IncomingStrand]:
        """Yield the strands of which parts came with a step of taking in, those parts alone."""
        return strands_of_step(self._connection, step)

    def with_gaps(self, after: int = 0) -> dict[StrandName, dict[int, bytes]]:
        """Return counters and hashes of the parts that lack something since a step behind this one, by strand."""
        return parts_with_gaps(self._connection, after)

    def channels_of(self, coder: CoderId) -> set[str]:
        """Return the channels that a coder's copy sees. See `sight.py`."""
        return sight.channels_of(self._connection, coder)

    def contents_of(self, channels: Iterable[str]) -> list[ChannelContent]:
        """Return which texts and source files the parts in the channels of documents need beside them."""
        return contents.contents_of(self._connection, channels)

    def text_of(self, sha256: str) -> str | None:
        """Return a text by its SHA-256, None where it is not here."""
        return handing_out.text_of(self._connection, sha256)

    def source_file_of(self, sha256: str) -> SourceBytes | None:
        """Return a source file by its SHA-256, None where it is not here."""
        return handing_out.file_of(self._connection, sha256)

    def lines(self, eyes: CoderId | None = None) -> Iterator[str]:
        """Yield each strand’s head, and its lines with their hashes, as JSON; `eyes`: what this coder may read."""
        return chain_lines(self._connection, eyes)
