"""East Asian writings get their own shapes; nothing else about the families changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.fonts import families_for
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.samples import ALL, CHINESE, view_of

_FAMILIES = ReaderStyle.light().families


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (CHINESE, "Noto Serif CJK SC"),
        (
            "中方呼籲各方保持冷靜克制，並願繼續為勸和促談發揮建設性作用，這個過程對國際社會來說很重要。",
            "Noto Serif CJK TC",
        ),
        ("中国政府は関係各国に対し自制を求めた。", "Noto Serif CJK JP"),
        ("대통령은 中國 측에 대화를 촉구했다.", "Noto Serif CJK KR"),
        ("France urged China to talk.", "Noto Serif CJK SC"),
    ],
)
def test_the_shapes_are_those_of_the_writing(text: str, family: str) -> None:
    found = families_for(text, _FAMILIES)
    assert next(name for name in found if "CJK" in name) == family
    assert found[: found.index("Noto Serif CJK SC") - 8] == _FAMILIES[: found.index("Noto Serif CJK SC") - 8]


@given(st.text(max_size=300))
def test_no_family_is_lost_and_none_comes_twice(text: str) -> None:
    found = families_for(text, _FAMILIES)
    assert set(_FAMILIES) <= set(found)
    assert len(set(found)) == len(found)


def test_the_font_that_somebody_chose_stays_first() -> None:
    assert families_for("日本の", ("Songti SC", *_FAMILIES))[0] == "Songti SC"


def test_a_reader_measures_with_the_families_of_its_text(qtbot: object) -> None:
    view = view_of(qtbot, "日本政府は要請した。")
    assert view.sheet.metrics.families == families_for("日本の", _FAMILIES)
    view.set_document(None)
    assert Metrics(ReaderStyle.light()).families == _FAMILIES
    other = view_of(qtbot, ALL)
    assert other.sheet.metrics.families == families_for(ALL, _FAMILIES)
