"""CasNames of files: safe everywhere, and the title stands in them."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.losses import Losses
from annotator.formats.uima.layout import LONGEST_BYTES, CasLayout, file_name, said_by
from tests.formats.bundles import GOLD, document, sample_bundle

TITLES = st.text(max_size=40) | st.sampled_from(["CON", "..", "a/b", "C:\\x", "nul.txt", " x ", "%41", "联合声明", ""])


@given(title=TITLES)
def test_a_name_is_safe_and_says_the_title(title: str) -> None:
    if any(0xD800 <= ord(char) < 0xE000 for char in title):
        return
    name = file_name(title)
    assert name and not re.search(r'[/\\:*?"<>|\x00-\x1f]', name) and name[0] not in ". " and name[-1] not in ". "
    assert name.partition(".")[0].casefold() not in ("con", "nul", "aux", "prn")
    assert said_by(name) == unicodedata.normalize("NFC", title)


@given(titles=st.lists(TITLES | st.just("x" * 400), max_size=6))
def test_each_document_has_a_name_of_its_own(titles: list[str]) -> None:
    titles = [title for title in titles if title.isprintable()]
    losses = Losses()
    layout = CasLayout(sample_bundle((GOLD,)), named=True, losses=losses, ending=".tsv", says_all=False)
    names = [layout.of(document(f"d-{at}", title, ""), GOLD) for at, title in enumerate(titles)]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name.encode()) <= LONGEST_BYTES + len("Gold/-99.tsv") for name in names)
    wrong = [title for name, title in zip(names, titles, strict=True) if said_by(name[5:-4]) != title]
    assert sum(one.count for one in losses.lost()) == len(wrong)
