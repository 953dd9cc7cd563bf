"""How a case stands, in words: what was decided, and what the coders say otherwise since."""

from dataclasses import replace

from annotator.adjudication.decisions import defer, none_of_them, settle, take
from annotator.model.coder import Layer, LayerKind
from annotator.model.ids import UNKNOWN_VERSION, CoderId, LayerId
from annotator.operations.codebook.codebook import default_codebook
from annotator.ui.adjudication.case_status import CaseContext, case_status, changes, how_decided
from annotator.ui.adjudication.coder_letters import CoderLetters
from tests.adjudication.builders import decided, link, only_case, span

LABELS = {str(label.id): label for label in default_codebook().labels}
LAYERS = tuple(Layer(id=LayerId(name), name=f"Coder {name}", kind=LayerKind.CODER) for name in "ABC")
KNOWN = CaseContext(LABELS, {}, {"ana": "Ana"}, CoderLetters(LAYERS), {UNKNOWN_VERSION: "1"})


def quoted(name: str, start: int, stop: int, label: str = "appeal", **attributes: str):  # type: ignore[no-untyped-def]
    return replace(span(name, start, stop, label, **attributes), quote="word " * (stop - start))


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u200b", "")


def test_a_decision_says_when_who_by_which_rule_and_why() -> None:
    case = only_case(quoted("A1", 0, 1), quoted("B1", 0, 2))
    made = replace(decided(case, take(case, LayerId("A"))), coder=CoderId("ana"), reason="Wrong label")
    said = plain(how_decided(made, [quoted("G1", 0, 1)], KNOWN))
    assert said == (
        "Decided on 2025-01-01 by Ana: one coder’s span taken. Codebook version 1."
        " Reason: Wrong label. Gold: Appeal “word”."
    )
    put_off = decided(case, defer(case))
    assert plain(case_status(settle([case], [put_off])[0], (), KNOWN)) == "Deferred on 2025-01-01. Codebook version 1."


def test_what_changed_is_said_by_coder() -> None:
    case = only_case(quoted("A1", 0, 1), quoted("B1", 0, 1, force="urges"), links=[link("l1", "A1", actor="fra")])
    made = decided(case, none_of_them(case))
    now = only_case(
        quoted("A1", 0, 1, "warning"), quoted("B1", 0, 1, force="demands"), quoted("C1", 0, 1), layers="ABC"
    )
    said = [plain(line) for line in changes(now, made, KNOWN)]
    assert said == [
        "Coder A: was Appeal “word”, is Warning “word”",
        "Coder B: attributes or slots have changed: ? → demands → ?",
        "Coder C: added since, Appeal “word”",
    ]
    alone = only_case(quoted("A1", 0, 1), links=[link("l1", "A1", actor="fra")])
    assert [plain(line) for line in changes(alone, made, KNOWN)] == ["Coder B: removed since, Appeal “word”"]
    whole = case_status(settle([now], [made])[0], (), KNOWN)
    assert whole.startswith("Changed since it was decided; decide it again.\n") and "\nThen: Decided" in whole


def test_of_an_open_case_the_verbs_say_enough() -> None:
    case = only_case(quoted("A1", 0, 1))
    assert case_status(settle([case], [])[0], (), KNOWN) == ""
