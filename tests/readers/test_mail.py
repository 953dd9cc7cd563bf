"""Mails: which of their parts are read, and what their headers become."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes
from tests.examples import examples
from tests.readers.samples import docx, mail, p


def message(text: str = "They met.", **header: str) -> EmailMessage:
    found = EmailMessage()
    for name, value in {"from": "desk@mfa.example", "subject": "Readout", **header}.items():
        found[name] = value
    found.set_content(text)
    return found


def read(data: EmailMessage | bytes) -> list[DocumentDraft]:
    return read_bytes("a.eml", data if isinstance(data, bytes) else bytes(data))


def test_the_header_becomes_title_and_metadata() -> None:
    (draft,) = read(mail("They met.", "Subject: Readout", "Cc: c@example.org", "Message-ID: <1@x>", "X-Spam: no"))
    assert (draft.title, draft.text) == ("Readout", "They met.")
    assert draft.metadata == {
        "from": "desk@mfa.example",
        "to": "you@example.org",
        "cc": "c@example.org",
        "subject": "Readout",
        "date": "2023-09-21",
        "time": "09:00+02:00",
    }


@settings(max_examples=examples(30))
@given(subject=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_any_subject_is_read_back(subject: str) -> None:
    assert read(message(subject=subject))[0].title == subject


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"=?utf-8?B?w7xiZXI=?= =?utf-8?Q?_alles?=", "über alles"),
        (b"=?utf-8?B?5LiW?=\n =?utf-8?B?55WM?=", "世界"),
        ("Erklärung".encode(), "Erklärung"),
        ("Erklärung".encode("cp1252"), "Erklärung"),
        (b"=?no-such?Q?x?= y", "x y"),
        (b"=?utf-8?B?A?=", "=?utf-8?B?A?="),
    ],
)
def test_what_mail_programs_write_as_subjects(raw: bytes, title: str) -> None:
    assert read(b"From: a@b.example\nSubject: " + raw + b"\n\nx\n")[0].title == title


def test_a_date_that_is_none_stays_as_it_stands() -> None:
    metadata = read(b"From: a@b.example\nDate: tomorrow\n\nx\n")[0].metadata
    assert metadata["date"] == "tomorrow"
    assert "time" not in metadata


def test_of_text_and_page_the_text_is_read_and_the_page_where_there_is_none() -> None:
    both = message("plain")
    both.add_alternative("<p>page</p>", subtype="html")
    assert read(both)[0].text == "plain"
    page = EmailMessage()
    page["from"] = "a@b.example"
    page.set_content("<style>p{}</style><p>Grüße</p>", subtype="html", charset="iso-8859-1")
    assert read(page)[0].text == "Grüße"


def test_an_encoding_that_is_not_as_said_is_found() -> None:
    said = b"From: a@b.example\nContent-Type: text/plain; charset=us-ascii\n\nGr\xc3\xbc\xc3\x9fe\n"
    assert read(said)[0].text == "Grüße"


def test_attachments_are_documents_and_what_is_none_is_named() -> None:
    sent = message(subject="Two files")
    sent.add_attachment(docx(p("Annex")), maintype="application", subtype="octet-stream", filename="Änderung.docx")
    sent.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    body, annex = read(sent)
    assert body.metadata["attachments"] == "Änderung.docx; attachment 2.png"
    assert (annex.title, annex.text, annex.source) == ("Änderung", "Annex", "a.eml/Änderung.docx")
    assert body.notices[0].startswith("Not read: a.eml/attachment 2.png: it is a picture;")


def test_a_mail_within_a_mail_is_a_document() -> None:
    sent = message()
    sent.add_attachment(message("The first one.", subject="Before"))
    assert [(draft.title, draft.text) for draft in read(sent)] == [
        ("Readout", "They met."),
        ("Before", "The first one."),
    ]


def test_a_mail_of_attachments_alone_is_these() -> None:
    sent = message("")
    sent.add_attachment("The note.", filename="../../note.txt")
    (draft,) = read(sent)
    assert (draft.title, draft.text, draft.source) == ("note", "The note.\n", "a.eml/note.txt")


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(BadFile, match="it has no header of a mail"):
        read(b"just words\n")
    with pytest.raises(BadFile, match=r"nothing in it can be read|it has no text"):
        read(message(""))


def test_parts_that_nest_deeply_are_refused_in_a_sentence() -> None:
    levels = 3000
    header = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels))
    with pytest.raises(BadFile, match=r"nested too deeply|nothing in it can be read|no text"):
        read(f"From: a@b.example\n{header}\nx\n".encode())
