"""What a person set on this computer, and where the program left off: one JSON file in the platform's folder.

Nothing of a project is kept here. A value that cannot be used is replaced by its default and the others stand; the
file as it was is set aside first, so that nothing that somebody wrote is lost.
"""

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from annotator.model.errors import UserError
from annotator.model.ids import CoderId
from annotator.paths import put_file
from annotator.store.folders import is_there
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.reader.pitch import CHARACTERS, Spacing

MAX_RECENT = 12
FILE_NAME = "settings.json"


class RecentProject(BaseModel):
    """A project that was opened here. `opened`: local time, ISO 8601 to the second. `title`: what it called itself,
    which of an encrypted one is not kept. `origin`, `owner`: the id of the project and whose copy it is, as packets
    name them; empty where that is not known.

    `documents`, `done`: how many there were when it was closed, and how many of them whoever was at the desk had done.
    """

    model_config = ConfigDict(frozen=True)

    path: Path
    opened: str = ""
    title: str = ""
    encrypted: bool = False
    documents: int = Field(0, ge=0)
    done: int = Field(0, ge=0)
    origin: str = ""
    owner: str = ""

    @property
    def name(self) -> str:
        """The name that people know it by."""
        return self.title or self.path.stem


_OF_CODE = ("next_span", "previous_span", "next_mention", "previous_mention", "cycle")
RENAMED = {
    **{f"move.{name}": f"code.{name}" for name in _OF_CODE},
    "move.to_spans": "move.to_right",
    "code.to_spans": "move.to_right",
    "adjudicate.queue": "move.to_left",
    "codebook.stale": "move.to_right",
    "actors.filter": "move.to_left",
    "move.to_documents": "move.to_left",
    "code.done": "document.done",
    "code.done_next": "document.done_next",
    "adjudicate.columns": "view.columns",
}
"""Ids that commands had before, under which a key may have been set, and those that they have."""


