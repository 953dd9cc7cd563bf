"""What is erased is in no byte of the copy; all else is in it as before, and the check misses nothing."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.decision import Decision, Rule
from annotator.model.document import DocumentDraft
from annotator.model.errors import UndoBlocked, UserError
from annotator.model.filter_words import Term, text_of
from annotator.model.ids import CoderId, DecisionId, DocumentId, LayerId, SearchId, new_id
from annotator.model.kept_search import KeptSearch
from annotator.model.practice import PracticeResult, Release, Score
from annotator.model.span import Span
from annotator.model.verbs.searches import KeepSearch
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, sets
from annotator.operations.passages import kept
from annotator.operations.people import people
from annotator.store.chain import packing
from annotator.store.erasing.erased_copy import without
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from annotator.store.schema.tables import BY_HASH
from tests.examples import examples
from tests.operations.random_projects import content_of, fillings
from tests.store.erasing.erased import erase_in, held_in


@dataclass
class Marks:
    """Words that stand in one thing alone, each a new one."""

    of: dict[str, list[str]] = field(default_factory=dict)

    def new(self, id: str) -> str:
        """Return a word that is to go with this thing."""
        count = sum(map(len, self.of.values()))
        word = f'Zq{count:03}🕊”"\\xЖ'
        self.of.setdefault(id, []).append(word)
        return word


@dataclass
class Players:
    """A random project with two documents and two people whose words are marked, and what happens to them."""

    project: Project
    documents: list[DocumentId]
    people: list[CoderId]
    layers: list[LayerId]
    marks: Marks

    def do(self, what: int, which: int) -> None:
        """Do one thing of many to one document or person; what cannot be done is not."""
        with suppress(UserError, IndexError, sqlite3.IntegrityError):
            _DEEDS[what % len(_DEEDS)](self, which % 2)

    def spans(self, which: int) -> list[Span]:
        """Return what is coded in a document."""
        return self.project.spans.of_document(self.documents[which])

    def reopen(self, which: int) -> None:
        """Go on in another sitting, with the parts of this one packed."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(packing, "FEWEST", 2)
            self.project.close()
        self.project = Project.open(self.project.path, self.people[which])


def _code(players: Players, which: int) -> None:
    count = len(players.project.spans.of_document(players.documents[which]))
    span = annotate.add_span(
        players.project, players.documents[which], players.layers[which], [(count, count + 4)], "appeal"
    )
    annotate.set_note(players.project, span.id, players.marks.new(players.documents[which]))


def _decide(players: Players, which: int) -> None:
    document = players.project.documents.info(players.documents[which]).id
    spans = players.spans(which)[:2]
    reason = players.marks.new(document)
    decision = Decision(DecisionId(new_id()), document, Rule.TAKEN, tuple(spans), reason=reason)
    with players.project.transact(Told(sentence="Decide")):
        players.project.decisions.add([decision])
        players.project.releases.add([Release(document, "2026-01-02T03:04:05Z", players.people[0])])
        result = PracticeResult(players.layers[which], document, Score(1, 1, 1, 1, 1))
        players.project.practice_results.add([result])


def _person(players: Players, which: int) -> None:
    players.project.person = players.people[which]


def _rename(players: Players, which: int) -> None:
    documents.rename(players.project, players.documents[which], players.marks.new(players.documents[which]))


def _describe(players: Players, which: int) -> None:
    words = {players.marks.new(players.documents[which]): [players.marks.new(players.documents[which])]}
    documents.set_metadata(players.project, players.documents[which], words)


def _rename_person(players: Players, which: int) -> None:
    people.rename_coder(players.project, players.people[which], players.marks.new(players.people[which]))


def _example(players: Players, which: int) -> None:
    text = players.project.documents.get(players.documents[which]).text
    book = players.project.codebook
    labels = [label.model_copy(update={"examples": (*label.examples, text[:14])}) for label in book.labels]
    codebook.save(players.project, book.model_copy(update={"labels": tuple(labels)}))


def _set(players: Players, which: int) -> None:
    name = players.project.coders.get(players.people[which]).name
    term = Term("done", name)
    sets.make_set(players.project, f"Of {name}", documents=players.documents)
    sets.make_set(players.project, f"By {name}", f"{term} -title:x")
    sets.rename_set(players.project, sets.set_named(players.project, f"By {name}").id, f"Still by {name}")


def _keep(players: Players, which: int) -> None:
    project = players.project
    name = project.coders.get(players.people[which]).name
    title = project.documents.info(players.documents[which]).title
    asked = (Term(name, "coder"), Term("done", name, is_not=True), Term(title, "title"))
    made = [
        KeptSearch(SearchId(new_id()), f"Of {name}", f"{text_of(asked)} war", 0, coder)
        for coder in (None, players.people[1 - which])
    ]
    with project.transact(KeepSearch(search=made[0].id)):
        project.kept_searches.add(made)
    project.person = players.people[1 - which]
    kept.rename(project, made[1].id, f"Still of {name}")


