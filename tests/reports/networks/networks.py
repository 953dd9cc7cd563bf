"""Random networks: names and facts in any script, with what XML cannot hold as it is."""

from hypothesis import strategies as st

from annotator.reports.networks.network import Network, NetworkArrow, NetworkNode, said
from tests.oracles.oracle import Oracle

TEXTS = st.text(st.sampled_from("aB <>&\"'\\é中🕊دא\x00\x1f\t,;|"), max_size=8)
WORDS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Draw nodes with two facts and arrows with two, one for each pair at most."""
    names = draw(st.lists(WORDS, max_size=5, unique=True))
    nodes = tuple(NetworkNode(name, {"kind": draw(TEXTS), "iso3": draw(TEXTS)}) for name in names)
    places = st.integers(0, len(names) - 1)
    pairs = draw(st.lists(st.tuples(places, places), unique=True, max_size=6)) if names else []
    arrows = (
        NetworkArrow(*pair, draw(st.integers(1, 99)), {"last date": draw(TEXTS), "documents": draw(st.integers(0, 9))})
        for pair in pairs
    )
    return Network(nodes, tuple(arrows))


def hold_read_back(network: Network, oracle: Oracle, text: str, format: str) -> None:
    """Hold that NetworkX reads a network from a text as it was, with what is no text as what it is."""
    found = oracle.ask("read", text=text, format=format)
    assert [facts["label"] for _, facts in found["nodes"]] == [said(node.name) for node in network.nodes]
    for node, (number, facts) in zip(network.nodes, found["nodes"], strict=True):
        told = {key: said(fact) for key, fact in node.facts.items() if said(fact)}
        assert {key: facts[key] for key in node.facts if key in facts} == told, number
    arrows = {(int(source), int(target)): facts for source, target, facts in found["arrows"]}
    assert len(arrows) == len(network.arrows)
    for arrow in network.arrows:
        facts = arrows[arrow.source, arrow.target]
        told = {key: said(fact) for key, fact in arrow.facts.items() if said(fact)}
        assert {key: str(facts[key]) for key in arrow.facts if key in facts} == told
        assert isinstance(facts["documents"], int)
        assert facts["weight"] == arrow.weight
