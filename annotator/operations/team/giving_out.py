"""Giving out work as a lead asks for it: looked at in words and counts before anything is written, then written."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from annotator.model.assigning.choice import WorkChoice
from annotator.model.assigning.drawing import WorkDraw
from annotator.model.assigning.saying import PersonalWork, headline, personal_work, warnings
from annotator.model.ids import CoderId
from annotator.model.wording import counted, isolated
from annotator.operations.documents import filtering
from annotator.operations.team import assigning
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
    return WorkPreview(headline(drawn), lines, tuple(warnings(drawn, names)), bool(drawn.new))


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
