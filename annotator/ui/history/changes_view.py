"""What a step did, before and after: the passage in its text with its label, and each field as it was and is."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.model.codebook import Codebook
from annotator.model.wording import counted
from annotator.operations.project.step_told import NOTHING_TOLD, FieldTold, PassageTold, RowTold, StepTold
from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.label_colours import shades

_ARROW = " → "
_SHOWN_BY_THE_PASSAGE = ("label", "passage", "coded under")


class ChangesView(QLabel):
    """`show_told` shows what a step did; nothing hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told, self._codebook = NOTHING_TOLD, Codebook()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_told(self, told: StepTold, codebook: Codebook) -> None:
        """Show what a step did, its labels drawn as in this codebook."""
        self._told, self._codebook = told, codebook
        self.setVisible(bool(told.rows))
        self.setAccessibleName(plain(told, codebook))
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Draw it in the colours of today."""
        # Of one thing alone it is said above where it is.
        is_named = len(self._told.rows) + self._told.more > 1
        rows = "".join(_row_html(row, self._codebook, is_named) for row in self._told.rows)
        self.setText(rows + _more_html(self._told))


def plain(told: StepTold, codebook: Codebook) -> str:
    """Return it as it is read aloud."""
    lines: list[str] = []
    for row in told.rows:
        for name, passage in (("before", row.before), ("after", row.after)):
            if passage is not None:
                lines.append(f"{name}: {passage.words}, {_label_name(passage, codebook)}")
        fields = [f"{one.name} {one.before or 'nothing'}{_ARROW}{one.after or 'nothing'}".strip() for one in row.fields]
        lines += [f"{row.what}: {'; '.join(fields)}" if fields else row.what]
    return ". ".join(lines)


def _row_html(row: RowTold, codebook: Codebook, is_named: bool) -> str:
    shown = "".join(_passages_html(row, codebook))
    is_new = (row.before is None) is not (row.after is None)
    fields = [one for one in row.fields if not (shown and is_new and one.name in _SHOWN_BY_THE_PASSAGE)]
    head = f"<p style='margin:8px 0 0 0'><b>{escape(row.what)}</b></p>" if is_named and not shown and row.what else ""
    return head + shown + "".join(map(_field_html, fields))


def _passages_html(row: RowTold, codebook: Codebook) -> Iterator[str]:
    either = row.after or row.before
    if either is None:
        return
    if row.before == row.after:
        yield _box_html(either, codebook, is_coded=True)
        return
    for name, passage in (("before", row.before), ("after", row.after)):
        yield _small_html(name)
        yield _box_html(passage or either, codebook, is_coded=passage is not None)


def _box_html(passage: PassageTold, codebook: Codebook, is_coded: bool) -> str:
    look, words = theme.current(), escape(passage.words)
    label = codebook.get(passage.label) if passage.label is not None else None
    under = ""
    if is_coded:
        tint = shades(label.colour, look).tint if label is not None else look.selection
        words = f"<span style='background-color:{tint};color:{look.ink};text-decoration:underline'>{words}</span>"
        under = f"<p style='margin:4px 0 0 0;color:{look.secondary}'>{escape(_label_name(passage, codebook))}</p>"
    way = "rtl" if runs_right_to_left(passage.before + passage.words) else "ltr"
    text = f"<p dir='{way}' style='margin:0'>{escape(passage.before)}{words}{escape(passage.after)}</p>"
    return f"<table width='100%' cellpadding='8' bgcolor='{look.paper}'><tr><td>{text}{under}</td></tr></table>"


def _label_name(passage: PassageTold, codebook: Codebook) -> str:
    label = codebook.get(passage.label) if passage.label is not None else None
    return label.name if label is not None else "a label that is gone"


def _field_html(field: FieldTold) -> str:
    look = theme.current()
    name = f"<span style='color:{look.secondary}'>{escape(field.name)}: </span>" if field.name else ""
    old = f"<span style='color:{look.secondary}'><s>{escape(field.before)}</s></span>" if field.before else ""
    new = escape(field.after) if field.after else ""
    arrow = _ARROW if old and new else ""
    return f"<p style='margin:4px 0 0 0'>{name}{old}{arrow}{new}</p>"


def _small_html(text: str) -> str:
    return f"<p style='margin:8px 0 2px 0;color:{theme.current().secondary}'>{text}</p>"


def _more_html(told: StepTold) -> str:
    return _small_html(f"and {counted(told.more, 'other', 'others')}") if told.more else ""
