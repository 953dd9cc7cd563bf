"""Bundles made of what foreign files say: known again by derived ids, each text once, each loss counted."""

from annotator.formats.making import BundleMaker, derived_id
from annotator.formats.placing import PlaceClaim
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.ids import AttributeId


def made(text: str = "France urged China.") -> Bundle:
    maker = BundleMaker("work", "tool")
    document = maker.document("Note", text)
    layer, label = maker.layer_of("7", "Ana"), maker.codes.label("Appeal")
    act = document.span("a1", layer, label, PlaceClaim(((7, 12),), "urged"))
    party = document.span("", layer, maker.codes.label("Actor"), PlaceClaim(((0, 6),), "France"))
    document.link("r1", act, maker.codes.role(label, "speaker"), party)
    document.span("a2", layer, label, None, note="of the whole")
    document.assign(layer, done=True)
    return maker.bundle()


def test_what_is_read_twice_is_the_same() -> None:
    assert made() == made()


def test_ids_differ_by_text_and_layer_and_are_the_file_s_own_where_these_are_uuids() -> None:
    (one,), (other,) = made().documents, made("France urged China. Again.").documents
    assert {span.id for span in one.spans}.isdisjoint(span.id for span in other.spans)
    assert derived_id("tool", "{0191F2C0-0000-7000-8000-000000000001}") == "0191f2c0-0000-7000-8000-000000000001"
    assert derived_id("tool", "a") == derived_id("tool", "a") != derived_id("tool", "b")
    assert derived_id("tool", "a")[14] == "8" and derived_id("tool", "a")[19] in "89ab"


def test_a_link_stays_with_its_spans_and_goes_with_one_that_has_no_place() -> None:
    (coded,) = made().documents
    assert len(coded.links) == 1 and len(coded.spans) == 3
    maker = BundleMaker("work", "tool")
    document, layer = maker.document("Note", "abc"), maker.unsaid_layer()
    label = maker.codes.label("Appeal")
    act = document.span("a", layer, label, PlaceClaim(((0, 1),)))
    lost = document.span("b", layer, label, PlaceClaim(((50, 60),)))
    document.link("", act, maker.codes.role(label, "to"), lost)
    bundle = maker.bundle()
    (coded,) = bundle.documents
    assert [span.id for span in coded.spans] == [act] and coded.links == ()
    assert any("left out" in notice for notice in bundle.notices)


def test_a_slot_of_which_nobody_is_said_to_fill_it_is_counted_and_not_made() -> None:
    maker = BundleMaker("work", "tool")
    document, layer = maker.document("Note", "abc"), maker.unsaid_layer()
    label = maker.codes.label("Appeal")
    act = document.span("a", layer, label, PlaceClaim(((0, 1),)))
    document.link("l", act, maker.codes.role(label, "to"), attributes={AttributeId("armed"): True})
    bundle = maker.bundle()
    (coded,) = bundle.documents
    assert [span.id for span in coded.spans] == [act] and coded.links == ()
    assert bundle.lost == ("1 slot is left out, since it is not said who fills it: “to” in “Note”.",)


def test_a_text_is_one_document_however_often_it_comes() -> None:
    maker = BundleMaker("work", "tool")
    assert maker.document("One", "same\r\n") is maker.document("Two", "same\n")


def test_whose_work_it_is_stands_in_a_layer_each() -> None:
    maker = BundleMaker("work", "tool")
    assert maker.layer_of("1", "Ana") == maker.layer_of("1") != maker.layer_of("2", "Ben")
    maker.other_layer(LayerKind.SUGGESTIONS, "model-x")
    bundle = maker.bundle()
    assert [(layer.kind, layer.name) for layer in bundle.layers] == [
        (LayerKind.CODER, "Ana"), (LayerKind.CODER, "Ben"), (LayerKind.SUGGESTIONS, "model-x")
    ]  # fmt: skip
    assert len({coder.pseudonym for coder in bundle.coders}) == 2


def test_a_place_in_doubt_is_marked_with_what_the_file_quotes() -> None:
    maker = BundleMaker("work", "tool")
    document, label = maker.document("Note", "abc def"), maker.codes.label("Appeal")
    document.span("a", maker.unsaid_layer(), label, PlaceClaim(((0, 3),), "xyz"), note="mine")
    (coded,) = maker.bundle().documents
    assert coded.spans[0].doubt and coded.spans[0].note == "mine\nThe file quotes: xyz"


def test_a_layer_that_the_file_names_by_id_is_known_again() -> None:
    maker = BundleMaker("Whole", "brat")
    uuid = "0190a6a0-0000-7000-8000-000000000001"
    ana = maker.layer(uuid, "First pass", LayerKind.CODER, "coder-a", "Ana")
    assert (ana, maker.layer(uuid, "First pass", LayerKind.CODER, "coder-a", "Ana")) == (uuid, uuid)
    second = maker.layer("second", "Second pass", LayerKind.CODER, "coder-a", "Ana")
    maker.layer("gold", "Gold", LayerKind.GOLD)
    bundle = maker.bundle()
    assert [(layer.name, layer.kind, layer.coder is None) for layer in bundle.layers] == [
        ("First pass", LayerKind.CODER, False),
        ("Second pass", LayerKind.CODER, False),
        ("Gold", LayerKind.GOLD, True),
    ]
    assert [coder.name for coder in bundle.coders] == ["Ana"] and second != ana


def test_what_a_person_has_in_a_document_is_whole_where_ids_stay() -> None:
    for ids_stay, ids, is_whole in ((True, ("a", "b"), True), (True, ("a", ""), False), (False, ("a", "b"), False)):
        maker = BundleMaker("work", "tool", ids_stay=ids_stay)
        document, label = maker.document("Note", "abc"), maker.codes.label("Appeal")
        for layer in (maker.layer_of("7", "Ana"), maker.unsaid_layer(), maker.other_layer(LayerKind.SUGGESTIONS, "m")):
            for id in ids:
                document.span(id, layer, label, PlaceClaim(((0, 1),)))
        assert {layer for layer, _ in maker.bundle().held_documents} == ({maker.layer_of("7")} if is_whole else set())
