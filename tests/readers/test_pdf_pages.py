"""What the process that reads PDF files answers, here without one."""

import io
import json

from annotator.readers.pdf_pages import answer_for, serve
from tests.readers.samples import pdf
from tests.readers.test_pdf import with_picture


def test_pages_and_properties_are_told_and_whether_there_are_pictures() -> None:
    told = answer_for(pdf(["one", ""], "/Author (Ana)"))
    assert told["text"] == "one" and told["starts"] == (3,) and told["empty"] == [1]
    assert told["information"] == {"Author": "Ana"} and told["pictures"] is False
    assert answer_for(with_picture())["pictures"] is True
    assert answer_for(b"%PDF-1.7 nothing")["error"] == "damaged"


def test_requests_are_answered_one_by_one_until_there_are_no_more() -> None:
    files = [pdf([text]) for text in ("one", "two")]
    asked = io.BytesIO(b"".join(len(data).to_bytes(8, "big") + b"p" + data for data in files) + b"cut")
    answers = io.BytesIO()
    serve(asked, answers, limited=False)
    answers.seek(0)
    told = [json.loads(answers.read(int.from_bytes(answers.read(8), "big")))["text"] for _ in files]
    assert told == ["one", "two"] and answers.read() == b""
