"""What a report is made of, under the names that it is to show."""

from dataclasses import dataclass

from annotator.agreement.study.study import Study
from annotator.formats.jsonl.study_records import FigureRecord, StudyRecord
from annotator.operations.agreement.study_names import StudyNames
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class ReportInput:
    """A study of a project. `record`: the same study, its coders called as the report is to call them.

    `by_name`: whether that is by their names. `fields`: by which documents are grouped besides those with a type.
    """

    project: Project
    record: StudyRecord
    study: Study
    names: StudyNames
    by_name: bool = False
    fields: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the dataset is called, as it is described, else as the project is."""
        return self.project.settings.get().description.title_or(self.project.name)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made the dataset, as it is described."""
        return self.project.settings.get().description.author_names

    @property
    def subtitle(self) -> str:
        """The version of the codebook, and the day of the project's last step."""
        steps = self.project.journal.history(1)
        day = f", as of {steps[0].time[:10]}" if steps else ""
        return f"Codebook version {self.record.codebook_version}{day}"

    @property
    def everyone(self) -> list[FigureRecord]:
        """The figures of all coders together, but for those of labels that nobody used."""
        return [one for one in self._used if len(one.coders) == len(self.record.coders)]

    @property
    def pairs(self) -> list[FigureRecord]:
        """The figures of two coders, where more than two are compared."""
        return [one for one in self._used if len(one.coders) == 2 < len(self.record.coders)]

    @property
    def unused(self) -> list[str]:
        """The labels that none of the coders used, by id: that they agree not to is no agreement on them."""
        return [label for label, counts in self.record.spans.items() if not any(counts.values())]

    @property
    def _used(self) -> list[FigureRecord]:
        unused = {*self.unused}
        return [one for one in self.record.figures if one.label not in unused]
