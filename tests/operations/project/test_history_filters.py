"""What one asks the history for by names and days becomes a filter, or a sentence that names what there is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.model.errors import NotFound
from annotator.model.verbs import VERBS
from annotator.operations.project.history_filters import KINDS, wanted_in_words
from annotator.store.history.history_pages import ALL_STEPS
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_every_verb_is_of_one_kind() -> None:
    assert sorted(id for ids in KINDS.values() for id in ids) == sorted(VERBS)


def test_names_titles_kinds_and_days_are_understood(desk: Desk) -> None:
    wanted = wanted_in_words(desk.project, "ana", "DOCUMENT 1", ["codebook", "code"], "2026-11-24", "2026-11-24")
    assert (wanted.person, wanted.document) == (desk.ana.id, desk.documents[0].id)
    assert wanted.verbs == (*KINDS["codebook"], "code")
    since, until = (datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ") for time in (wanted.since, wanted.until))
    assert until - since == timedelta(days=1)
    assert since.replace(tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M") == "2026-11-24 00:00"
    assert wanted_in_words(desk.project) == ALL_STEPS
    assert wanted_in_words(desk.project, "Nobody").person == ""
    assert wanted_in_words(desk.project, until="2026-11-24T10:00:00Z").until == "2026-11-24T10:00:01Z"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"person": "Zoë"}, "no coder “Zoë” in this project; its coders are: “Ana”"),
        ({"document": "Else"}, "No document is called “Else”"),
        ({"verbs": ["dance"]}, "no verb “dance”; there are the kinds coding, gold"),
        ({"since": "yesterday"}, "“yesterday” is no day or time"),
        ({"until": "9999-12-31T23:59:59+99:99"}, "is no day or time"),
    ],
)
def test_what_there_is_not_is_said(desk: Desk, asked: dict[str, str], says: str) -> None:
    with pytest.raises(NotFound, match=says):
        wanted_in_words(desk.project, **asked)