class Settings(BaseModel):
    """All settings; titles and descriptions are what the page of settings shows."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    theme: ThemeChoice = Field(
        ThemeChoice.SYSTEM, title="Theme", description="Light or dark as the system is, or always the same."
    )
    text_font: str = Field(
        "", title="Text font", description="Of the document’s text; other scripts keep fonts of their own."
    )
    text_px: int = Field(17, ge=11, le=40, title="Text size", description="Of the document’s text, in pixels.")
    measure: int = Field(
        CHARACTERS, ge=40, le=140, title="Line length", description="Characters to the line, about; 66 to 72 read best."
    )
    spacing: Spacing = Field(
        Spacing.REGULAR, title="Line spacing", description="Close lines have room for two layers of acts, not three."
    )
    whole_words: bool = Field(
        True,
        title="Whole words",
        description="The mouse selects whole words, and characters while Alt is held; else the other way round.",
    )
    columns: bool = Field(
        False, title="Coders side by side", description="When adjudicating: columns in place of a drawer."
    )
    menu_bar: bool = Field(
        False, title="Menu bar", description="Always shown; else the menus are behind the button at the left."
    )
    backup_folder: str = Field(
        "", title="Folder of backups", description="Empty: with your data; another disk is the better place."
    )
    backup_gb: int = Field(
        5,
        ge=1,
        le=100_000,
        title="Limit of backups",
        description="Of all projects; the last of each stays.",
    )
    drill_days: int = Field(
        30,
        ge=0,
        le=3650,
        title="Try a backup",
        description="Restore the newest beside, check it and take it away again, by itself while you work.",
    )
    recent: tuple[RecentProject, ...] = Field((), title="Recent projects", description="The newest first.")
    last_coder: dict[str, CoderId] = Field(
        default_factory=dict, title="Last coder", description="Who coded last, by the path of the project."
    )
    geometry: str = Field("", title="Window", description="Where the window stood, as Qt saves it, in base 64.")
    sides: dict[str, tuple[int, bool]] = Field(
        default_factory=dict,
        title="Sides",
        description="How wide the sides of a workspace were and whether they were folded, by the width of the window.",
    )
    knows_keys: bool = Field(
        False, title="New keys told", description="Whether it was said that the workspaces have other keys since 0.4."
    )
    spans_coded: int = Field(
        0, ge=0, title="Spans coded here", description="Counted until the first steps are known.", strict=True
    )
    kept: dict[str, dict[str, str]] = Field(
        default_factory=dict,
        title="Tables",
        description="Columns and order of the table of documents, by the path of the project.",
    )
    shortcuts: dict[str, str] = Field(
        default_factory=dict, title="Shortcuts", description="Keys that replace a command’s own, by its id."
    )

    @field_validator("shortcuts")
    @classmethod
    def _under_their_ids_of_today(cls, shortcuts: dict[str, str]) -> dict[str, str]:
        return {RENAMED.get(id, id): key for id, key in shortcuts.items()}

    def with_recent(
        self,
        path: Path,
        now: datetime | None = None,
        title: str = "",
        encrypted: bool = False,
        origin: str = "",
        owner: str = "",
    ) -> "Settings":
        """Return settings with a project at the head of the recent ones, of which the oldest is dropped."""
        opened = (now or datetime.now()).isoformat(timespec="seconds")
        known = next((project for project in self.recent if project.path == path), RecentProject(path=path))
        others = tuple(project for project in self.recent if project.path != path)
        said = {"opened": opened, "encrypted": encrypted, "origin": origin, "owner": owner}
        recent = (
            known.model_copy(update={**said, "title": "" if encrypted else title}),
            *others,
        )[:MAX_RECENT]
        return self.model_copy(update={"recent": recent})

    def with_counts(self, path: Path, documents: int, done: int) -> "Settings":
        """Return settings that know how many documents a recent project has, and how many are done."""
        counts = {"documents": documents, "done": done}
        recent = tuple(each.model_copy(update=counts) if each.path == path else each for each in self.recent)
        return self.model_copy(update={"recent": recent})

    def without_recent(self, path: Path) -> "Settings":
        """Return settings that have forgotten a project; its file is not touched."""
        return self.model_copy(update={"recent": tuple(project for project in self.recent if project.path != path)})

    def with_kept(self, path: Path, place: str, text: str) -> "Settings":
        """Return settings that keep what a workspace chose for a project; projects that are no recent ones go."""
        known = {str(project.path) for project in self.recent} | {str(path)}
        kept = {name: found for name, found in self.kept.items() if name in known}
        return self.model_copy(update={"kept": {**kept, str(path): {**kept.get(str(path), {}), place: text}}})

    def with_last_coder(self, path: Path, coder: CoderId) -> "Settings":
        """Return settings that remember who coded in a project."""
        return self.model_copy(update={"last_coder": {**self.last_coder, str(path): coder}})


def load(folder: Path, fresh: Settings | None = None) -> tuple[Settings, str]:
    """Return the settings, and a sentence for the user where some of them could not be used (else "").

    `fresh`: what holds where there are none, and in place of those that cannot be used.
    """
    fresh = fresh or Settings()
    file = folder / FILE_NAME
    if not is_there(file):
        return fresh, ""
    try:
        content = file.read_bytes()
    except OSError as error:
        return fresh, f"The settings in {file} cannot be read ({error.strerror}); the defaults are used."
    settings, whole = _parsed(content, fresh)
    if whole:
        return settings, ""
    aside = _set_aside(file, content)
    kept = f"; the file as it was is {aside}" if aside else ""
    return settings, f"Some settings in {file} could not be used and are back to their defaults{kept}."


def found(folder: Path, known: Settings) -> Settings:
    """Return the settings as the file has them now, `known` in place of what it lacks or cannot be used."""
    return _parsed(_content(folder / FILE_NAME), known)[0]


def save(settings: Settings, folder: Path) -> None:
    """Write the settings in one step: a crash leaves the old file or the new one. Raises `UserError`.

    What the file has besides, by a later version of the program, stays in it.
    """
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=FILE_NAME, dir=folder)
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                # Not pydantic's JSON: it refuses the half characters that stand for odd bytes of a file name.
                json.dump(_of_others(file) | settings.model_dump(mode="json"), stream, indent=2)
                stream.flush()
                os.fsync(stream.fileno())
            put_file(draft, file)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"The settings cannot be saved in {file} ({error.strerror}); free or unlock it.") from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b"{}"


def _of_others(file: Path) -> dict[str, Any]:
    """Return what the file says that this version does not know."""
    try:
        values: Any = json.loads(_content(file))
    except (ValueError, RecursionError):
        return {}
    return {name: values[name] for name in values.keys() - Settings.model_fields} if isinstance(values, dict) else {}


def _parsed(content: bytes, fresh: Settings) -> tuple[Settings, bool]:
    """Return what can be used, and whether that is everything; what is not there is as in `fresh`."""
    try:
        values: Any = json.loads(content)
    except (ValueError, RecursionError):
        return fresh, False
    if not isinstance(values, dict):
        return fresh, False
    values = fresh.model_dump() | values
    try:
        return Settings.model_validate(values), True
    except ValidationError as error:
        bad = {str(part["loc"][0]) for part in error.errors()}
        return Settings.model_validate(values | {name: getattr(fresh, name) for name in bad}), False


def _set_aside(file: Path, content: bytes) -> Path | None:
    """Copy a damaged file to the first free name beside it; None where that is impossible."""
    for number in range(1, 100):
        aside = file.with_name(f"settings.damaged-{number}.json")
        try:
            with aside.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            continue
        except OSError:
            return None
        return aside
    return None
