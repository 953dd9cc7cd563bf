"""The network of what a search finds has the acts of the matrix of Explore."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.acts.series import APART
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.operations.explore import events
from annotator.operations.passages import names as names_of
from annotator.operations.passages.acts_network import WRITERS, acts_network, write_network
from annotator.operations.people.seeing import Sight
from annotator.reports.networks.network import Network, NetworkArrow, NetworkNode
from tests.examples import examples
from tests.operations.random_projects import fillings


@pytest.fixture(autouse=True)
def seeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees what all coded."""
    monkeypatch.setattr(names_of, "sight", lambda project, person: Sight.SHOWN)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), by_state=st.booleans())
def test_an_arrow_has_the_acts_from_one_to_the_other(
    data: st.DataObject, by_state: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with data.draw(fillings())(tmp_path_factory.mktemp("network") / "a.annot") as project:
        network = acts_network(project, "coder:all", by_state)
        expected: dict[tuple[str, str], set[str]] = defaultdict(set)
        acts: set[str] = set()
        labels = {label.id for label in project.codebook.labels if label.is_act}
        layers = {layer.id for layer in project.layers.all() if layer.kind is LayerKind.CODER}
        for event in events(project, layers, by_state=by_state):
            if event.label in labels:
                acts.add(event.act)
                if event.source not in APART and event.target not in APART:
                    expected[event.source, event.target].add(event.act)
        names = [node.name for node in network.nodes]
        found = {(names[one.source], names[one.target]): one for one in network.arrows}
        assert {ends: one.weight for ends, one in found.items()} == {ends: len(some) for ends, some in expected.items()}
        assert network.left_out == len(acts - {act for some in expected.values() for act in some})
        for one in found.values():
            by_label = [number for key, number in one.facts.items() if key.startswith("label: ")]
            assert sum(int(number) for number in by_label) == one.weight
        again = acts_network(project, "coder:all", by_state)
        assert all(writer(network) == writer(again) for writer in WRITERS.values())


def test_a_file_is_written_as_it_is_called(tmp_path: Path) -> None:
    network = Network((NetworkNode("A"), NetworkNode("B")), (NetworkArrow(0, 1, 2),))
    for ending, writer in WRITERS.items():
        path = tmp_path / f"network{ending.upper()}"
        write_network(network, path)
        assert path.read_text("utf-8") == writer(network)
    with pytest.raises(BadFile, match=r"end it in \.graphml, \.gexf or \.dl"):
        write_network(network, tmp_path / "network.txt")
    assert not (tmp_path / "network.txt").exists()
