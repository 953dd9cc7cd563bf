"""The chain as text: a line of JSON for each strand's head, and one for each part with its hash."""

import sqlite3
from collections.abc import Iterator

from annotator.store.chain.channels import is_private, of_coder
from annotator.store.chain.strands import runs_of, strands_of
from annotator.sync.parts import chained, encoded


def chain_lines(connection: sqlite3.Connection, eyes: str | None) -> Iterator[str]:
    """Yield `{"strand": head, "start": hash}`, then `{"hash": …, "part": line}` in order.

    `eyes`: the coder who reads, and what others alone may read is left out; None: all of it.
    """
    for number, strand in strands_of(connection):
        if eyes is not None and is_private(strand.channel) and strand.channel != of_coder(eyes):
            continue
        hash = strand.start()
        head = [strand.format, strand.origin, strand.sitting, strand.channel, strand.person]
        yield encoded({"strand": head, "start": hash.hex()})
        for run in runs_of(connection, number):
            for line in run.lines:
                hash = chained(hash, line)
                yield f'{{"hash":"{hash.hex()}","part":{line.decode()}}}'
