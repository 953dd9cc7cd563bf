"""GraphML (graphml.graphdrawing.org), which Gephi, igraph, visone, yEd and NetworkX read."""

from collections.abc import Iterator, Mapping

from annotator.reports.networks.network import Fact, Network, keys_of, said
from annotator.reports.plain_text import xml

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int"}


def graphml(network: Network) -> str:
    """Return a network as GraphML: the name of a node as its label, the weight of an arrow as its weight."""
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    of_nodes = {"label": str, **keys_of(node.facts for node in network.nodes)}
    of_arrows = {"weight": int, **keys_of(arrow.facts for arrow in network.arrows)}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<graphml xmlns="{_SPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_SPACE} {_SPACE}/1.0/graphml.xsd">'
    )
    for what, keys in (("node", of_nodes), ("edge", of_arrows)):
        for number, (key, kind) in enumerate(keys.items()):
            yield (
                f'  <key id="{what[0]}{number}" for="{what}" attr.name="{xml(said(key))}" attr.type="{_TYPES[kind]}"/>'
            )
    yield '  <graph edgedefault="directed">'
    for number, node in enumerate(network.nodes):
        yield f'    <node id="{number}">{_data("n", of_nodes, {"label": node.name, **node.facts})}</node>'
    for arrow in network.arrows:
        facts = _data("e", of_arrows, {"weight": arrow.weight, **arrow.facts})
        yield f'    <edge source="{arrow.source}" target="{arrow.target}">{facts}</edge>'
    yield "  </graph>"
    yield "</graphml>"


def _data(letter: str, keys: Mapping[str, type], facts: Mapping[str, Fact]) -> str:
    return "".join(
        f'<data key="{letter}{number}">{xml(said(facts[key]))}</data>'
        for number, key in enumerate(keys)
        if said(facts.get(key, ""))
    )
