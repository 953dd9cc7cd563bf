"""A network as DL, read back line by line."""

from hypothesis import given

from annotator.reports.networks.dl import dl
from annotator.reports.networks.network import Network, NetworkArrow, NetworkNode, said
from tests.reports.networks.networks import networks


@given(network=networks())
def test_its_lines_are_the_network(network: Network) -> None:
    lines = dl(network).splitlines()
    assert lines[:3] == [f"DL n={len(network.nodes)}", "format = edgelist1", "labels:"]
    names, arrows = lines[3 : 3 + len(network.nodes)], lines[4 + len(network.nodes) :]
    assert [name.strip('"') for name in names] == [
        said(node.name).replace('"', "'").strip('"') for node in network.nodes
    ]
    assert all(name[0] == name[-1] == '"' and '"' not in name[1:-1] for name in names)
    assert [tuple(map(int, arrow.split())) for arrow in arrows] == [
        (arrow.source + 1, arrow.target + 1, arrow.weight) for arrow in network.arrows
    ]


def test_ucinet_reads_a_list_of_edges() -> None:
    network = Network((NetworkNode("France"), NetworkNode("the “Group”")), (NetworkArrow(0, 1, 3),))
    assert dl(network) == 'DL n=2\nformat = edgelist1\nlabels:\n"France"\n"the “Group”"\ndata:\n1 2 3\n'
