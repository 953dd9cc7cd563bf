"""DL of UCINET, a list of edges with their weights, which UCINET, igraph, Pajek and Gephi read. It holds no facts."""

from collections.abc import Iterator

from annotator.reports.networks.network import Network, said


def dl(network: Network) -> str:
    """Return a network as DL. A quote in a name becomes an apostrophe, which the format has no other way to hold."""
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    yield f"DL n={len(network.nodes)}"
    yield "format = edgelist1"
    yield "labels:"
    yield from (f'"{said(node.name).replace(chr(34), chr(39))}"' for node in network.nodes)
    yield "data:"
    yield from (f"{arrow.source + 1} {arrow.target + 1} {arrow.weight}" for arrow in network.arrows)
