"""Debates and acts in Akoma Ntoso."""

from annotator.model.document import DocumentDraft
from annotator.readers.registry import read_bytes


def read(inside: str) -> list[DocumentDraft]:
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return read_bytes("a.xml", f'<?xml version="1.0"?>\n<akomaNtoso xmlns="{space}">{inside}</akomaNtoso>'.encode())


def test_speeches_begin_with_who_speaks_and_notes_follow() -> None:
    meta = (
        '<meta><FRBRWork><FRBRthis value="/ke/debate"/><FRBRdate date="2023-09-21" name="x"/><FRBRcountry value="ke"/>'
        '</FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></meta>'
    )
    (draft,) = read(
        f"<debate>{meta}<preface><p><docTitle>Official report</docTitle></p></preface><debateBody><speech by='#a'>"
        "<from>Ms Ray</from><p>We  <i>met</i><authorialNote><p>In May.</p></authorialNote>.</p><p>Thanks.</p></speech>"
        "<scene><p>Applause <remark>loud</remark></p></scene></debateBody></debate>"
    )
    assert draft.text == "Official report\n\nMs Ray: We met[1].\n\nThanks.\n\nApplause\n\n[1] In May."
    assert draft.title == "Official report"
    assert draft.metadata == {
        "kind": "debate",
        "id": "/ke/debate",
        "date": "2023-09-21",
        "country": "ke",
        "language": "eng",
    }
    assert draft.notices == ("Remarks of the editors were left out.",)


def test_numbers_stand_before_what_they_count() -> None:
    section = "<section><num>1.</num><heading>Scope</heading><content><p>It applies.</p></content></section>"
    point = "<paragraph><num>(a)</num><content><p>to all;</p></content></paragraph>"
    (draft,) = read(f"<act><body>{section}{point}</body></act>")
    assert draft.text == "1. Scope\n\nIt applies.\n\n(a) to all;"
