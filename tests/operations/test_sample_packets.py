"""What the coders of the sample handed in: made by the way of a team, and taken in as a team's is."""

from pathlib import Path

from annotator.model.coder import LayerKind, State
from annotator.operations.sample import SampleReport
from annotator.operations.sample_packets import FOLDER
from annotator.operations.team import taking_in
from annotator.store.project import Project


def test_three_coders_have_handed_in_what_ends_their_work(sample_made: SampleReport, sample_copy: Path) -> None:
    assert [path.parent.name for path in sample_made.packets] == [FOLDER] * 3
    with Project.open(sample_copy) as project:
        coders = [layer for layer in project.layers.all(LayerKind.CODER) if project.spans.counts_by_document(layer.id)]
        left = [_open(project, layer.id) for layer in coders]
        assert left == [1, 1, 1]
        spans = project.spans.count()
        came = taking_in.take_in(project, sample_made.packets)
        assert [one.problem for one in came] == ["", "", ""] and all(one.taken for one in came)
        assert [_open(project, layer.id) for layer in coders] == [0, 0, 0]
        assert project.spans.count() > spans
        assert project.check() == []


def test_no_packet_holds_a_name_of_another_coder(sample_made: SampleReport) -> None:
    names = [path.name.split()[0] for path in sample_made.packets]
    assert names == ["Ana", "Ben", "Chloé"]
    for name, path in zip(names, sample_made.packets, strict=True):
        data = path.read_bytes()
        assert not any(other.encode() in data for other in names if other != name)


def _open(project: Project, layer: str) -> int:
    states = project.assignments.states(layer)
    return sum(states.get(info.id) is not State.DONE for info in project.documents.all())
