"""How two texts differ, in a few words."""

import pytest

from annotator.likeness.differences import differences
from annotator.likeness.telling import told

TEXT = "Mr. President,\nThe French President urged China to use its influence.\nWe thank him for his report.\nIt ended."
HEADER = "a header of 1 line more in the second"
CHINESE = "法国总统敦促中国运用影响力。\n中国承诺提供帮助。"


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        (TEXT, TEXT, "the same"),
        (TEXT, TEXT.replace("\n", "\n\n"), "blanks and line ends only"),
        (CHINESE, CHINESE.replace("中国", "中 国"), "blanks and line ends only"),
        (TEXT, TEXT.upper(), "capitals and forms of letters only"),
        (TEXT, TEXT.replace(".", "!"), "punctuation only"),
        (TEXT, f"UNITED NATIONS\n\nGeneral Assembly\nPV. 12\n{TEXT}", "a header of 3 lines more in the second"),
        (f"PV. 12\n{TEXT}", TEXT, "a header of 1 line more in the first"),
        (TEXT, f"{TEXT}\nPrinted", "a footer of 1 line more in the second"),
        (TEXT, TEXT.replace("Mr. President,", "Agence France-Presse"), "another header"),
        (TEXT, TEXT.replace("French", "German").replace("report", "paper"), "2 words differ"),
        (TEXT, TEXT.replace("French", "German"), "1 word differs"),
        (CHINESE, CHINESE.replace("影响力", "力量"), "3 characters differ"),
        (TEXT, TEXT.replace("It ended", "He sat.\nHe laughed.\nIt ended"), "2 lines more"),
        (
            TEXT,
            f"PV. 12\n{TEXT.replace('French', 'German')}",
            f"{HEADER} and 1 word differs",
        ),
        ("دعا الرئيس الصين", "دعا الرئيس فرنسا", "1 word differs"),
        ("", "", "the same"),
    ],
)
def test_a_difference_is_told(left: str, right: str, said: str) -> None:
    assert told(left, right, differences(left, right)) == said
