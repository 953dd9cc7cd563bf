"""Coders, their layers, how far each document is in a layer, and which layers are samples coded once more."""

import sqlite3
from collections.abc import Iterable, Sequence

from annotator.model.coder import Assignment, Coder, Layer, LayerKind, RecodeSample, State, TeamRole
from annotator.model.errors import BadProject, NotFound
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.store.rows.rows import TableRows
from annotator.store.sqlite_errors import DAMAGED

_FIRST = 2
"""What `given` is of a document that comes before the others."""


class Coders(TableRows):
    """The people of the project, in the order in which they joined.

    In an older file nobody has said in which roles they work, and nobody is to be locked out: who saved a codebook or
    released gold leads, and the first person where nobody did; who decided cases adjudicates; the others code.
    """

    name = "coders"
    columns = ("id", "name", "pseudonym", "roles")

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._by_deeds: dict[str, tuple[TeamRole, ...]] | None = None

    def all(self) -> list[Coder]:
        """Return all coders."""
        return [self._coder(row) for row in self._select("ORDER BY id")]

    def get(self, id: str) -> Coder:
        """Return one coder; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This coder is not in the project any more.")
        return self._coder(row)

    def named(self, name: str) -> Coder | None:
        """Return the coder with this name, case ignored."""
        return next((coder for coder in self.all() if coder.name.casefold() == name.casefold()), None)

    def add(self, coders: Iterable[Coder]) -> None:
        """Insert coders."""
        self.insert((coder.id, coder.name, coder.pseudonym, roles_text(coder.roles)) for coder in coders)

    def put_roles(self, coder: str, roles: Iterable[TeamRole]) -> None:
        """Give a coder other roles."""
        self.update(coder, {"roles": roles_text(roles)})

    def is_named(self, id: str) -> bool:
        """Whether a decision, a release, a practice document or a version of the codebook says that it is theirs."""
        tables = ("decisions", "releases", "practice_documents", "codebook_versions")
        query = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE coder = ?1)" for table in tables)
        return bool(self._connection.execute(f"SELECT {query}", [id]).fetchone()[0])

    def _coder(self, row: tuple[str, str, str, str]) -> Coder:
        id, name, pseudonym, roles = row
        try:
            held = tuple(TeamRole(word) for word in roles.split()) or self._deeds().get(id, (TeamRole.CODER,))
        except ValueError as error:
            raise BadProject(DAMAGED) from error
        return Coder(id=CoderId(id), name=name, pseudonym=pseudonym, roles=held)

    def _deeds(self) -> dict[str, tuple[TeamRole, ...]]:
        """Return the roles that follow from what people have done, read once."""
        if self._by_deeds is None:
            run = self._connection.execute
            judges = {id for (id,) in run("SELECT DISTINCT coder FROM decisions WHERE coder IS NOT NULL")}
            leads = {id for (id,) in run("SELECT coder FROM codebook_versions UNION SELECT coder FROM releases") if id}
            roles = dict.fromkeys(judges, (TeamRole.CODER, TeamRole.ADJUDICATOR))
            self._by_deeds = roles | dict.fromkeys(leads, (TeamRole.LEAD,))
        return self._by_deeds


class Layers(TableRows):
    """Coders' layers, the gold layer, layers of suggestions."""

    name = "layers"
    columns = ("id", "name", "kind", "coder")

    def all(self, kind: LayerKind | None = None) -> list[Layer]:
        """Return the layers (of one kind) in the order in which they were made."""
        layers = [_layer(row) for row in self._select("ORDER BY id")]
        return [layer for layer in layers if kind is None or layer.kind is kind]

    def get(self, id: str) -> Layer:
        """Return one layer; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This layer is not in the project any more.")
        return _layer(row)

    def named(self, name: str) -> Layer | None:
        """Return the layer with this name, case ignored."""
        return next((layer for layer in self.all() if layer.name.casefold() == name.casefold()), None)

    def of_coder(self, coder: str) -> list[Layer]:
        """Return a coder's layers, the first pass first."""
        return [_layer(row) for row in self._select("WHERE coder = ? AND kind = 'coder' ORDER BY id", [coder])]

    def gold(self) -> Layer | None:
        """Return the gold layer; it is made with the first decision."""
        return next(iter(self.all(LayerKind.GOLD)), None)

    def add(self, layers: Iterable[Layer]) -> None:
        """Insert layers."""
        self.insert((layer.id, layer.name, layer.kind, layer.coder) for layer in layers)


