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


# Microsoft, “Windows 11 font list”, without what is there for some languages alone; Apple, “Fonts included with macOS”.
WINDOWS = {
    "Georgia": {"Latin", "Greek", "Cyrillic"},
    "Times New Roman": {"Latin", "Greek", "Cyrillic", "Arabic", "Hebrew"},
    "SimSun": {"simplified"},
    "Microsoft JhengHei": {"traditional"},
    "Yu Gothic": {"japanese"},
    "MS Gothic": {"japanese"},
    "Malgun Gothic": {"korean"},
    "Nirmala UI": {"Devanagari"},
    "Leelawadee UI": {"Thai"},
    "Segoe UI Emoji": {"emoji"},
}
MAC = {
    "Charter": {"Latin"},
    "Georgia": {"Latin", "Greek", "Cyrillic"},
    "Times New Roman": {"Latin", "Greek", "Cyrillic", "Arabic", "Hebrew"},
    "Geeza Pro": {"Arabic"},
    "Songti SC": {"simplified"},
    "Songti TC": {"traditional"},
    "Hiragino Mincho ProN": {"japanese"},
    "AppleMyungjo": {"korean"},
    "Kohinoor Devanagari": {"Devanagari"},
    "Thonburi": {"Thai"},
    "Apple Color Emoji": {"emoji"},
}
TEXTS = {
    "Latin": "France urged China to talk.",
    "Greek": "Η Γαλλία κάλεσε την Κίνα.",
    "Cyrillic": "Франция призвала Китай.",
    "Arabic": "دعت فرنسا الصين",
    "Hebrew": "צרפת קראה לסין",
    "Devanagari": "फ़्रांस ने चीन से आग्रह किया",
    "Thai": "ฝรั่งเศสเรียกร้องจีน",
    "simplified": "中国为这个国家对话",
    "traditional": "中國為這個國家對話",
    "japanese": "中国政府は関係各国に対し自制を求めた。",
    "korean": "대통령은 중국에 촉구했다.",
    "emoji": "🕊",
}
_EAST = {"simplified", "traditional", "japanese", "korean"}


@pytest.mark.parametrize("system", [WINDOWS, MAC], ids=["Windows", "Mac"])
@pytest.mark.parametrize("writing", TEXTS)
def test_each_writing_has_a_family_that_the_system_brings_and_the_shapes_of_no_other(
    writing: str, system: dict[str, set[str]]
) -> None:
    there = [name for name in families_for(TEXTS[writing], _FAMILIES) if name in system]
    assert any(writing in system[name] for name in there), f"{writing} is drawn by what the system happens to find"
    if writing in _EAST:
        # Han characters are drawn by the first family that has any.
        first = next(name for name in there if system[name] & _EAST)
        assert writing in system[first]
