"""The desk: who sits at it, what they do, and whether their eyes may see what others coded."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from annotator.ui.commands.key_names import follow_keys, key_of
from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import FlatButton, advance, bold

_DISC, _EYE, _GAP, _NEAR = 22, 16, 8, 6
_LONGEST_NAME = 160


class Desk(FlatButton):
    """A disc with the initial, the name and the roles, an eye (struck through for who codes blind), and the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.who, self.doing, self.sees, self.is_short = "", "", False, False
        self.roles = ""
        follow_keys(self, self._name)

    @property
    def said(self) -> str:
        """Who does what, in words."""
        key = key_of("project.who")
        return f"{self.who} · {self.doing}" if self.who else f"Nobody codes yet: {key} says who"

    def say(self, who: str, doing: str, sees: bool, roles: str = "") -> None:
        """Show who is at the desk (empty for nobody), what they do, and whether they see what others coded.

        `roles`: theirs in the project, which need not be what they do now.
        """
        if (self.who, self.doing, self.sees, self.roles) != (who, doing, sees, roles):
            self.who, self.doing, self.sees, self.roles = who, doing, sees, roles
            self._name()

    def set_short(self, short: bool) -> None:
        """Leave out the last words in a narrow window; the eye stays."""
        self.is_short = short
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.said)
        held = f"In this project: {self.roles}" if self.who and self.roles else ""
        self.setAccessibleDescription(", ".join(filter(None, [held, f"Key {key_of('project.who')}"])))
        change = f"{key_of('project.who')}: somebody else sits down"
        self.setToolTip("\n".join(filter(None, [self.said, held, change])) if self.who else self.said)
        self.updateGeometry()
        self.update()

    @property
    def _words(self) -> str:
        return self.doing.partition(" · ")[0] if self.is_short else self.doing

    @property
    def _shown_roles(self) -> str:
        """The roles, where they are not what the words behind the eye begin with."""
        return "" if not self.who or self.roles == self.doing.partition(" · ")[0] else self.roles

    @property
    def _shown_name(self) -> str:
        if not self.who:
            return "nobody yet" if self.is_short else self.said
        return self.fontMetrics().elidedText(self.who, Qt.TextElideMode.ElideRight, _LONGEST_NAME)

    def paint_face(self, painter: QPainter) -> None:
        look, left = theme.current(), _GAP
        disc = QRectF(left, (self.height() - _DISC) / 2, _DISC, _DISC)
        painter.setPen(QColor(look.accent if self.who else look.edge))
        painter.setBrush(QColor(look.accent if self.who else look.paper))
        painter.drawEllipse(disc)
        painter.setFont(bold(theme.SECONDARY_PX))
        painter.setPen(QColor(look.on_accent if self.who else look.ink))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self.who[:1].upper() or "?")
        left = self.draw_words(painter, left + _DISC + _GAP, self._shown_name, theme.interface_font(), look.ink)
        if self._shown_roles:
            small = theme.interface_font(theme.SECONDARY_PX)
            left = self.draw_words(painter, left + _NEAR, self._shown_roles, small, look.secondary)
        if self.who:
            self.draw_icon(painter, "eye" if self.sees else "eye-off", left + _GAP, _EYE)
            small = theme.interface_font(theme.SECONDARY_PX)
            self.draw_words(painter, left + _GAP + _EYE + 5, self._words, small, look.secondary)

    # Qt calls this.

    def sizeHint(self) -> QSize:
        width = _GAP + _DISC + _GAP + advance(theme.interface_font(), self._shown_name) + _GAP
        if self._shown_roles:
            width += _NEAR + advance(theme.interface_font(theme.SECONDARY_PX), self._shown_roles)
        if self.who:
            width += _EYE + 5 + advance(theme.interface_font(theme.SECONDARY_PX), self._words) + _GAP
        return QSize(width, 32)