_DEEDS: tuple[Callable[[Players, int], object], ...] = (
    _code,
    _code,
    _decide,
    _person,
    _rename,
    _describe,
    _rename_person,
    _example,
    _set,
    _keep,
    Players.reopen,
    lambda players, which: players.project.undo(),
    lambda players, which: players.project.redo(),
    lambda players, which: annotate.remove_spans(players.project, [players.spans(which)[0].id]),
    lambda players, which: documents.remove(players.project, [players.documents[which]], with_codings=True),
    lambda players, which: annotate.mark_done(players.project, players.layers[which], players.documents[which]),
)


def begin(path: Path, fill: Callable[[Path], Project]) -> Players:
    """Make a random project with two more documents and two more people, all of whose words are marked."""
    project, marks = fill(path), Marks()
    project.person = None
    with project.transact(Told(sentence="Begin")):
        made = [people.add_coder(project, f"nobody {number}") for number in range(2)]
        drafts = [DocumentDraft(f"title {number}", f"{number} " + marks.new(f"{number}") * 3) for number in range(2)]
        added = documents.add_drafts(project, drafts)[0]
    for number, document in enumerate(added):
        marks.of[document.id] = marks.of.pop(f"{number}")
    for coder, _ in made:
        people.rename_coder(project, coder.id, marks.new(coder.id))
    project.person = made[0][0].id
    ids = [document.id for document in added]
    return Players(project, ids, [coder.id for coder, _ in made], [layer.id for _, layer in made], marks)


DEEDS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 1)), max_size=25)
PICK = st.sets(st.integers(0, 1))


@given(fillings(), DEEDS, PICK, PICK)
@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_no_word_of_it_is_in_any_byte_and_all_else_is_as_it_was(
    fill: Callable[[Path], Project], deeds: list[tuple[int, int]], texts: set[int], names: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.annot"
        players = begin(path, fill)
        for deed in deeds:
            players.do(*deed)
        wanted = ToErase(
            frozenset(players.documents[number] for number in texts),
            frozenset(players.people[number] for number in names),
        )
        before = content_of(players.project)
        players.project.close()
        gone = {word for id in wanted.documents | wanted.coders for word in players.marks.of[id]}
        stays = {word for some in players.marks.of.values() for word in some} - gone
        held = held_in(path, gone | stays)
        assert len(held) >= 4, "the search finds nothing"
        if not wanted.documents | wanted.coders:
            first = Path(shutil.copy(path, Path(folder) / "first.annot"))
            assert without(first, wanted, "") is None and not first.exists()
            return
        erase_in(path, wanted, players.people[0])
        assert held_in(path, gone | stays) == held & stays
        with Project.open(path, players.people[0]) as project:
            assert project.check() == []
            assert len(project.erasures.said()) == bool(wanted.documents) + bool(wanted.coders)
            assert _without(content_of(project)) == _without(_left(before, wanted))
            with suppress(UndoBlocked):
                while project.undo() is not None:
                    pass
            assert project.check() == []
        assert held_in(path, gone) == set()


def _left(content: dict[str, list[dict[str, object]]], wanted: ToErase) -> dict[str, list[dict[str, object]]]:
    """Return the rows that have nothing to do with an erased document."""
    texts = {row["text_sha256"] for row in content["documents"] if row["id"] in wanted.documents}
    spans = {row["id"] for row in content["spans"] if row["document"] in wanted.documents}
    there = {row["text_sha256"] for row in content["documents"]} - texts
    there |= {row["source_file"] for row in content["documents"] if row["id"] not in wanted.documents}
    return {
        table: [
            row
            for row in rows
            if not {row.get("document"), row["id"] if table == "documents" else None} & wanted.documents
            and row.get("act") not in spans
            and (table not in BY_HASH or row["sha256"] in there)
        ]
        for table, rows in content.items()
    }


def _without(content: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """Return all but what people are called, and examples of labels."""
    used = {row[column] for row in content["documents"] for column in ("text_sha256", "source_file")}
    there = {row["id"] for row in content["documents"]}
    found: dict[str, object] = {}
    for table, rows in content.items():
        if table in ("coders", "layers"):
            rows = [{**row, "name": ""} for row in rows]
        if table in BY_HASH:
            rows = [row for row in rows if row["sha256"] in used]
        if table == "document_sets":
            rows = [{**row, "name": "", "filter": "", "documents": _there(row, there)} for row in rows]
        if table == "kept_searches":
            rows = [{**row, "name": "", "search": ""} for row in rows]
        if table == "codebook_versions":
            rows = [{**row, "codebook": _plain(str(row["codebook"]))} for row in rows]
        found[table] = rows
    return found


def _there(row: dict[str, object], documents: set[object]) -> list[str]:
    return [id for id in json.loads(str(row["documents"] or "[]")) if id in documents]


def _plain(codebook: str) -> object:
    value = json.loads(codebook)
    for label in value.get("labels", ()):
        label.pop("examples", None)
    return value
