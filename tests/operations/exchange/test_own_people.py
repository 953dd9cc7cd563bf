"""Whose the codings of a file are, in the copy of a coder; and the actors that come with theirs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, CoderId, LayerId
from annotator.operations.actors import actors
from annotator.operations.exchange.origins import Matched
from annotator.operations.exchange.own_people import OwnLayers, own_layers, with_own_actors
from tests.formats.bundles import ACTORS, ANAS, CODEBOOK, document, span
from tests.operations.exchange.own_work import CopiedWork, work_of
from tests.operations.exchange.zoes_work import actor

TEXT = document("d", "Readout", "France urged China to talk.")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[CopiedWork]:
    made = work_of(tmp_path, [("Readout", TEXT.text)], CODEBOOK, {0})
    yield made
    made.close()


def file_of(*people: tuple[str, str], name: str = "file") -> Bundle:
    """Return a file with a layer for each of these people (id, name), and gold."""
    coders = tuple(Coder(id=CoderId(id), name=called, pseudonym=id) for id, called in people)
    layers = tuple(
        Layer(id=LayerId(f"l-{one.id}"), name=one.name, kind=LayerKind.CODER, coder=one.id) for one in coders
    )
    gold = Layer(id=LayerId("l-gold"), name="Gold", kind=LayerKind.GOLD)
    return Bundle(CODEBOOK, [], coders, (*layers, gold), name=name)


def of(work: CopiedWork, bundle: Bundle, said: str | None = None, **people: CoderId | None) -> OwnLayers:
    return own_layers(work.copy, bundle, said, Matched(people={CoderId(id): one for id, one in people.items()}))


def test_it_is_theirs_by_name_or_as_whoever_imports_says(work: CopiedWork) -> None:
    two = file_of(("x", "ana souza"), ("y", "Ben Ötker"))
    assert list(of(work, two).layers) == ["l-x"]
    assert list(of(work, two, "Ana Souza").layers) == ["l-x"]
    assert list(of(work, two, x=None, y=work.ana).layers) == ["l-y"]
    assert list(of(work, file_of(("x", "annotator-3"))).layers) == []
    assert list(of(work, file_of(("x", "annotator-3")), x=work.ana).layers) == ["l-x"]


def test_who_is_known_by_id_is_nobody_else_of_that_name(work: CopiedWork) -> None:
    assert list(of(work, file_of((work.ana, "Anna"), ("x", "Ana Souza"))).layers) == [f"l-{work.ana}"]


def test_a_file_that_names_nobody_is_theirs_and_one_of_one_coder_if_they_say_so(work: CopiedWork) -> None:
    assert list(of(work, file_of(("x", "file"))).layers) == ["l-x"]
    assert list(of(work, file_of(("x", "annotator-3")), "Ana Souza").layers) == ["l-x"]
    assert list(of(work, file_of(("x", "one"), ("y", "two")), "Ana Souza").layers) == []


def test_nobody_else_can_be_meant(work: CopiedWork) -> None:
    with pytest.raises(NotAllowed, match="This is a copy for Ana Souza, into which nobody else’s codings come"):
        of(work, file_of(("x", "Ben Ötker")), "Ben Ötker")


def test_who_of_the_file_is_asked_about_are_its_coders(work: CopiedWork) -> None:
    found = of(work, file_of(("x", "Ana Souza"), ("y", "Ben Ötker")))
    assert [(one.theirs.name, one.ours) for one in found.people] == [("Ana Souza", work.ana), ("Ben Ötker", None)]
    assert found.names["l-gold"] == "Gold" and found.names["l-y"] == "Ben Ötker"


def test_only_actors_that_are_named_come_with_what_they_hang_on_and_under_ids_of_their_own(work: CopiedWork) -> None:
    child = actor("child", parent="root").model_copy(update={"memberships": ACTORS[0].memberships})
    coded = CodedDocument(TEXT, (replace(span("s", TEXT, "actor", (0, 6), layer=ANAS), actor=child.id),))
    theirs = [*ACTORS, child, actor("root"), actor("idle")]
    (named,), found = with_own_actors(work.copy, work.ana, [coded], theirs)
    assert [one.name for one in found] == ["child", "root", "European Union"]
    assert named.spans[0].actor == found[0].id != child.id and found[0].parent == found[1].id
    assert found[0].memberships[0].group == found[2].id
    (again,), _ = with_own_actors(work.copy, work.ana, [coded], theirs)
    assert again == named, "under the same ids, whenever it comes"
    (lost,), none = with_own_actors(work.copy, work.ana, [coded], [])
    assert lost.spans[0].actor is None and none == ()


def test_an_actor_that_is_here_keeps_its_id(work: CopiedWork) -> None:
    actors.add(work.copy, actor("mine"))
    coded = CodedDocument(TEXT, (replace(span("s", TEXT, "actor", (0, 6), layer=ANAS), actor=ActorId("mine")),))
    (named,), found = with_own_actors(work.copy, work.ana, [coded], [actor("mine", parent="other"), actor("other")])
    assert named == coded and [one.id for one in found] == ["mine"]
