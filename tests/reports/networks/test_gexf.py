"""A network as GEXF, read back by NetworkX."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from lxml import etree

from annotator.reports.networks.gexf import gexf
from annotator.reports.networks.network import Network, said
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle
from tests.reports.networks.networks import networks


@pytest.fixture(scope="module")
def networkx() -> Iterator[Oracle]:
    yield from python_oracle("networks")


@settings(max_examples=examples(60), deadline=None)
@given(network=networks())
def test_networkx_reads_the_same_network(networkx: Oracle, network: Network) -> None:
    found = networkx.ask("read", text=gexf(network), format="gexf")
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


@given(network=networks())
def test_it_is_xml_and_the_same_each_time(network: Network) -> None:
    text = gexf(network)
    etree.fromstring(text.encode())
    assert text == gexf(network)