class Assignments(TableRows):
    """Which document is assigned in which layer, and which is done; a row's id is `layer/document`."""

    name = "assignments"
    columns = ("id", "layer", "document", "done", "given", "due")

    def of_document(self, document: str) -> list[Assignment]:
        """Return the assignments of a document."""
        return [_assignment(row) for row in self._select("WHERE document = ? ORDER BY id", [document])]

    def of_layer(self, layer: str) -> list[Assignment]:
        """Return the assignments of a layer."""
        return [_assignment(row) for row in self._select("WHERE layer = ? ORDER BY id", [layer])]

    def put(self, assignments: Sequence[Assignment]) -> None:
        """Insert or replace assignments; what says nothing of being given out leaves that as it is."""
        for one in assignments:
            self._connection.execute(
                "INSERT INTO assignments (id, layer, document, done, given, due) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET done = excluded.done, given = max(given, excluded.given),"
                " due = coalesce(excluded.due, due)"
                " WHERE done <> excluded.done OR given < excluded.given OR coalesce(excluded.due, due) IS NOT due",
                [_row_id(one.layer, one.document), one.layer, one.document, one.done, _given(one), one.due],
            )

    def all_given(self) -> list[Assignment]:
        """Return all assignments that were given out, by layer and document."""
        return [_assignment(row) for row in self._select("WHERE given ORDER BY id")]

    def put_given(self, assignments: Iterable[Assignment]) -> None:
        """Say which documents are given out, until when, and which come first; whether they are done stays as it is."""
        for one in assignments:
            self._connection.execute(
                "INSERT INTO assignments (id, layer, document, done, given, due) VALUES (?, ?, ?, 0, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET given = excluded.given, due = excluded.due"
                " WHERE given <> excluded.given OR due IS NOT excluded.due",
                [_row_id(one.layer, one.document), one.layer, one.document, _given(one), one.due],
            )

    def has_given(self, layer: str) -> bool:
        """Whether anything was given out in a layer."""
        return self._select("WHERE layer = ? AND given LIMIT 1", [layer]).fetchone() is not None

    def given(self) -> dict[LayerId, dict[DocumentId, str]]:
        """Return what was given out, by layer: the documents, each with its due day as an ISO date, or ""."""
        found: dict[LayerId, dict[DocumentId, str]] = {}
        for row in self._select("WHERE given"):
            found.setdefault(LayerId(row[1]), {})[DocumentId(row[2])] = row[5] or ""
        return found

    def states(self, layer: str) -> dict[DocumentId, State]:
        """Return how far each document is in a layer; those that are not named are untouched."""
        states = {DocumentId(document): State.BEGUN for document in self._coded(layer)}
        for row in self._select("WHERE layer = ? AND done", [layer]):
            states[DocumentId(row[2])] = State.DONE
        return states

    def state(self, layer: str, document: str) -> State:
        """Return how far one document is in a layer."""
        done, begun = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM assignments WHERE layer = ?1 AND document = ?2 AND done),"
            " EXISTS (SELECT 1 FROM spans WHERE layer = ?1 AND document = ?2)",
            [layer, document],
        ).fetchone()
        return State.DONE if done else State.BEGUN if begun else State.UNTOUCHED

    def layers_in(self, document: str) -> set[LayerId]:
        """Return the coders' layers that have begun or done a document."""
        rows = self._connection.execute(
            "SELECT id FROM layers WHERE kind = 'coder' AND ("
            " EXISTS (SELECT 1 FROM spans WHERE spans.document = ?1 AND spans.layer = layers.id)"
            " OR EXISTS (SELECT 1 FROM assignments WHERE document = ?1 AND layer = layers.id AND done))",
            [document],
        )
        return {LayerId(row[0]) for row in rows}

    def done_in(self, document: str) -> set[LayerId]:
        """Return the layers in which a document is done."""
        rows = self._connection.execute("SELECT layer FROM assignments WHERE document = ? AND done", [document])
        return {LayerId(row[0]) for row in rows}

    def done_layers(self) -> set[LayerId]:
        """Return the layers in which a document is done."""
        return {
            LayerId(layer) for (layer,) in self._connection.execute("SELECT DISTINCT layer FROM assignments WHERE done")
        }

    def begun_layers(self) -> set[LayerId]:
        """Return the layers in which there is a span or a document is done."""
        rows = self._connection.execute(
            "SELECT id FROM layers WHERE EXISTS (SELECT 1 FROM spans WHERE spans.layer = layers.id)"
            " OR EXISTS (SELECT 1 FROM assignments WHERE assignments.layer = layers.id AND done)"
        )
        return {LayerId(row[0]) for row in rows}

    def _coded(self, layer: str) -> list[str]:
        # A look into an index for each document is little beside a million spans.
        found: sqlite3.Cursor = self._connection.execute(
            "SELECT id FROM documents WHERE EXISTS (SELECT 1 FROM spans WHERE document = documents.id AND layer = ?)",
            [layer],
        )
        return [row[0] for row in found]


class RecodeSamples(TableRows):
    """The layers in which a sample of documents is coded once more; a row's id is the layer's."""

    name = "recode_samples"
    columns = ("id", "layer", "drawn_from", "done", "seed")

    def all(self) -> list[RecodeSample]:
        """Return all samples in the order in which their layers were made."""
        return [_sample(row) for row in self._select("ORDER BY id")]

    def of_layer(self, layer: str) -> RecodeSample | None:
        """Return how the sample in a layer was drawn, None for a layer that is no sample."""
        row = self._select("WHERE id = ?", [layer]).fetchone()
        return _sample(row) if row else None

    def add(self, samples: Iterable[RecodeSample]) -> None:
        """Insert samples."""
        self.insert((one.layer, one.layer, one.drawn_from, one.done, one.seed) for one in samples)


def roles_text(roles: Iterable[TeamRole]) -> str:
    """Return roles as they stand in a row: words with a blank between."""
    return " ".join(role for role in TeamRole if role in roles)


def _layer(row: tuple[str, str, str, str | None]) -> Layer:
    id, name, kind, coder = row
    return Layer(id=LayerId(id), name=name, kind=LayerKind(kind), coder=CoderId(coder) if coder else None)


def _assignment(row: tuple[str, str, str, int, int, str | None]) -> Assignment:
    _, layer, document, done, given, due = row
    return Assignment(
        layer=LayerId(layer),
        document=DocumentId(document),
        done=bool(done),
        given=bool(given),
        first=given >= _FIRST,
        due=due,
    )


def _given(one: Assignment) -> int:
    """Return how it stands in a row: of two copies that say different things the larger one holds."""
    return _FIRST if one.given and one.first else int(one.given)


def _row_id(layer: str, document: str) -> str:
    return f"{layer}/{document}"


def _sample(row: tuple[str, str, str, int, int]) -> RecodeSample:
    _, layer, drawn_from, done, seed = row
    return RecodeSample(layer=LayerId(layer), drawn_from=LayerId(drawn_from), done=done, seed=seed)
