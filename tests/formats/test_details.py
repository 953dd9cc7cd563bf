"""What is ours in files of others: read as it was written, and never against what their own fields say."""

import json
from typing import Any

from hypothesis import given, settings

from annotator.formats.details import Own, own_of, read_own
from annotator.model.bundle import Bundle
from annotator.model.value_forms import words_of
from tests.examples import examples
from tests.formats.bundles import full_bundles


@settings(max_examples=examples(20), deadline=None)
@given(bundle=full_bundles())
def test_it_is_read_as_it_was_written(bundle: Bundle) -> None:
    actors = {actor.id: actor for actor in bundle.actors}
    for coded in bundle.documents:
        for span in coded.spans:
            links = [link for link in coded.links if link.act == span.id]
            own = read_own(json.loads(json.dumps(own_of(span, links, actors))))
            assert (own.note, own.doubt) == (span.note, span.doubt)
            assert dict(own.attributes) == dict(span.attributes)
            assert (own.actor.id if own.actor else None) == span.actor
            assert sorted(slot["id"] for slot in own.slots) == sorted(link.id for link in links)


def test_what_the_other_program_says_wins_unless_its_words_are_ours() -> None:
    own = Own(attributes={"public": True, "year": 2023, "force": "urges"})
    native = {"public": "yes", "year": "2024", "tone": "sharp"}
    assert own.typed(native) == {"public": True, "year": "2024", "tone": "sharp"}
    assert words_of(True) == ("yes",)


def test_what_does_not_fit_there_counts_as_not_said() -> None:
    odds: list[Any] = [None, 3, [], {"attributes": [], "note": {}, "doubt": "x", "actor": {"id": ""}, "slots": {}}]
    for odd in odds:
        assert read_own(odd) == Own()
