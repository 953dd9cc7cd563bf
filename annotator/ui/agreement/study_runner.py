"""The study of the project, computed in the background: first without gamma and the number of words, then with them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.diagnostics import StudyPassages
from annotator.agreement.study.study import Study
from annotator.model.codebook import Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.compared_texts import ComparedTexts
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LayerId
from annotator.model.text import words
from annotator.operations.agreement import measure
from annotator.operations.agreement.study_names import StudyNames
from annotator.operations.people.people import layers_named
from annotator.operations.people.taken_texts import taken_texts
from annotator.store.project import Project
from annotator.ui.agreement.choices import StudyChoices
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to choose from. `begun`: the layers in which something is coded; `samples`: re-code samples.

    `gold`: gold, where there is any; like a sample it counts only where it is chosen, and is the reference then.
    `unfinished`: the layers whose coders have done no text, where others have. `has_units`: whether units are given;
    `on_documents`: whether labels stand on whole documents alone.
    """

    begun: tuple[Layer, ...] = ()
    documents: tuple[DocumentInfo, ...] = ()
    labels: tuple[Label, ...] = ()
    samples: frozenset[LayerId] = frozenset()
    gold: Layer | None = None
    unfinished: frozenset[LayerId] = frozenset()
    has_units: bool = False
    on_documents: bool = False

    @classmethod
    def of(cls, project: Project) -> "Stock":
        """Read what there is in a project."""
        ids = project.assignments.begun_layers()
        begun = tuple(layer for layer in project.layers.all(LayerKind.CODER) if layer.id in ids)
        usual = {layer.id for layer in layers_named(project, None)}
        samples = frozenset(layer.id for layer in begun if layer.id not in usual)
        labels = tuple(project.codebook.labels)
        unit = measure.usual_unit(project)
        first = [layer for layer in begun if layer.id in usual]
        counting = {layer.id for layer in taken_texts(project, first).layers}
        return cls(
            begun,
            tuple(project.documents.all()),
            labels,
            samples,
            project.layers.gold(),
            frozenset(layer.id for layer in first if layer.id not in counting),
            unit is UnitKind.UNITS,
            unit is UnitKind.DOCUMENTS,
        )

    @property
    def usual(self) -> UnitKind:
        """What is compared unless something else is chosen."""
        if self.has_units:
            return UnitKind.UNITS
        return UnitKind.DOCUMENTS if self.on_documents else UnitKind.CHARACTERS

    @property
    def offered(self) -> tuple[Layer, ...]:
        """The layers that can be compared, gold first."""
        return (*((self.gold,) if self.gold is not None else ()), *self.begun)


@dataclass(frozen=True, slots=True)
class StudyView:
    """A study with what it takes to show it. `study`: None where fewer than two layers are compared.

    `layers`: those compared, by column of the study; `asked`: those that were to be, of which one may count in no text.
    `words`: how many each document has. `is_early`: gamma and words are still to come.
    """

    stock: Stock
    layers: tuple[Layer, ...] = ()
    study: Study | None = None
    reading: StudyPassages | None = None
    words: dict[DocumentId, int] = field(default_factory=dict)
    is_early: bool = False
    asked: tuple[Layer, ...] = ()

    @property
    def texts(self) -> ComparedTexts:
        """In which texts coders were compared, these by name."""
        names = {layer.id: layer.name for layer in (*self.stock.begun, *self.asked)}
        return (self.study.texts if self.study is not None else ComparedTexts()).called(names)

    @property
    def names(self) -> StudyNames:
        """How labels and coders are called."""
        return StudyNames({label.id: label for label in self.stock.labels}, tuple(layer.name for layer in self.layers))


class Measurer(LatestTask):
    """Computes one study at a time."""

    found = Signal(object)
    """A study, at first without gamma."""
    failed = Signal(object)
    _early = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._run = 0
        self._words: dict[str, int] = {}
        # Sent by the thread that computes, heard by the window's.
        self._early.connect(self._on_early, Qt.ConnectionType.QueuedConnection)

    def measure(self, choices: StudyChoices) -> None:
        """Compute the study that is asked for."""
        self._run += 1
        run, known = self._run, self._words

        def work(project: Project, progress: Progress) -> StudyView:
            return _measured(project, choices, known, progress, lambda found: self._early.emit(run, found))

        self.start(work, self.found.emit, self.failed.emit)

    def reset(self) -> None:
        """Begin anew with the next project."""
        self.drop()
        self._words = {}

    @Slot(object, object)
    def _on_early(self, run: int, found: StudyView) -> None:
        if self.is_busy and run == self._run:
            self.found.emit(found)


def _measured(
    project: Project,
    choices: StudyChoices,
    known: dict[str, int],
    progress: Progress,
    early: Callable[[StudyView], object],
) -> StudyView:
    """Return the study that is asked for; `known`: the words of texts by their SHA-256, to which new ones are added."""
    stock = Stock.of(project)
    wanted = choices.among([info.id for info in stock.documents], [label.id for label in stock.labels])
    asked = tuple(wanted.compared(stock.begun, stock.samples, stock.gold))
    if len(asked) < 2 or not stock.labels:
        return StudyView(stock, asked, asked=asked)
    readings: list[StudyPassages] = []

    def compared(study: Study) -> tuple[Layer, ...]:
        return tuple(layer for layer in asked if layer.id in study.coders)

    def hand_over(study: Study) -> None:
        readings.append(StudyPassages(study))
        early(StudyView(stock, compared(study), study, readings[0], is_early=True, asked=asked))

    study = measure.agree(project, asked, wanted.design(), progress, hand_over)
    reading = readings[0] if readings else StudyPassages(study)
    return StudyView(stock, compared(study), study, reading, _words(project, stock, known, progress), asked=asked)


def _words(project: Project, stock: Stock, known: dict[str, int], progress: Progress) -> dict[DocumentId, int]:
    for number, info in enumerate(stock.documents):
        if info.text_sha256 not in known:
            progress(number, len(stock.documents), info.title)
            known[info.text_sha256] = len(words(project.documents.get(info.id).text))
    return {info.id: known[info.text_sha256] for info in stock.documents}
