"""A network as DL, read back line by line."""

import re

from hypothesis import given

from annotator.reports.networks.dl import dl
from annotator.reports.networks.network import Network, NetworkArrow, NetworkNode, said
from tests.reports.networks.networks import networks


@given(network=networks())
def test_its_lines_are_the_network(network: Network) -> None:
    lines = dl(network).splitlines()
    assert lines[:3] == [f"DL n={len(network.nodes)}", "format = edgelist1", "labels:"]
    names, arrows = lines[3 : 3 + len(network.nodes)], lines[4 + len(network.nodes) :]
    for name, node in zip(names, network.nodes, strict=True):
        assert not set(name) & set(" ,'\"\t") and re.split("_+", name) == re.split("[ ,'\"_]+", said(node.name))
    assert [tuple(map(int, arrow.split())) for arrow in arrows] == [
        (arrow.source + 1, arrow.target + 1, arrow.weight) for arrow in network.arrows
    ]


def test_ucinet_reads_a_list_of_edges() -> None:
    network = Network((NetworkNode("France"), NetworkNode("the “Group” of 77")), (NetworkArrow(0, 1, 3),))
    assert dl(network) == "DL n=2\nformat = edgelist1\nlabels:\nFrance\nthe_“Group”_of_77\ndata:\n1 2 3\n"
