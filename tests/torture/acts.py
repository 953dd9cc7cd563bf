"""Random acts of one person in a small project, and how each is acknowledged."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotator.model.actor import Actor, ActorKind
from annotator.model.document import DocumentDraft
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, new_id
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin
from annotator.model.joining.taking import TakenColumn
from annotator.operations.actors import actors
from annotator.operations.codebook import labels
from annotator.operations.coding import annotate
from annotator.operations.documents import documents, joining
from annotator.operations.documents.joining import JoinRequest
from annotator.operations.people import people
from annotator.operations.recycle_bin.putting_back import put_back
from annotator.store.project import Project
from tests.projects import TEXT, default_codebook

NAME = "p.annot"
Act = Callable[[Project, random.Random], object]


PASSPHRASE = "correct horse battery staple"


def new_file(folder: Path, count: int = 6, times: int = 40, passphrase: str = "") -> Path:
    """Make a project of one coder, Ana, with texts that are longer the more `times` their words stand in them."""
    path = folder / NAME
    with Project.create(path, default_codebook(), passphrase=passphrase) as project:
        people.add_coder(project, "Ana")
        documents.add_drafts(project, [DocumentDraft(f"D{n}", f"{n} {TEXT} " * times) for n in range(count)])
    return path


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """Open a project with Ana at the desk."""
    with Project.open(path) as project:
        project.person = project.coders.all()[0].id
        yield project


def copied(base: Path, folder: Path) -> Path:
    """Copy a project that is closed into a folder."""
    return Path(shutil.copyfile(base, folder / NAME))


def one_of(things: Sequence[Any], chance: random.Random) -> Any:
    """Draw one; where there is none the act cannot be done."""
    if not things:
        raise UserError("there is none")
    return chance.choice(things)


def _a_span(project: Project, chance: random.Random) -> str:
    return str(one_of(project._connection.execute("SELECT id FROM spans ORDER BY id").fetchall(), chance)[0])


def _code(project: Project, chance: random.Random) -> object:
    layer = one_of(project.layers.all()[:1], chance)
    document = one_of(project.documents.all(), chance)
    start, label = chance.randrange(200), chance.choice(["appeal", "commitment", "actor"])
    return annotate.add_span(project, document.id, layer.id, [(start, start + chance.randrange(1, 30))], label)


def _mark(project: Project, chance: random.Random) -> None:
    layer = one_of(project.layers.all()[:1], chance)
    annotate.mark_done(project, layer.id, one_of(project.documents.all(), chance).id, chance.random() < 0.7)


def _document(project: Project, chance: random.Random) -> object:
    return documents.add_drafts(project, [DocumentDraft("New", f"{new_id()} {TEXT}" * chance.choice((3, 3, 60)))])


def _actor(project: Project, chance: random.Random) -> object:
    return actors.add(project, Actor(id=ActorId(new_id()), name=f"Person {new_id()[-4:]}", kind=ActorKind.PERSON))


def _remove(project: Project, chance: random.Random) -> None:
    documents.remove(project, [one_of(project.documents.all()[1:], chance).id], with_codings=True)


def _put_back(project: Project, chance: random.Random) -> object:
    return put_back(project, [one_of(project.removals.all(), chance).id])


def _join(project: Project, chance: random.Random) -> object:
    rows = tuple((one.title, f"value {chance.random()}") for one in project.documents.all() if chance.random() < 0.7)
    key = JoinKey((KeyPair(Origin.TITLE, "title"),))
    taken = (TakenColumn("own", "own"),)
    return joining.join(
        project, JoinRequest(MetadataTable("t.csv", ("title", "own"), rows), key, taken, True), few_are_meant=True
    )


ACTS: tuple[Act, ...] = (
    *(_code,) * 8,
    lambda project, chance: annotate.set_note(project, _a_span(project, chance), f"note {chance.random()} 🕊"),  # type: ignore[arg-type]
    lambda project, chance: annotate.set_doubt(project, _a_span(project, chance), chance.random() < 0.5),  # type: ignore[arg-type]
    lambda project, chance: annotate.relabel(project, [_a_span(project, chance)], "warning"),  # type: ignore[list-item]
    lambda project, chance: annotate.remove_spans(project, [_a_span(project, chance)]),  # type: ignore[list-item]
    _mark,
    _document,
    _actor,
    _remove,
    _put_back,
    lambda project, chance: documents.rename(
        project, one_of(project.documents.all(), chance).id, f"Title {chance.random()}"
    ),
    lambda project, chance: people.add_coder(project, f"Coder {new_id()[-6:]}"),
    _join,
    lambda project, chance: labels.rename(project, one_of(project.codebook.labels, chance).id, f"L{chance.random()}"),
)


def act(project: Project, chance: random.Random, undoing: float = 0.0) -> None:
    """Do one act, or (with this chance) take one back or do one again; one that is refused has done nothing."""
    try:
        if chance.random() < undoing:
            project.redo() if chance.random() < 0.3 else project.undo()
        else:
            chance.choice(ACTS)(project, chance)
    except UserError:
        return


def acknowledged(project: Project) -> str:
    """Return what is said of the latest step: it has to be found again."""
    return lines(project, 1)[-1]


def lines(project: Project, count: int = 1_000_000) -> list[str]:
    """Return the last steps, the oldest first, a line each."""
    rows = project._connection.execute(
        "SELECT number, kind, verb, facts, person, time FROM steps ORDER BY number DESC LIMIT ?", [count]
    )
    return ["|".join(map(str, row)) for row in rows][::-1]
