"""GEXF 1.2draft (gexf.net), the own format of Gephi, which NetworkX reads too."""

from collections.abc import Iterable, Iterator, Mapping

from annotator.reports.networks.network import Fact, Network, keys_of, said
from annotator.reports.plain_text import xml

_TYPES = {str: "string", int: "integer"}


def gexf(network: Network) -> str:
    """Return a network as GEXF."""
    return "\n".join(_lines(network)) + "\n"


def _lines(network: Network) -> Iterator[str]:
    of_nodes, of_arrows = (keys_of(one.facts for one in some) for some in (network.nodes, network.arrows))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '  <graph mode="static" defaultedgetype="directed">'
    yield from _attributes("node", of_nodes)
    yield from _attributes("edge", of_arrows)
    yield "    <nodes>"
    for number, node in enumerate(network.nodes):
        yield f'      <node id="{number}" label="{xml(said(node.name))}">{_values(of_nodes, node.facts)}</node>'
    yield "    </nodes>"
    yield "    <edges>"
    for number, arrow in enumerate(network.arrows):
        ends = f'id="{number}" source="{arrow.source}" target="{arrow.target}" weight="{arrow.weight}"'
        yield f"      <edge {ends}>{_values(of_arrows, arrow.facts)}</edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _attributes(what: str, keys: Mapping[str, type]) -> Iterable[str]:
    if not keys:
        return
    yield f'    <attributes class="{what}" mode="static">'
    for number, (key, kind) in enumerate(keys.items()):
        yield f'      <attribute id="{number}" title="{xml(said(key))}" type="{_TYPES[kind]}"/>'
    yield "    </attributes>"


def _values(keys: Mapping[str, type], facts: Mapping[str, Fact]) -> str:
    there = "".join(
        f'<attvalue for="{number}" value="{xml(said(facts[key]))}"/>'
        for number, key in enumerate(keys)
        if said(facts.get(key, ""))
    )
    return f"<attvalues>{there}</attvalues>" if there else ""
