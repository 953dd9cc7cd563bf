"""What stands at the right: the label as coders see it, what is not saved, the versions before."""

from tests.ui.codebook.editing import book, in_force, settled, sharpen, version
from tests.ui.windows import Stage


def test_versions_say_what_they_changed_and_can_be_gone_back_to(ana: Stage) -> None:
    first = in_force(ana)
    sharpen(ana)
    panel = book(ana).versions
    assert panel.list.count() == 2 and panel.list.item(0).text().endswith("Ana\nsharper")
    assert "Only in so many words." in panel.changes.as_text() and not panel.again.isEnabled()
    panel.list.setCurrentRow(1)
    panel.again.click()
    settled(ana)
    assert version(ana) == 3 and in_force(ana) == first
    assert book(ana).draft.codebook == first and book(ana).stale.model.codings == []
