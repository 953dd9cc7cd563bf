"""The pictures of a study: what each shows, and what is behind each of its cells.

They are laid out in a thread of their own: some go through every place of the project.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from annotator.acts.dyads import date_of
from annotator.agreement.input.ratings import Ints
from annotator.agreement.study import diagnostics
from annotator.agreement.study.diagnostics import StudyPassages
from annotator.agreement.study.study import Aspect, DocumentFigure, Figure, Study
from annotator.model.ids import DocumentId
from annotator.model.wording import one_or_many
from annotator.operations.agreement.study_names import StudyNames
from annotator.reports.drawing import Drawing
from annotator.reports.plots.bias import bias
from annotator.reports.plots.confusion import ConfusionPlot, confusion
from annotator.reports.plots.drift import DriftPoint, drift
from annotator.reports.plots.forest import ForestRow, forest
from annotator.reports.plots.hardest import MOST, HardDocument, hardest
from annotator.reports.plots.shifts import ShiftPlot, bins_of, shifts
from annotator.reports.plots.usage import LabelUse, UsagePlot, usage
from annotator.ui.agreement.bias_rows import NONE, bias_groups, shown_bias
from annotator.ui.agreement.numbers import Columns, main_figures
from annotator.ui.agreement.study_runner import StudyView
from annotator.ui.agreement.wording import count
from annotator.ui.pictures.drawing import DrawingPicture
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.picture import Key

Behind = Figure | tuple[int, ...]
"""What a cell stands for: a figure, whose disputed places are meant, or places by number."""
Places = Callable[[], Sequence[int]]


class Order(StrEnum):
    """In which order documents stand when one looks for drift."""

    CODED = "in the order of coding"
    DATED = "by date"
    LISTED = "as they are listed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn of a study: for which coders, how wide, documents in which order."""

    found: StudyView
    coders: Columns
    width: float
    order: Order = Order.CODED

    @property
    def study(self) -> Study:
        """The study."""
        assert self.found.study is not None
        return self.found.study

    @property
    def reading(self) -> StudyPassages:
        """Its places as arrays."""
        assert self.found.reading is not None
        return self.found.reading

    @property
    def names(self) -> StudyNames:
        """How labels and coders are called."""
        return self.found.names

    @property
    def titles(self) -> Mapping[DocumentId, str]:
        """How the documents are called."""
        return {info.id: info.title for info in self.found.stock.documents}

    @property
    def caption(self) -> str:
        """What the picture is made of, in a line."""
        who = ", ".join(self.names.coders[column] for column in self.coders)
        documents = f"{count(self.study.compared)} {one_or_many(self.study.compared, 'document', 'documents')}"
        labels = ", ".join(map(self.names.label, self.study.labels)) if self.study.design.labels else ""
        return " · ".join(one for one in (who, documents, labels) if one)


class StudyPicture(DrawingPicture):
    """A drawing whose cells stand for figures or places."""

    def __init__(
        self,
        name: str,
        wanted: Wanted,
        drawing: Drawing,
        keys: Mapping[At, Key],
        behind: Mapping[At, Figure | Places],
        filled: Collection[At] | None = None,
    ) -> None:
        super().__init__(name, wanted.caption, drawing, keys, behind if filled is None else filled)
        self._behind = behind

    def behind(self, at: At) -> Behind:
        """Return what is behind a cell."""
        found = self._behind.get(at, tuple)
        return found if isinstance(found, Figure) else tuple(found())


def confusion_picture(wanted: Wanted) -> StudyPicture:
    """Return which labels are taken for which; categories that nobody used are left out."""
    reading, names, coders = wanted.reading, wanted.names, wanted.coders
    found = reading.confusion(coders)
    used = [at for at in range(len(found.categories)) if found.counts[at].any() or found.counts[:, at].any()]
    counts = found.counts[np.ix_(used, used)]
    shown = [found.categories[at] for at in used]
    first, other = ("one coder", "another coder") if found.is_pooled else (names.coders[one] for one in coders)
    titles = tuple(map(names.category, shown))
    drawing = confusion(
        ConfusionPlot(categories=titles, counts=counts.tolist(), rows=first, columns=other), width=wanted.width
    )

    def places(row: int, column: int) -> Places:
        return lambda: reading.confused(coders, used[row], used[column])

    cells = [(row, column) for row in range(len(used)) for column in range(len(used))]
    keys = {at: (shown[at[0]], shown[at[1]]) for at in cells}
    filled = [at for at in cells if counts[at]]
    return StudyPicture("Confusion of labels", wanted, drawing, keys, {at: places(*at) for at in cells}, filled)


