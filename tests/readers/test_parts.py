"""Files within a file: what is read of them, what is said of the others, and what is too much."""

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers import parts
from annotator.readers.parts import Allowance, read_parts
from annotator.readers.source import SourceFile

WHOLE = SourceFile("all.zip", b"")


def part(name: str, data: bytes = b"x") -> SourceFile:
    return SourceFile(f"all.zip/{name}", data)


def read(source: SourceFile) -> list[DocumentDraft]:
    if source.data == b"bad":
        raise BadFile(source.name, "it is damaged", "get another")
    return [source.draft(source.data.decode())]


def test_what_cannot_be_read_is_named_and_the_rest_comes_in() -> None:
    drafts = read_parts(WHOLE, [], [part("a.txt"), part("b.txt", b"bad"), part("c.txt")], read, Allowance())
    assert [draft.title for draft in drafts] == ["a", "c"]
    assert drafts[0].notices == ("Not read: all.zip/b.txt: it is damaged; get another.",)


def test_of_many_that_cannot_be_read_some_are_named_and_the_rest_counted() -> None:
    many = [part(f"{number}.txt", b"bad") for number in range(100)]
    (draft,) = read_parts(WHOLE, [part("a").draft("x")], many, read, Allowance())
    assert len(draft.notices) == 21
    assert draft.notices[-1] == "Not read: 80 more files in it."


@pytest.mark.parametrize(
    ("inside", "words"),
    [([], "there is no file in it"), ([part("b", b"bad")] * 2, r"damaged; get another and 1 more\)")],
)
def test_nothing_that_can_be_read_is_refused(inside: list[SourceFile], words: str) -> None:
    with pytest.raises(BadFile, match=rf"^all.zip: nothing in it can be read \(.*{words}"):
        read_parts(WHOLE, [], inside, read, Allowance())


@pytest.mark.parametrize("spent", [Allowance(bytes=2), Allowance(files=2), Allowance(until=0.0)])
def test_more_than_is_allowed_is_refused_as_a_whole(spent: Allowance) -> None:
    with pytest.raises(BadFile, match=r"^all.zip: there is more in it than is read at once; unpack it"):
        read_parts(WHOLE, [], [part("a"), part("b"), part("c")], read, spent)


def test_files_in_files_in_files_count_together_and_go_so_deep() -> None:
    def deeper(source: SourceFile) -> list[DocumentDraft]:
        return read_parts(source, [], [part("next")], deeper, allowance)

    allowance = Allowance()
    with pytest.raises(BadFile, match=f"it lies in more than {parts.DEEPEST} files"):
        deeper(WHOLE)
    assert allowance.depth == 0
    assert allowance.files == parts.MOST_FILES - parts.DEEPEST
