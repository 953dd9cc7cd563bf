"""What a hub answers, as it is read."""

from datetime import UTC, datetime

from annotator.hub.calls import HubLogin


def test_who_is_invited_or_has_joined_is_in() -> None:
    states = ("invited", "joined", "revoked", "left")
    now = datetime(2026, 11, 28, tzinfo=UTC)
    assert [HubLogin("k", "1", "Ana", "coder", one, now).is_in for one in states] == [True, True, False, False]