def shifts_picture(wanted: Wanted) -> StudyPicture:
    """Return how far apart boundaries are."""
    found, coders = wanted.reading.shifts(wanted.coders), wanted.coders
    first, other = (wanted.names.coders[one] for one in coders) if len(coders) == 2 else ("", "")
    data = ShiftPlot(starts=found.starts.tolist(), stops=found.stops.tolist(), first=first, other=other)
    drawing, bins = shifts(data, width=wanted.width), bins_of(data)

    def places(panel: int, bin: int) -> Places:
        low, high = bins[bin]
        apart = found.starts if panel == 0 else found.stops
        return lambda: _within(apart, found.places, low, high)

    cells = [(panel, bin) for panel in range(2) for bin in range(len(bins))]
    keys = {at: ("starts" if at[0] == 0 else "stops", str(bins[at[1]])) for at in cells}
    filled = [at for at in cells if _within(found.starts if at[0] == 0 else found.stops, found.places, *bins[at[1]])]
    return StudyPicture("Shifts of boundaries", wanted, drawing, keys, {at: places(*at) for at in cells}, filled)


def _within(apart: Ints, places: Ints, low: int | None, high: int | None) -> list[int]:
    chosen = np.ones(len(apart), dtype=bool)
    if low is not None:
        chosen &= apart >= low
    if high is not None:
        chosen &= apart <= high
    return [int(place) for place in np.unique(places[chosen])]


def usage_picture(wanted: Wanted) -> StudyPicture:
    """Return which coder uses which label more, in 1,000 words of what they read."""
    study, names, coders = wanted.study, wanted.names, wanted.coders
    found = diagnostics.usage(study, wanted.found.words)
    labels = [
        LabelUse(
            label=names.label(label),
            colour=names.labels[label].colour,
            counts=tuple(found.counts[label][coder] for coder in coders),
        )
        for label in study.labels
    ]
    data = UsagePlot(
        coders=tuple(names.coders[coder] for coder in coders),
        words=tuple(found.read[coder] for coder in coders),
        labels=labels,
    )

    def places(row: int, column: int) -> Places:
        label, coder = study.labels[row], coders[column]
        return lambda: wanted.reading.with_label(coder, label)

    cells = [(row, column) for row in range(len(labels)) for column in range(len(coders))]
    keys = {at: (str(study.labels[at[0]]), str(study.coders[coders[at[1]]])) for at in cells}
    filled = [at for at in cells if labels[at[0]].counts[at[1]]]
    behind = {at: places(*at) for at in cells}
    return StudyPicture("Use of labels", wanted, usage(data, width=wanted.width), keys, behind, filled)


def bias_picture(wanted: Wanted) -> StudyPicture:
    """Return who of two coders gives which label more often, with the places at which one gave it alone."""
    shown = shown_bias(wanted.study, wanted.coders)
    drawing = bias(bias_groups(shown, wanted.names), why=NONE, width=wanted.width)
    rows = [(one, label) for one in shown for label in one.margins.labels]

    def places(row: int, side: int) -> Places:
        one, label = rows[row]
        first, second = one.coders if side == 0 else one.coders[::-1]
        return lambda: wanted.reading.alone(one.aspect, one.part, (first, second), label.label)

    cells = [(row, side) for row in range(len(rows)) for side in (0, 1)]
    keys = {
        (row, side): (f"{one.coders} {one.aspect} {one.part} {label.label}", str(side))
        for row, (one, label) in enumerate(rows)
        for side in (0, 1)
    }
    filled = [at for at in cells if (rows[at[0]][1].other_only if at[1] else rows[at[0]][1].first_only)]
    return StudyPicture("Coders’ bias", wanted, drawing, keys, {at: places(*at) for at in cells}, filled)


