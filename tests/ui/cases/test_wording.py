"""What an adjudicator reads of a case: acts as sentences, and in what the coders differ."""

from dataclasses import replace

from annotator.adjudication.decisions import none_of_them, settle
from annotator.model.ids import ActorId
from annotator.model.wording import isolated
from annotator.ui.adjudication.case_status import CaseContext, changes
from annotator.ui.adjudication.case_wording import view_of_case
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.cases.wording import act_sentence, actors_in, differences, own_side, paragraphs_of
from tests.adjudication.builders import decided, only_case, span
from tests.ui.cases.builders import LABELS, LAYERS, REGISTER, case, plain


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
        assert [cell.text for cell in view.table.rows[0].cells] == [names[at] for at in order]
        then = only_case(*(span(name, 0, 9, force="urges") for name in names))
        said = [plain(line) for line in changes(one, decided(then, none_of_them(then)), known)]
        assert [line.split(":")[0] for line in said] == ["Coder A", "Coder B"]
        orders.add(order)
    assert len(orders) == 2


def test_paragraphs_are_counted_as_the_gutter_does() -> None:
    text = "One.\n\n  \nTwo.\nThree."
    assert paragraphs_of(text, map(text.index, ("One", "Three", "Two"))) == (1, 3, 2)
