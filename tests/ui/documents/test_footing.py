"""What is said below the table: sums, and what is missing."""

from hypothesis import given, settings

from annotator.model.document_row import DocumentRow
from annotator.model.text_size import CountedIn
from annotator.ui.documents.columns import said_in
from annotator.ui.documents.footing import ASKED_FOR, summed
from tests.examples import examples
from tests.ui.documents.one_row import row
from tests.ui.documents.rows import rows
from tests.ui.documents.test_arranging import whole


def test_words_and_characters_are_summed_apart() -> None:
    found = [row("1", words=400, date="2026"), row("2", words=1_012, counted_in=CountedIn.CHARACTERS)]
    summary, _ = whole(summed(found))
    assert summary.size == "2 documents · 400 words and 1,012 字"


def test_texts_that_nobody_has_counted_are_no_words() -> None:
    assert whole(summed([row("1", words=None)]))[0].size == "1 document"


@given(rows())
@settings(max_examples=examples(30))
def test_what_is_missing_is_counted_by_its_name(found: list[DocumentRow]) -> None:
    summary, _ = whole(summed(found))
    for name in ASKED_FOR:
        count = len([one for one in found if not said_in(one, name)])
        assert summary.lacking[name] == count
