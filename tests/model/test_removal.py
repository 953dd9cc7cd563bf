"""What lies in the bin has a name by which it is put back."""

from annotator.model.removal import Removal, RemovedKind, removal_id


def test_a_removal_is_known_by_kind_and_id() -> None:
    removal = Removal(RemovedKind.LABEL, "appeal", None, "2026-11-28T00:00:00Z")
    assert removal.id == removal_id(RemovedKind.LABEL, "appeal") == "labels/appeal"
