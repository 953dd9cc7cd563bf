"""Whatever is called otherwise, by whatever name: a kept search finds what it found."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label
from annotator.model.document_field import FieldKind
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, LabelId
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook, labels
from annotator.operations.coding import acts
from annotator.operations.coding.acts import SlotFiller
from annotator.operations.documents import documents, fields, sets
from annotator.operations.passages import kept
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.people import people
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import make_table

SEARCHES = (
    "label:appeal",
    "-label:Appeal note:no",
    "label:warning near:Appeal",
    "near:appeal/3",
    "overlaps:warning OR:x",
    "urged coded:Appeal",
    "urged -coded:appeal",
    "force:urges",
    "Force:*",
    "to:Ruritania",
    "by:*",
    'to:ruritania "urged" in:passage',
    "coder:Ana",
    "-coder:ben coder:all",
    "set:Round",
    "-set:round place:Paris",
    "place:Paris label:appeal",
    "Ana:todo",
    "peace",
)
ODD = (
    "Plea",
    "a b",
    'x"y',
    "label",
    "set",
    "coder",
    "中文",
    "A/5",
    "-x",
    "*",
    "a:b",
    "(a",
    "OR",
    "gold",
    "=x",
    "/r/",
    "«q»",
)
NAMES = st.sampled_from(ODD) | st.text(st.characters(categories=("L", "Nd", "Zs")), max_size=4).map("Z{}".format)


def _rename_label(project: Project, name: str) -> None:
    labels.rename(project, LabelId("appeal"), name)


def _rename_attribute(project: Project, name: str) -> None:
    def called(label: Label) -> Label:
        some = tuple(one.model_copy(update={"name": name}) if one.id == "force" else one for one in label.attributes)
        return label.model_copy(update={"attributes": some})

    book = project.codebook
    codebook.save(project, book.model_copy(update={"labels": tuple(map(called, book.labels))}))


def _rename_person(project: Project, name: str) -> None:
    people.rename_coder(project, project.coders.all()[0].id, name)


def _rename_field(project: Project, name: str) -> None:
    fields.rename_field(project, "place", name)


Rename = Callable[[Project, str], object]
RENAMES: tuple[Rename, ...] = (
    _rename_label,
    _rename_attribute,
    lambda project, name: actors.change(project, project.actors.get(ActorId("a")).model_copy(update={"name": name})),
    _rename_person,
    lambda project, name: sets.rename_set(project, project.document_sets.all()[0].id, name),
    _rename_field,
)
KEYED: dict[Rename, str] = {_rename_person: "p", _rename_attribute: "a", _rename_field: "f"}
"""What is asked for by its name as a key is called like nothing else: of two called alike a search asks for one."""


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(RENAMES), NAMES), min_size=1, max_size=3))
def test_what_is_kept_finds_the_same_under_other_names(
    renames: list[tuple[Callable[[Project, str], object], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(Path(folder))
        project = table.project
        act = table.code("Ana", "appeal", "urged")
        table.code("Ana", "warning", "warned")
        table.code("Ben", "warning", "urged")
        actor = actors.add(project, Actor(id=ActorId("a"), name="Ruritania", kind=ActorKind.STATE))
        table.sit("Ana")
        acts.fill_slot(project, act.id, "addressee", SlotFiller(actor=actor.id))
        people.see_others(project, "Passages")
        fields.define_field(project, "place", FieldKind.TEXT)
        documents.set_metadata(project, table.documents[0], {"place": ["Paris"]})
        sets.make_set(project, "Round", "place:Paris")
        found = {}
        for number, search in enumerate(SEARCHES):
            with suppress(UserError):
                one = kept.keep(project, f"Kept {number}", search)
                found[one.id] = lines(project, search)
        assert len(found) >= 15 and sum(map(bool, found.values())) >= 8
        for rename, name in renames:
            with suppress(UserError):
                rename(project, f"{name}{KEYED.get(rename, '')}")
        for one in kept.kept(project):
            assert lines(project, one.search) == found[one.id], (SEARCHES[int(one.name[5:])], one.search)
        project.close()


def lines(project: Project, search: str) -> list[PassageLine]:
    return list(PassageSearch(project, search).lines())
