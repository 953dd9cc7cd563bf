"""Acts of two coders who differ in force, addressee and content, for the tests of how a case is worded."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import settle
from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import ActorId, LayerId
from annotator.model.span import Extent
from annotator.operations.codebook.codebook import default_codebook
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.case_wording import view_of_case
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.panel import CasePanel
from tests.adjudication.builders import link, only_case, span

BOOK = default_codebook()


LABELS: dict[str, Label] = {label.id: label for label in BOOK.labels}


REGISTER = {
    ActorId(id): Actor(id=ActorId(id), name=name, kind=ActorKind.STATE)
    for id, name in (("fra", "France"), ("chn", "China"), ("rus", "Russia"))
}


LAYERS = tuple(Layer(id=LayerId(name), name=name, kind=LayerKind.CODER) for name in "AB")


ACTS = (
    span("A1", 0, 9, "appeal", force="urges", conditional=True),
    span("B1", 0, 9, "appeal", force="calls on", conditional=True),
)


LINKS = [
    *(link("l1", "A1", actor="fra"), link("l2", "A1", "addressee", actor="chn")),
    *(link("l3", "B1", actor="fra"), link("l4", "B1", "addressee", actor="chn")),
    *(link("l5", "B1", "addressee", actor="rus"), link("l6", "B1", "content", extents=(Extent(3, 9),), quote="دعا")),
]


def case() -> Case:
    """Return the case in which the two acts stand."""
    return only_case(*ACTS, links=LINKS)


def plain(text: str) -> str:
    """Return a text without the marks that keep directions apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


def texts_of(widget: QWidget) -> list[str]:
    """Return what the labels in a widget say."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def known() -> CaseContext:
    """Return what the words about the case are made of, with names."""
    return CaseContext(LABELS, REGISTER, {}, CoderLetters(LAYERS))


def shown_in(panel: CasePanel, quote: str) -> None:
    """Show the case in a panel, with these words of the text."""
    panel.set_codebook(BOOK)
    quoted = replace(case(), candidates=tuple(replace(one, quote=quote) for one in case().candidates))
    (one,) = settle([quoted], [])
    panel.model.show_all([listed(one, 0, quote)])
    panel.show_view(view_of_case(one, "Text · ¶ 1", 0, (), known()), 0)
