"""Labels changed with their codings: each dialog says what it would touch before it is done.

What is asked for is planned off the UI thread; the button waits for the plan, so that nothing is done unseen.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook, Label
from annotator.model.codebook_rules import slug_for
from annotator.model.errors import UserError
from annotator.model.ids import LabelId, SpanId
from annotator.model.span import AttributeValue
from annotator.model.value_forms import words_of
from annotator.operations.codebook import label_plans, labels
from annotator.operations.codebook.label_plans import LabelPlanPreview, Plan
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.codebook.edits import as_tree, descendants
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.fields import OKABE_ITO, Choice, LinesArea, boxed
from annotator.ui.kit.widgets import Look, Outcome, ReportList, labelled, spaced, words

Planner = Callable[[Project], Plan]

_WAIT_MS = 120


class LabelWork(NamedTuple):
    """A verb with all that it needs: planned, and done."""

    plan: Planner
    do: Callable[[Project], LabelPlanPreview]


class VerbDialog(Dialog):
    """`confirmed` carries the `LabelWork` that was looked at and agreed to."""

    confirmed = Signal(object)

    def __init__(self, title: str, intro: str, accept: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, intro)
        self._session = session
        self._planning = LatestTask(session, self)
        self._work: LabelWork | None = None
        self.preview = ReportList("What it affects")
        self.preview.setMinimumHeight(150)
        self._problem = words("", Look.PROBLEM)
        self._later = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._later.timeout.connect(self._ask)
        self._accept = accept
        self.accept_button: QPushButton | None = None

    @abstractmethod
    def work(self) -> LabelWork | str:
        """Return what is asked for, or the sentence that says what is missing."""

    @property
    def is_ready(self) -> bool:
        """Whether it has been said what will be touched."""
        return self._work is not None

    def finish(self) -> None:
        """Put the preview and the buttons below the fields of the verb."""
        self.body.addLayout(labelled("What it affects", self.preview), 1)
        self.body.addWidget(self._problem)
        self.accept_button = self.add_buttons(self._accept)
        self.resize(560, max(440, self.sizeHint().height()))
        self.ask_later()

    @Slot()
    def ask_later(self) -> None:
        """Look again at what would be touched; the button waits for it."""
        self._work = None
        self._planning.drop()
        self._say("")
        self._later.start()

    def _ask(self) -> None:
        work = self.work()
        if isinstance(work, str):
            self.preview.show_lines([])
            self._say(work)
            return
        self.preview.show_lines([(Outcome.NOTICE, "Counting the codings…")])
        self._planning.start(lambda project, _: work.plan(project).preview, partial(self._show, work), self._fail)

    def _show(self, work: LabelWork, preview: LabelPlanPreview) -> None:
        self._work = work
        self.preview.show_lines([(Outcome.NOTICE, sentence) for sentence in _counts_first(preview.sentences)])
        self._say("")

    def _fail(self, error: Exception) -> None:
        self.preview.show_lines([])
        if isinstance(error, UserError):
            self._say(str(error))
        else:
            self._session.tell(error)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.is_ready)
            self.accept_button.setAccessibleDescription(problem)

    # Qt calls these.

    def accept(self) -> None:
        if self._work is not None:
            work = self._work
            super().accept()
            self.confirmed.emit(work)

    def done(self, result: int) -> None:
        self._later.stop()
        self._planning.drop()
        super().done(result)


def _counts_first(sentences: Sequence[str]) -> list[str]:
    """Return the sentences with those on codings before those on the codebook, which may be many."""
    place = next((place for place, sentence in enumerate(sentences) if sentence.startswith("It concerns")), 0)
    return [*sentences[place:], *sentences[:place]]


class RenameDialog(VerbDialog):
    """Another name for a label."""

    def __init__(self, label: Label, session: Session, parent: QWidget | None = None) -> None:
        intro = f"The id “{label.id}” stays, and with it every coding."
        super().__init__(f"Rename {label.name}", intro, "Rename", session, parent)
        self._label = label
        self.name = QLineEdit(label.name)
        self.name.selectAll()
        self.body.addLayout(labelled("New name", self.name))
        self.name.textEdited.connect(self.ask_later)
        self.finish()

    def work(self) -> LabelWork | str:
        id, name = self._label.id, self.name.text()
        if name.strip() == self._label.name:
            return "Type another name."
        return LabelWork(
            partial(label_plans.to_rename, label=id, name=name), partial(labels.rename, label=id, name=name)
        )


class RetireDialog(VerbDialog):
    """A label that nobody codes with any more, or again."""

    def __init__(self, label: Label, session: Session, parent: QWidget | None = None) -> None:
        title = f"Bring {label.name} back" if label.retired else f"Retire {label.name}"
        intro = "Coders can use it again." if label.retired else "Coders can no longer use it; its codings stay."
        super().__init__(title, intro, "Bring back" if label.retired else "Retire", session, parent)
        self._label = label
        self.finish()

    def work(self) -> LabelWork | str:
        id = self._label.id
        if self._label.retired:
            return LabelWork(partial(label_plans.to_bring_back, label=id), partial(labels.bring_back, label=id))
        return LabelWork(partial(label_plans.to_retire, label=id), partial(labels.retire, label=id))


class MergeDialog(VerbDialog):
    """A label that becomes one with another, which stays."""

    def __init__(self, label: Label, codebook: Codebook, session: Session, parent: QWidget | None = None) -> None:
        intro = "Its codings, in all layers, get the other label, which gains its attributes, roles and examples."
        super().__init__(f"Merge {label.name} into another label", intro, "Merge", session, parent)
        self._label = label
        self.into = Choice()
        for other, depth in as_tree(codebook.labels):
            if other.id != label.id and other.scope is label.scope:
                self.into.addItem("    " * depth + other.name, other.id)
        self.body.addLayout(labelled("Into", self.into))
        self.into.currentIndexChanged.connect(self.ask_later)
        self.finish()

    def work(self) -> LabelWork | str:
        keep, gone = self.into.currentData(), [self._label.id]
        if keep is None:
            return "There is no other label for the same kind of thing to merge it into."
        return LabelWork(
            partial(label_plans.to_merge, keep=keep, others=gone), partial(labels.merge, keep=keep, others=gone)
        )


class MoveDialog(VerbDialog):
    """Another place for a label and those below it."""

    def __init__(self, label: Label, codebook: Codebook, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(f"Move {label.name}", "What stands below it goes with it.", "Move", session, parent)
        self._label, self._codebook = label, codebook
        below = descendants(codebook.labels, label.id)
        self._others = [(one, depth) for one, depth in as_tree(codebook.labels) if one.id not in below]
        self.above, self.before = Choice(), Choice()
        self.above.addItem("nothing: at the top", None)
        for other, depth in self._others:
            self.above.addItem("    " * depth + other.name, other.id)
        self.above.setCurrentIndex(max(0, self.above.findData(label.parent)))
        self.body.addLayout(labelled("A kind of", self.above))
        self.body.addLayout(labelled("Before", self.before))
        self.above.currentIndexChanged.connect(self._offer)
        self.before.currentIndexChanged.connect(self.ask_later)
        self._offer()
        self.finish()

    def work(self) -> LabelWork | str:
        id, parent, before = self._label.id, self.above.currentData(), self.before.currentData()
        return LabelWork(
            partial(label_plans.to_move, label=id, parent=parent, before=before),
            partial(labels.move, label=id, parent=parent, before=before),
        )

    @Slot()
    def _offer(self) -> None:
        self.before.clear()
        self.before.addItem("nothing: last", None)
        for other, _ in self._others:
            if other.parent == self.above.currentData():
                self.before.addItem(other.name, other.id)


class SplitLabelDialog(VerbDialog):
    """New labels behind a label, and which of its codings get them: by an attribute's value, or none yet."""

    def __init__(self, label: Label, codebook: Codebook, session: Session, parent: QWidget | None = None) -> None:
        intro = "Each new label can say what this one can. Codings that get none of them stay what they are."
        super().__init__(f"Split {label.name}", intro, "Split", session, parent)
        self._label, self._codebook = label, codebook
        self.by = Choice()
        self.by.addItem("No codings yet: they are recoded one by one", "")
        for attribute in label.attributes:
            if attribute.offered:
                self.by.addItem(f"By {attribute.name}", attribute.id)
        self.names = LinesArea(3)
        self._names_box = boxed(labelled("New labels, one to a line", self.names))
        self.lines: dict[AttributeValue, QLineEdit] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("look", Look.QUIET.value)
        self._area.setAccessibleName("New labels by value")
        self.body.addLayout(labelled("Its codings go", self.by))
        self.body.addWidget(self._names_box)
        self.body.addWidget(self._area, 1)
        self.by.currentIndexChanged.connect(self._offer)
        self.names.edited.connect(self.ask_later)
        self._offer()
        self.finish()

    def work(self) -> LabelWork | str:
        id, attribute = self._label.id, self.by.currentData()
        names = {value: " ".join(line.text().split()) for value, line in self.lines.items()}
        wanted = [" ".join(name.split()) for name in self.names.items()] if not attribute else list(names.values())
        made = self._made([name for name in wanted if name])
        if not made:
            return "Type the name of a new label."
        into = tuple(made.values())
        goes = {value: made[name].id for value, name in names.items() if name} if attribute else {}
        return LabelWork(
            lambda project: label_plans.to_split(project, id, into, _spans(project, id, attribute, goes)),
            lambda project: labels.split(project, id, into, _spans(project, id, attribute, goes)),
        )

    def _made(self, names: list[str]) -> dict[str, Label]:
        """Return a new label for each name, the first of them for those alike."""
        taken = {str(label.id) for label in self._codebook.labels}
        used = {label.colour.upper() for label in self._codebook.labels}
        free = [colour for colour in OKABE_ITO.values() if colour not in used] or list(OKABE_ITO.values())
        made: dict[str, Label] = {}
        for name in dict.fromkeys(names):
            id = slug_for(name, frozenset(taken))
            taken.add(id)
            made[name] = self._label.model_copy(
                update={
                    **{"id": LabelId(id), "name": name, "key": "", "colour": free[len(made) % len(free)]},
                    **{"definition": "", "include": "", "exclude": "", "retired": False},
                    **{"examples": (), "near_misses": (), "attributes": (), "roles": (), "counterparts": ()},
                }
            )
        return made

    @Slot()
    def _offer(self) -> None:
        attribute = self._label.attribute(self.by.currentData())
        self._names_box.setVisible(attribute is None)
        self._area.setVisible(attribute is not None)
        page = QWidget()
        box = QVBoxLayout(page)
        spaced(box, 8)
        self.lines = {}
        for value in attribute.offered if attribute is not None else ():
            self.lines[value] = QLineEdit(placeholderText=f"stays {self._label.name}")
            self.lines[value].textEdited.connect(self.ask_later)
            box.addLayout(labelled(f"New label for “{', '.join(words_of(value))}”", self.lines[value]))
        box.addStretch(1)
        self._area.setWidget(page)
        self.ask_later()


def _spans(
    project: Project, label: LabelId, attribute: str, goes: Mapping[AttributeValue, LabelId]
) -> Mapping[SpanId, LabelId]:
    return label_plans.by_value(project, label, attribute, goes) if attribute else {}
