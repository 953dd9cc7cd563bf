"""A network as GEXF, read back by NetworkX."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from lxml import etree

from annotator.reports.networks.gexf import gexf
from annotator.reports.networks.network import Network
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle
from tests.reports.networks.networks import hold_read_back, networks


@pytest.fixture(scope="module")
def networkx() -> Iterator[Oracle]:
    yield from python_oracle("networks")


@settings(max_examples=examples(60), deadline=None)
@given(network=networks())
def test_networkx_reads_the_same_network(networkx: Oracle, network: Network) -> None:
    hold_read_back(network, networkx, gexf(network), "gexf")


@given(network=networks())
def test_it_is_xml_and_the_same_each_time(network: Network) -> None:
    text = gexf(network)
    etree.fromstring(text.encode())
    assert text == gexf(network)
