"""The page of two texts: words as they are, never as markup."""

from annotator.likeness.beside import BesideRow, SidePiece
from annotator.ui.documents.side_by_side import page_of


def test_texts_are_shown_as_they_are_and_only_what_differs_is_marked() -> None:
    rows = [
        BesideRow((SidePiece("<b>same</b> "), SidePiece("دعا\n中", differs=True)), (SidePiece("& same"),), is_cut=True)
    ]
    page = page_of(rows)
    assert "&lt;b&gt;same&lt;/b&gt;" in page and "&amp; same" in page and "دعا<br>中</span>" in page
    assert page.count("background-color") == 1 and "…" in page
