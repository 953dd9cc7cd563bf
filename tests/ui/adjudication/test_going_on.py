"""After a decision one is at the next open case; where none is left it is said what there is instead."""

from annotator.adjudication.decisions import Status
from tests.ui.adjudication.desks import case
from tests.ui.windows import Stage


def test_every_open_case_is_come_to_once_before_any_that_was_put_off(keyed: Stage) -> None:
    workspace, model = keyed.window.adjudication, keyed.window.adjudication.panel.model
    keyed.press("l")
    seen = list[str]()
    while model.open_from(0) >= 0:
        assert workspace.current is not None and workspace.current.status is Status.OPEN
        seen.append(workspace.current.case.key)
        keyed.press("x")
    assert len(seen) == len(set(seen)) == len(model.rows) - 1
    assert case(keyed) == "" and keyed.said.startswith("No case is open but the 1 deferred; ")
    workspace.going_on.to_open()
    assert workspace.current is not None and workspace.current.status is Status.DEFERRED
    keyed.press("x")
    assert keyed.said == "No case is open: every case is decided"


def test_gold_is_gone_through_from_the_caret_and_its_end_is_said(keyed: Stage) -> None:
    keyed.press("a")
    keyed.reader.set_selection(0, 0)
    going_on = keyed.window.adjudication.going_on
    going_on.to_gold()
    going_on.to_gold()
    assert keyed.said == "There is no gold after this point in the text"
