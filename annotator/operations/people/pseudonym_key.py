"""The key of the pseudonyms: who is who in what left, as a table beside the project that stays there."""

from pathlib import Path

from annotator.formats.tables.csv_text import MARK, csv_texts, guarded
from annotator.model.coder import pseudonyms
from annotator.model.errors import BadFile
from annotator.operations.atomic_files import write_bytes_whole
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.store.project import Project

ENDING = ".pseudonyms.csv"
"""How the name of the file ends; it begins as that of the project."""
COLUMNS = ("pseudonym", "name", "layers")


def key_text(project: Project) -> str:
    """Return the table: a line for each coder, with the names of their layers."""
    called, layers = pseudonyms(project.coders.all()), project.layers.all()
    rows = [
        (
            called[coder.id],
            guarded(coder.name),
            guarded(" | ".join(one.name for one in layers if one.coder == coder.id)),
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
    try:
        if not path.is_file() or path.read_bytes() != key_text(project).encode("utf-8"):
            write_key(project, path)
    except (OSError, BadFile) as error:
        return f"Coders stand there by pseudonym; the key could not be written beside the project ({error})."
    return (
        f"Coders stand there by pseudonym; who is who stands in {path.name} beside the project, which stays with you."
    )
