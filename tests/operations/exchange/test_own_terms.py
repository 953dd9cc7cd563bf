"""Labels, values and slots come in as the project's codebook has them; what it has not is counted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.model.bundle import Bundle
from annotator.model.codebook import Codebook
from annotator.model.ids import ActorId, LabelId, LinkId, RoleId, SpanId
from annotator.model.span import Link, Span
from annotator.operations.codebook import labels
from annotator.operations.exchange.left_out import Why
from annotator.operations.exchange.origins import Matched
from annotator.operations.exchange.own_terms import OwnTerms
from annotator.store.project import Project
from tests.formats.bundles import ANAS, CODEBOOK, document, span

TEXT = document("d", "Readout", "France urged China to talk.")
BOOK = CODEBOOK.with_labels(
    label.model_copy(update={"id": LabelId("plea")}) if label.id == "appeal" else label for label in CODEBOOK.labels
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.annot", CODEBOOK) as made:
        yield made


def terms(project: Project, book: Codebook = BOOK, **said: Any) -> OwnTerms:
    return OwnTerms(project, Bundle(book, []), Matched({LabelId(id): one for id, one in said.items()}))


def coded(label: str, *pieces: tuple[int, int], **attributes: Any) -> Span:
    return span("s", TEXT, label, *(pieces or ((0, 6),)), layer=ANAS, **attributes)


def test_a_label_is_known_by_its_id_its_name_or_as_it_is_said(project: Project) -> None:
    found = terms(project, warning="actor")
    for theirs, ours in (("plea", "appeal"), ("warning", "actor"), ("threat_of-force", "threat_of-force")):
        made = found.span(coded(theirs), None)
        assert made is not None and made.label == ours
    assert [one.theirs.id for one in found.matches()] == ["plea", "warning", "threat_of-force"]
    assert terms(project, plea=None).span(coded("plea"), None) is None


def test_what_is_only_nearly_called_so_is_left_out(project: Project) -> None:
    near = BOOK.with_labels(label.model_copy(update={"id": LabelId(f"{label.id}-x"), "name": f"{label.name}s"})
                            for label in BOOK.labels if label.parent is None)  # fmt: skip
    found = terms(project, near)
    assert found.span(coded("warning-x"), None) is None
    assert found.counts == {(Why.NO_LABEL, "Warnings"): 1}


def test_a_label_of_another_scope_and_a_retired_one_take_nothing_new(project: Project) -> None:
    labels.retire(project, LabelId("warning"))
    found = terms(project)
    assert found.span(replace(coded("plea"), extents=()), None) is None
    assert found.span(coded("warning"), None) is None
    assert found.span(coded("warning"), coded("warning")) is not None, "it stands here already"
    assert found.counts == {(Why.SCOPE, "Appeal"): 1, (Why.RETIRED, "Warning"): 1}


def test_codings_follow_a_label_that_was_merged(project: Project) -> None:
    labels.merge(project, LabelId("actor"), [LabelId("warning")])
    made = terms(project).span(coded("warning"), None)
    assert made is not None and (made.label, made.codebook_version) == ("actor", "")


def test_values_that_the_codebook_cannot_have_are_counted_and_words_become_what_they_say(project: Project) -> None:
    found = terms(project)
    made = found.span(coded("plea", force="shouts", year="1999", tone="sharp", public=True), None)
    assert made is not None and made.attributes == {"year": 1999, "public": True}
    assert found.counts == {(Why.NO_VALUE, "Appeal, Force"): 1, (Why.NO_VALUE, "Appeal, tone"): 1}


def test_what_stands_here_keeps_values_that_the_codebook_has_no_more(project: Project) -> None:
    old = coded("appeal", force="shouts")
    made = terms(project, CODEBOOK).span(old, old)
    assert made is not None and made.attributes == old.attributes


def test_a_slot_takes_what_the_codebook_lets_it(project: Project) -> None:
    found, act = terms(project), coded("appeal")

    def filled(role: str, label: str = "plea", **said: Any) -> Link | None:
        return found.link(Link(LinkId("l"), SpanId("s"), RoleId(role), **said), label, act, None)

    to = filled("addressee", actor=ActorId("a"), attributes={"kind": "group", "armed": True, "odd": 1})
    assert to is not None and to.attributes == {"kind": "group", "armed": True}
    unasked = filled("addressee", actor=ActorId("a"), attributes={"kind": "state", "armed": True})
    assert unasked is not None and unasked.attributes == {"kind": "state"}
    assert filled("witness", actor=ActorId("a")) is None
    assert found.counts == {
        (Why.NO_VALUE, "Appeal, Addressee | party, odd"): 1,
        (Why.NO_VALUE, "Appeal, Addressee | party, Armed"): 1,
        (Why.NO_SLOT, "Appeal, witness"): 1,
    }


def test_a_slot_for_one_has_room_for_one(project: Project) -> None:
    found, act, parties = terms(project), coded("appeal"), set[object]()
    one, other = (Link(LinkId(name), act.id, RoleId("speaker"), actor=ActorId(name)) for name in "ab")
    assert found.has_room(one, act, parties) and not found.has_room(one, act, parties)
    assert not found.has_room(other, act, parties)
    assert found.counts == {(Why.NO_SLOT, "Appeal, Speaker"): 1}
