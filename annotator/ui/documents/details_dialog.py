"""What is known of the document at hand, by the form of Documents, over whatever one is doing."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.model.document_row import DocumentRow
from annotator.model.errors import NotAllowed
from annotator.ui.dialogs.base import Dialog
from annotator.ui.documents.form import DocumentForm
from annotator.ui.documents.typed import DATE, typed_fields


class DetailsDialog(Dialog):
    """`given` carries the title, None for the one that it has, and the fields that are others."""

    given = Signal(object, object)

    def __init__(
        self,
        row: DocumentRow,
        choices: Mapping[str, Sequence[str]],
        field: str = "",
        parent: QWidget | None = None,
        why_not: str = "",
    ) -> None:
        """`field`: in which the keyboard is, the first that is known by metadata where none is named.

        `choices`: what alone some fields may say; `why_not`: why it is only read.
        """
        super().__init__("Details of the document", parent, row.info.title)
        self._row = row
        self.form = DocumentForm(has_buttons=False)
        self.form.show_rows([row], choices, {}, why_not)
        self.form.given.connect(lambda *_: self.accept())
        self.body.addWidget(self.form)
        save = self.add_buttons("Save")
        if save is not None:
            save.setEnabled(not why_not)
        self.form.take_keyboard(field or DATE)
        self.resize(520, self.sizeHint().height())

    # Qt calls this.

    def accept(self) -> None:
        title, fields = self.form.typed
        try:
            wanted = typed_fields([self._row], fields)
        except NotAllowed as error:
            self.form.say_fault(DATE, str(error))
            return
        super().accept()
        if title is not None or wanted:
            self.given.emit(title, wanted)
