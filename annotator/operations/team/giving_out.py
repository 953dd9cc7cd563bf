"""Giving out work as a lead asks for it: looked at in words and counts before anything is written, then written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from annotator.model.assigning.choice import WorkChoice
from annotator.model.assigning.drawing import WorkDraw
from annotator.model.assigning.saying import PersonalWork, headline, personal_work, warnings
from annotator.model.errors import BadFile
from annotator.model.ids import CoderId
from annotator.model.wording import counted, isolated
from annotator.operations.documents import filtering
from annotator.operations.progress import Progress, silent
from annotator.operations.team import assigning, copies
from annotator.operations.team.copies import GivenOut
from annotator.operations.team.folder_places import marked
from annotator.store.project import Project

NOT_GIVEN = "given:"
"""The filter of documents that nobody was given."""


class GiveOutRequest(BaseModel):
    """What is asked for. Its fields are those of `WorkChoice`, as one types them, and which documents and when.

    `filter`: which documents, as in a list of documents; `several`: how many of them are coded by `each` people, in
    per cent where it `is_share`; `due`, `pilot_due`: ISO dates, empty for none.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    people: tuple[CoderId, ...] = ()
    filter: str = ""
    documents: int | None = Field(None, ge=0)
    several: int = Field(20, ge=0)
    is_share: bool = True
    each: int = Field(2, ge=2)
    pilot: int = Field(0, ge=0)
    strata: tuple[str, ...] = ()
    by_words: bool = False
    seed: int = Field(1, ge=0)
    due: str = ""
    pilot_due: str = ""

    @property
    def choice(self) -> WorkChoice:
        """What is drawn by."""
        several = min(self.several, 100) / 100 if self.is_share else self.several
        return WorkChoice(
            self.people,
            self.seed,
            self.documents,
            several,
            self.each,
            self.pilot,
            tuple(field for field in self.strata if field),
            self.by_words,
        )


@dataclass(frozen=True, slots=True)
class WorkPreview:
    """What would be given. `lines`: a person each, with their name; `warnings`: what one may not have expected."""

    headline: str
    lines: tuple[tuple[str, PersonalWork], ...]
    warnings: tuple[str, ...]
    gives: bool


def draw_for(project: Project, request: GiveOutRequest) -> WorkDraw:
    """Draw what is asked for; raises `BadFilter` for documents that cannot be understood, `NotAllowed` for days."""
    for day in (request.due, request.pilot_due):
        assigning.check_day(day or None)
    chosen = frozenset(filtering.matching(project, request.filter)) if request.filter.strip() else None
    return assigning.plan_work(project, request.choice, chosen)


def look_at(project: Project, request: GiveOutRequest) -> WorkPreview:
    """Return what would be given, in words and counts; nothing is written. Raises as `draw_for`."""
    drawn, names = draw_for(project, request), _names(project)
    lines = tuple((names[work.person], work) for work in personal_work(drawn))
    return WorkPreview(headline(drawn), lines, tuple(warnings(drawn, names)), bool(drawn.new or drawn.taken_over()))


@dataclass(frozen=True, slots=True)
class WorkGiven:
    """What was given: in words what each person got, and the files that were written for them."""

    preview: WorkPreview
    files: tuple[GivenOut, ...] = ()

    def sentences(self) -> list[str]:
        """Return what was given to whom and which file is whose, a sentence each."""
        given = given_words(self.preview) if self.preview.gives else []
        return [*given, *(one.sentence for one in self.files)]


def give_out_work(
    project: Project,
    request: GiveOutRequest,
    folder: Path | None = None,
    passphrase: str = "",
    progress: Progress = silent,
) -> WorkGiven:
    """Write down who codes what, and into a folder a file for each who works elsewhere: their copy, or what is new.

    `folder`: made where it is missing; in one that the team shares each file goes to its person's own; None: no file is
    written. `passphrase`: of the copies, where the project is encrypted. Raises as `draw_for`, `NotAllowed` where there
    is nothing to give, `BadFile` where files cannot be written; what was written down stays then, and the same once
    more writes the files.
    """
    preview = look_at(project, request)
    if folder is not None:
        make_folder(folder)
    if preview.gives or folder is None:
        preview = write_down(project, request)
    theirs = _places_in(project, folder) if folder is not None else {}
    elsewhere = [person for person in request.people if person != project.person]
    files: list[GivenOut] = []
    for at, person in enumerate(elsewhere if folder is not None else ()):
        progress(at, len(elsewhere), isolated(project.coders.get(person).name))
        place = theirs.get(person, folder or Path())
        files += copies.give_out(project, place, [person], passphrase=passphrase)
    return WorkGiven(preview, tuple(files))


def _places_in(project: Project, folder: Path) -> dict[CoderId, Path]:
    """Return whose folders there are in a folder over which the team shares the project."""
    try:
        return marked(folder, project.origin)
    except OSError:
        return {}  # what cannot be looked at cannot be written to either, and is said then


def make_folder(folder: Path) -> None:
    """Make a folder for files in one that is there; raises `BadFile`."""
    try:
        folder.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadFile(str(folder), f"this folder cannot be made ({reason})", "choose another one") from error


def write_down(project: Project, request: GiveOutRequest) -> WorkPreview:
    """Write down who codes what, as one step, and return what was given. Raises as `draw_for` and `give_out`."""
    preview = look_at(project, request)
    drawn = draw_for(project, request)
    assigning.give_out(project, drawn, request.due or None, request.pilot_due or None)
    return preview


def given_words(given: WorkPreview) -> list[str]:
    """Return what was given to whom, a sentence each."""
    return [
        f"{isolated(name)} got {counted(work.documents, 'document')}{_besides(work)}."
        for name, work in given.lines
        if work.documents
    ]


def _besides(work: PersonalWork) -> str:
    said = [
        *([f"{work.pilot:,} to be coded first"] if work.pilot else []),
        *([f"{work.several:,} coded by others too"] if work.several else []),
        *([f"beside {work.earlier:,} of before"] if work.earlier else []),
    ]
    return f", {', '.join(said)}" if said else ""


def _names(project: Project) -> Mapping[CoderId, str]:
    return {coder.id: coder.name for coder in project.coders.all()}
