"""Networks read from a file, by NetworkX."""

from io import BytesIO
from typing import Any

import networkx

from tests.oracles.programs.answering import answer


def read(text: str, format: str) -> dict[str, list[Any]]:
    """Return the nodes and arrows of a GraphML or GEXF file, with all that is said of them."""
    graph = getattr(networkx, f"read_{format}")(BytesIO(text.encode()))
    assert graph.is_directed() and not graph.is_multigraph()
    return {
        "nodes": [[str(node), facts] for node, facts in graph.nodes(data=True)],
        "arrows": [[str(source), str(target), facts] for source, target, facts in graph.edges(data=True)],
    }


if __name__ == "__main__":
    answer({"read": read})
