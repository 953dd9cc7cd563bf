"""The labels as lines of the picker: by name, key and code; headings stand there and cannot be chosen."""

from hypothesis import given

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.ui.commands.label_choices import finder_of, label_items, title_of
from tests.model.codebooks import codebooks


def label(id: str, code: str = "", parent: str | None = None, heading: bool = False, retired: bool = False) -> Label:
    above = LabelId(parent) if parent else None
    return Label(id=LabelId(id), name=id.capitalize(), code=code, parent=above, heading=heading, retired=retired)


BOOK = Codebook(
    labels=(
        label("welfare", "5", heading=True),
        label("expansion", "504", "welfare"),
        label("limitation", "5041", "welfare"),
        label("peace", "106"),
        label("empty", "9", heading=True),
        label("gone", "999", "empty", retired=True),
    )
)


def titles(query: str) -> list[str]:
    return [item.title for item in finder_of(label_items(BOOK, BOOK.in_use), BOOK)(query)]


def test_a_label_is_found_by_its_code_the_whole_one_first() -> None:
    assert titles("504") == ["504  Expansion", "5041  Limitation"]
    assert titles("5041") == ["5041  Limitation"]
    assert titles("106") == ["106  Peace"]
    assert titles("peace") == ["106  Peace"]
    assert titles("999") == []


def test_headings_above_what_can_be_chosen_are_listed_and_cannot_be() -> None:
    items = label_items(BOOK, BOOK.in_use)
    assert [(item.title, item.enabled) for item in items] == [
        ("5  Welfare", False),
        ("504  Expansion", True),
        ("5041  Limitation", True),
        ("106  Peace", True),
    ]
    assert items[0].why == "a heading"


@given(codebooks())
def test_what_can_be_chosen_are_the_labels_in_use_in_their_order(book: Codebook) -> None:
    items = label_items(book, book.in_use)
    assert [item.id for item in items if item.enabled] == [one.id for one in book.in_use]
    assert all(one.heading for item in items if not item.enabled for one in [book.get(item.id)] if one is not None)
    find = finder_of(items, book)
    for one in book.in_use:
        if one.code:
            first = book.get(find(one.code)[0].id)
            assert first is not None and first.code.casefold() == one.code.casefold()
            assert title_of(one).casefold().startswith(one.code.casefold())


def test_a_code_that_is_the_name_is_not_said_twice() -> None:
    assert title_of(label("agree", "AGREE")) == "Agree"
