"""What an adjudicator reads of a case: acts as sentences, and in what the coders differ."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import none_of_them, settle
from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import ActorId, LayerId
from annotator.model.span import Extent
from annotator.model.wording import isolated
from annotator.operations.codebook.codebook import default_codebook
from annotator.ui.adjudication.case_status import CaseContext, changes
from annotator.ui.adjudication.case_wording import view_of_case
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import listed
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.cases.wording import act_sentence, actors_in, differences, own_side
from tests.adjudication.builders import decided, link, only_case, span

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
    return only_case(*ACTS, links=LINKS)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_an_act_is_a_sentence_and_a_mention_the_actor_whom_it_names() -> None:
    one = case()
    assert [act_sentence(one, span, LABELS, REGISTER) for span in one.candidates] == [
        *("France → urges → China", "France → calls on → China, Russia")
    ]
    mention = replace(span("A1", 0, 5, "actor"), actor=ActorId("fra"))
    assert act_sentence(only_case(mention), mention, LABELS, REGISTER) == isolated("France")
    assert act_sentence(case(), span("A7", 0, 5, "actor"), LABELS, REGISTER) == ""


def test_what_differs_is_said_by_name_and_nothing_else() -> None:
    found = differences(case(), LABELS, REGISTER)
    assert [plain(one.summary) for one in found] == [
        *("Force: urges / calls on", "Addressee: China / China, Russia", "Content: – / دعا")
    ]
    assert [plain(own_side(found, place)) for place in (0, 1)] == [
        "Force: urges · Addressee: China · Content: –",
        "Force: calls on · Addressee: China, Russia · Content: دعا",
    ]
    assert actors_in(case()) == ["fra", "chn", "rus"]


def test_the_actor_of_a_mention_is_compared_too() -> None:
    named = [replace(span(name, 0, 5, "actor"), actor=ActorId(who)) for name, who in (("A1", "fra"), ("B1", "chn"))]
    (found,) = differences(only_case(*named), LABELS, REGISTER)
    assert plain(found.summary) == "Actor: France / China"
    assert differences(only_case(named[0]), LABELS, REGISTER) == []


def test_values_without_names_and_changes_are_said_in_the_order_of_the_letters_of_the_case() -> None:
    orders = set()
    for number in range(12):
        names = [f"{letter}{number}" for letter in "AB"]
        one = only_case(*(span(name, 0, 9, force=name) for name in names))
        coder_letters = CoderLetters(LAYERS, names_hidden=True)
        known, order = CaseContext(LABELS, REGISTER, {}, coder_letters), coder_letters.order(one.key)
        (now,) = settle([one], [])
        view = view_of_case(now, "Case", 0, (), known)
        assert plain(view.differing[0]) == f"Force: {' / '.join(names[at] for at in order)}"
        then = only_case(*(span(name, 0, 9, force="urges") for name in names))
        said = [plain(line) for line in changes(one, decided(then, none_of_them(then)), known)]
        assert [line.split(":")[0] for line in said] == ["Coder A", "Coder B"]
        orders.add(order)
    assert len(orders) == 2


def texts_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def known() -> CaseContext:
    return CaseContext(LABELS, REGISTER, {}, CoderLetters(LAYERS))


def shown_in(panel: CasePanel, quote: str) -> None:
    """Show the case in a panel, with these words of the text."""
    panel.set_codebook(BOOK)
    quoted = replace(case(), candidates=tuple(replace(one, quote=quote) for one in case().candidates))
    (one,) = settle([quoted], [])
    panel.model.show_all([listed(one, 0, quote)])
    panel.show_view(view_of_case(one, "Case 1 of 1", 0, (), known()), 0)


def test_the_panel_shows_sentences_and_differences_and_quotes_of_their_own_direction(qapp: QApplication) -> None:
    panel = CasePanel()
    shown_in(panel, "دعا الرئيس.")
    shown = texts_of(panel)
    assert "Case 1 of 1: attributes differ" in shown
    assert "▸ A: Appeal “\u2068دعا الرئيس.\u2069”" in shown
    assert any("France → calls on → China, Russia" in text for text in shown)
    assert "Force: urges / calls on" in plain("\n".join(shown))
    panel.show_view(None, -1)
    assert not panel.differing.isVisibleTo(panel) and panel.empty.isVisibleTo(panel)
    panel.deleteLater()


def test_what_does_not_fit_is_scrolled_to_and_the_keys_stay(qapp: QApplication) -> None:
    panel = CasePanel()
    panel.resize(374, 500)
    panel.show()
    shown_in(panel, "so many words " * 20)
    for _ in range(3):
        QApplication.processEvents()
    for label in panel.findChildren(QLabel):
        if label.text() and label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for choice in panel.choices.buttons.values():
        assert choice.visibleRegion().boundingRect().size() == choice.size()
    panel.close()
    panel.deleteLater()
