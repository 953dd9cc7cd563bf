"""DL of UCINET, a list of edges with their weights, which UCINET, igraph, Pajek and Gephi read. It holds no facts."""

import re
from collections.abc import Iterator

from annotator.reports.networks.network import Network, said

_BETWEEN = re.compile(r"[\s,\"']+")
"""What ends a label. UCINET would know quotes around it, but igraph takes them for part of it."""


def dl(network: Network) -> str:
    """Return a network as DL. Blanks, commas and quotes in a name become underscores."""
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    yield f"DL n={len(network.nodes)}"
    yield "format = edgelist1"
    yield "labels:"
    yield from (_BETWEEN.sub("_", said(node.name)) for node in network.nodes)
    yield "data:"
    yield from (f"{arrow.source + 1} {arrow.target + 1} {arrow.weight}" for arrow in network.arrows)
