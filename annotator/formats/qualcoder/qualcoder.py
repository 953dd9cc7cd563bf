"""Projects of QualCoder (https://github.com/ccbogel/QualCoder), in: the folder NAME.qda, or the data.qda in it.

The database in it has the texts with their codings. The folder also has the files that the texts were taken from;
these are a part of the project, and no documents of their own.
"""

from pathlib import Path

from annotator.formats.format import Format, FormatReader, ReadOptions
from annotator.formats.losses import Part
from annotator.model.bundle import Bundle
from annotator.readers.foreign.database_marks import is_qualcoder
from annotator.readers.foreign.look import FileLook

DATABASE, FOLDER = "data.qda", ".qda"


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a project's folder, something in one, or its database."""
    home = _home(path)
    return is_qualcoder(look if home is None else FileLook.at(home / DATABASE))


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a project; raises `BadFile` where its database is damaged."""
    from annotator.formats.qualcoder.reading import read_project  # noqa: PLC0415 - the window starts without it

    home = _home(path)
    return read_project(path, path.stem) if home is None else read_project(home / DATABASE, home.stem)


def _home(path: Path) -> Path | None:
    """Return the folder of the project that a path is, or lies in."""
    try:
        near = [path, *list(path.parents)[:2]]
        return next((one for one in near if one.suffix.lower() == FOLDER and (one / DATABASE).is_file()), None)
    except (OSError, ValueError):
        return None  # a name that the system will not look at


FORMAT = Format(
    name="qualcoder",
    title="QualCoder project (.qda)",
    extensions=(FOLDER,),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=frozenset(
            {Part.TEXTS, Part.METADATA, Part.OVERLAPS, Part.ATTRIBUTES, Part.NOTES, Part.LAYERS, Part.CODERS}
            | {Part.CODEBOOK, Part.MEMOS}
        ),
        about="a folder `X.qda`, or the `data.qda` in it: texts, codes with their categories, codings, memos, journal",
    ),
    folder=True,
)
