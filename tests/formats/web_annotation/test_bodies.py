"""Bodies: tags, comments, what ours say besides, and purposes of others."""

from annotator.formats.web_annotation.bodies import said_in
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId


def test_our_own_bodies_say_label_attributes_doubt_actor_and_value() -> None:
    source = {"id": "urn:x-annotator:fra", "label": "France", "kind": "state"}
    body = [
        {"type": "TextualBody", "purpose": "tagging", "value": "Appeal"},
        {"type": "SpecificResource", "purpose": "classifying", "source": "urn:x-annotator:label:appeal"},
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": '{"n":1,"l":["a"]}'},
        {"type": "TextualBody", "purpose": "questioning", "value": "doubt"},
        {"type": "TextualBody", "purpose": "identifying", "value": "implicit"},
        {"type": "SpecificResource", "purpose": "identifying", "source": source},
    ]
    said = said_in({"body": body})
    assert said.labels == [("appeal", "Appeal")]
    assert said.attributes == {"n": 1, "l": ["a"]}
    assert (said.doubt, said.value, said.note) == (True, "implicit", "")
    assert said.actor == Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE)


def test_bodies_of_others_are_tags_comments_or_what_they_call_their_purpose() -> None:
    said = said_in({
        "motivation": "oa:classifying",
        "bodyValue": "Gene",
        "body": [
            "http://example.org/vocabulary/Protein",
            {"type": "Choice", "items": [{"type": "TextualBody", "purpose": "commenting", "value": "one"}, "other"]},
            {"type": "TextualBody", "purpose": "http://example.org/colour", "value": "red"},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": "[broken"},
            {"type": "TextualBody", "purpose": "commenting", "value": 5},
            7,
        ],
    })  # fmt: skip
    assert said.labels == [("Gene", ""), ("Protein", "")]
    assert (said.note, said.attributes) == ("one", {"http://example.org/colour": "red"})
    assert said_in({}).labels == []
