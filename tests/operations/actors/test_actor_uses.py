"""Where actors are used, and what is touched."""

from pathlib import Path

from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.actors.actor_uses import touched, touched_in_words, uses_of
from annotator.operations.coding import acts, annotate
from annotator.store.rows.actors import Uses
from tests.operations.actors.test_actors import actor, add, mention
from tests.operations.desks import make_table


def test_uses_are_listed_by_place_with_what_they_are(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    project = table.project
    add(project, actor("fra", "France"), actor("chn", "China"))
    span = mention(table, "China", "chn")
    act = table.code("Ben", "appeal", "urged")
    named = acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId("chn")))
    passage = acts.fill_slot(project, act.id, "speaker", acts.SlotFiller(actor=ActorId("fra"), extents=((0, 6),)))
    other = table.code("Ana", "actor", "الصين", document=1)
    annotate.set_actor(project, other.id, ActorId("chn"))
    found = uses_of(project, ActorId("chn"))
    assert [(use.span, use.link, use.what, use.layer, use.quote) for use in found] == [
        (act.id, named.id, "Addressee of: Appeal", "Ben", "urged"),
        (span.id, None, "Actor", "Ana", "China"),
        (other.id, None, "Actor", "Ana", "الصين"),
    ]
    assert [use.document.title for use in found] == ["Readout", "Readout", "بيان"]
    (speaking,) = uses_of(project, ActorId("fra"))
    assert (speaking.link, speaking.quote) == (passage.id, "urged (France)")
    assert project.actors.in_use() == {"chn": Uses(2, 1), "fra": Uses(0, 1)}
    assert touched(project, [ActorId("fra"), ActorId("chn"), ActorId("chn")]) == Uses(2, 2)
    actors.merge(project, ActorId("fra"), [ActorId("chn")])
    assert uses_of(project, ActorId("chn")) == [] and project.actors.in_use() == {"fra": Uses(2, 2)}


def test_what_is_touched_is_told_in_words() -> None:
    assert touched_in_words(Uses()) == "nothing else"
    assert touched_in_words(Uses(spans=1)) == "1 span"
    assert touched_in_words(Uses(1200, 1, 0, 2, 1)) == "1,200 spans, 1 slot, 2 actors below it and 1 membership"
