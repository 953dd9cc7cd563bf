"""The chain as text: a line of JSON for each strand's head, and one for each part with its hash."""

import sqlite3
from collections.abc import Iterator

from annotator.store.chain.channels import is_private, of_coder
from annotator.store.chain.gaps import Gaps
from annotator.store.chain.strands import runs_of, strands_of
from annotator.sync.parts import chained, encoded


def chain_lines(connection: sqlite3.Connection, eyes: str | None) -> Iterator[str]:
    """Yield `{"strand": head, "start": hash}`, then `{"hash": …, "part": line}` in order.

    A part of which something was erased has `"erased"`, the hash of what stands there, beside the hash that it had.

    `eyes`: the coder who reads, and what others alone may read is left out; None: all of it.
    """
    gaps = Gaps(connection)
    for number, strand in strands_of(connection):
        if eyes is not None and is_private(strand.channel) and strand.channel != of_coder(eyes):
            continue
        hash, counter = strand.start(), 0
        head = [strand.format, strand.origin, strand.sitting, strand.channel, strand.person]
        yield encoded({"strand": head, "start": hash.hex()})
        for run in runs_of(connection, number):
            for line in run.lines:
                counter += 1
                gap = gaps.parts.get((number, counter))
                hash = chained(hash, line) if gap is None else gap.hash
                marked = "" if gap is None else f'"erased":"{gap.now.hex()}",'
                yield f'{{"hash":"{hash.hex()}",{marked}"part":{line.decode()}}}'