def drift_picture(wanted: Wanted) -> StudyPicture:
    """Return the value of each document, one after the other."""
    days = _days(wanted)
    compared = diagnostics.compared_in_order(wanted.study, _order(wanted, days))
    if wanted.order is Order.DATED:
        compared = [one for one in compared if one.document in days]
    points = [
        DriftPoint(
            name=wanted.titles.get(one.document, ""),
            value=one.value,
            day=days.get(one.document) if wanted.order is Order.DATED else None,
        )
        for one in compared
    ]
    drawing = drift(points, what="Alpha of a document", width=wanted.width)
    return _of_documents("Agreement over documents", drawing, compared, wanted)


def hardest_picture(wanted: Wanted) -> StudyPicture:
    """Return the documents on which coders agree least."""
    found = diagnostics.hardest(wanted.study)[:MOST]
    bars = [
        HardDocument(
            name=wanted.titles.get(one.document, ""),
            value=one.value or 0.0,
            note=f"{count(one.differing)} of {count(one.places)} places differ",
        )
        for one in found
    ]
    drawing = hardest(bars, what="Alpha of a document", width=wanted.width)
    return _of_documents("Hardest documents", drawing, found, wanted)


def forest_picture(wanted: Wanted) -> StudyPicture:
    """Return one number for each label and aspect, with its interval."""
    names, order = wanted.names, {label: at for at, label in enumerate((None, *wanted.study.labels))}
    aspects = list(Aspect)
    figures = list(main_figures(one for one in wanted.study.figures if one.coders == wanted.coders))
    figures.sort(key=lambda one: (order[one.label], aspects.index(one.aspect)))
    rows = [
        ForestRow(
            name=names.part(one.aspect, one.part, one.label),
            value=one.result.value,
            low=one.result.interval.low if one.result.interval else None,
            high=one.result.interval.high if one.result.interval else None,
            undefined=one.result.undefined,
            group=names.label(one.label),
            note=f"n = {count(one.result.n)}" if one.result.n else "",
        )
        for one in figures
    ]
    drawing = forest(rows, width=wanted.width)
    keys = {(at, 0): (str(one.label), f"{one.aspect} {one.part}") for at, one in enumerate(figures)}
    behind: dict[At, Figure | Places] = {(at, 0): one for at, one in enumerate(figures)}
    return StudyPicture("Numbers with their intervals", wanted, drawing, keys, behind)


def _of_documents(name: str, drawing: Drawing, shown: Sequence[DocumentFigure], wanted: Wanted) -> StudyPicture:
    def places(document: DocumentId) -> Places:
        return lambda: wanted.reading.differing_in(document)

    keys = {(at, 0): (str(one.document), "") for at, one in enumerate(shown)}
    behind = {(at, 0): places(one.document) for at, one in enumerate(shown)}
    filled = [(at, 0) for at, one in enumerate(shown) if one.differing]
    return StudyPicture(name, wanted, drawing, keys, behind, filled)


def _order(wanted: Wanted, days: Mapping[DocumentId, date]) -> Mapping[DocumentId, str]:
    if wanted.order is Order.CODED:
        return diagnostics.when_coded(wanted.study)
    if wanted.order is Order.DATED:
        return {document: day.isoformat() for document, day in days.items()}
    return {info.id: f"{at:09}" for at, info in enumerate(wanted.found.stock.documents)}


def _days(wanted: Wanted) -> dict[DocumentId, date]:
    """Return the day of each document that has one; a month or a year alone counts as its first day."""
    found = {info.id: date_of(info.metadata) for info in wanted.found.stock.documents}
    return {id: date.fromisoformat((said + "-01-01")[:10]) for id, said in found.items() if said}


PICTURES: Mapping[str, Callable[[Wanted], StudyPicture]] = {
    "Intervals": forest_picture,
    "Confusion": confusion_picture,
    "Boundaries": shifts_picture,
    "Labels": usage_picture,
    "Bias": bias_picture,
    "Documents": hardest_picture,
    "Drift": drift_picture,
}
"""The pictures by the words on their tabs."""
