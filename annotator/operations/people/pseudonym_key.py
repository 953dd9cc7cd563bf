"""Pseudonyms, and their key: who is who in what left, as a table beside the project that stays there.

What a key says was published: it holds for whatever leaves later, too.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.formats.tables.csv_text import MARK, bare, csv_texts, guarded
from annotator.model.coder import PSEUDONYM, Coder, TeamRole, pseudonyms
from annotator.model.errors import BadFile
from annotator.model.ids import CoderId
from annotator.operations.atomic_files import write_bytes_whole
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.readers.encoding import decode
from annotator.store.project import Project

ENDING = ".pseudonyms.csv"
"""How the name of the file ends; it begins as that of the project."""
COLUMNS = ("pseudonym", "name", "layers", "coder_id")
_ADJUDICATOR = "adjudicator"


def pseudonyms_of(project: Project) -> Mapping[CoderId, str]:
    """Return what each coder is called in whatever leaves.

    Who coded is coder-1, coder-2; who coded nothing and decided, or is there to decide or to lead, adjudicator-1 or
    lead-1; unless the key beside the project says otherwise. A coder's copy does not know who else coded.
    """
    coders = project.coders.all()
    kept = _published(project, coders)
    if project.owner is not None:
        return pseudonyms(coders, {}, kept)
    begun = project.assignments.begun_layers()
    coded = {layer.coder for layer in project.layers.all() if layer.id in begun}
    deciders = project.decisions.deciders()
    silent = {}
    for one in coders:
        decides = one.id in deciders or TeamRole.ADJUDICATOR in one.roles
        if one.id not in coded and (decides or TeamRole.LEAD in one.roles):
            silent[one.id] = _ADJUDICATOR if decides else TeamRole.LEAD.value
    return pseudonyms(coders, silent, kept)


def _published(project: Project, coders: Iterable[Coder]) -> dict[CoderId, str]:
    """Return what the key beside the project says, of those who are there: by id, in keys of before 0.5.0 by name."""
    rows = _rows(key_path(project)) or []
    by_name = {coder.name: coder.id for coder in coders}
    ids, kept = {*by_name.values()}, dict[CoderId, str]()
    for row in rows:
        said, id = row["pseudonym"].strip(), CoderId(row["coder_id"].strip())
        found = id if id in ids else by_name.get(bare(row["name"])) if not id else None
        if found is not None and said and said not in kept.values() and PSEUDONYM.fullmatch(said):
            kept[found] = said
    return kept


def _rows(path: Path) -> list[dict[str, str]] | None:
    """Return the rows of a key, also one that a spreadsheet saved in its own way; None for what is none."""
    try:
        text = decode(path.name, path.read_bytes()).text.removeprefix(MARK)
        first = text.partition("\n")[0]
        sign = max(",;\t", key=first.count)
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=sign))
    except (OSError, BadFile, csv.Error):
        return None
    return [{name: row.get(name) or "" for name in COLUMNS} for row in rows] if COLUMNS[0] in first else None


def key_text(project: Project) -> str:
    """Return the table: a line for each coder, with the names of their layers."""
    called, layers = pseudonyms_of(project), project.layers.all()
    rows = [
        (
            called[coder.id],
            guarded(coder.name),
            guarded(" | ".join(one.name for one in layers if one.coder == coder.id)),
            coder.id,
        )
        for coder in project.coders.all()
    ]
    return MARK + "".join(csv_texts([COLUMNS, *sorted(rows)]))


def key_path(project: Project) -> Path:
    """Return where the key stands."""
    return project.path.with_name(project.path.stem + ENDING)


def write_key(project: Project, path: Path) -> None:
    """Write the key where somebody wants it; raises `BadFile` where it cannot be written."""
    write_bytes_whole(path, key_text(project).encode("utf-8"))


def keep_key(project: Project, folder: Path) -> str:
    """Write the key beside the project once a folder with pseudonyms was written, and say so.

    Not for whoever does not keep the people of the project, nor in the clear beside an encrypted one, nor into the
    folder that is published: then it is said who has it.
    """
    if not project.coders.all() or Right.PEOPLE in roles.refused(project, project.person):
        return ""
    path = key_path(project)
    if project.is_encrypted or path.parent.resolve() == folder.resolve():
        return (
            "Coders stand there by pseudonym; the project alone knows who is who (“annotator people FILE --key OUT”)."
        )
    if path.is_file() and path.stat().st_size and _rows(path) is None:
        return (
            f"Coders stand there by pseudonym; {path.name} beside the project is no table of pseudonyms, and was left "
            "as it is: who was called what before may be called otherwise now."
        )
    try:
        if not path.is_file() or path.read_bytes() != key_text(project).encode("utf-8"):
            write_key(project, path)
    except (OSError, BadFile) as error:
        return f"Coders stand there by pseudonym; the key could not be written beside the project ({error})."
    return (
        f"Coders stand there by pseudonym; who is who stands in {path.name} beside the project, which stays with you."
    )
