"""The one decoder: what is certain is exact, what is guessed is said, what is neither is refused with its place."""

import codecs
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.readers.encoding import ENCODINGS, MARKED, control_notices, decode, is_plain, known_encoding
from tests.shared_data import shared

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))

# Sentences of treaties and readouts in the encodings that their archives are found in.
LEGACY = [
    ("windows-1252", "cp1252", "The President’s “frank” exchange – the first – covered trade."),
    ("windows-1252", "latin-1", "Alle Menschen sind frei und gleich an Würde und Rechten geboren."),
    ("windows-1252", "cp1252", "Todos os seres humanos nascem livres e iguais em direitos, dotados de razão."),
    ("windows-1250", "cp1250", "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw."),
    ("windows-1250", "cp1250", "Nikdo nesmí být držen v otroctví; všechny formy jsou zakázány; příště řeč."),
    ("windows-1251", "cp1251", "Стороны подтвердили приверженность мирному урегулированию."),
    ("koi8-r", "koi8-r", "Стороны подтвердили приверженность мирному урегулированию."),
    ("cp866", "cp866", "Стороны подтвердили приверженность мирному урегулированию."),
    ("windows-1253", "cp1253", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια."),
    ("windows-1254", "cp1254", "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar."),
    ("windows-1255", "cp1255", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם."),
    ("windows-1256", "cp1256", "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق."),
    ("windows-874", "cp874", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ"),
    ("gb18030", "gbk", "中法两国元首举行会谈，双方就乌克兰危机交换意见。"),
    ("big5", "big5", "人人生而自由，在尊嚴和權利上一律平等。"),
    ("windows-31j", "cp932", "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
    ("euc-jp", "euc_jp", "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
    ("windows-949", "cp949", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."),
]
SEVEN_BIT = [
    ("iso-2022-jp", "iso2022_jp", "共同声明を発表した。"),
    ("iso-2022-kr", "iso2022_kr", "공동성명을 발표했다."),
    ("hz", "hz", "Joint: 共同声明"),
    ("utf-7", "utf-7", "Grüße aus Zürich, 日本"),
]


@given(TEXTS)
def test_utf8_is_read_exactly_and_without_a_guess(text: str) -> None:
    decoded = decode("a.txt", ("x" + text).encode())
    assert decoded.text == canonical("x" + text)
    assert not any("guess" in notice for notice in decoded.notices)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
@given(text=TEXTS)
def test_a_byte_order_mark_decides_and_is_no_character(codec: str, text: str) -> None:
    # A second mark is part of no text, and the mark of UTF-16 with a NUL behind it is that of UTF-32.
    text = text.lstrip("\ufeff\0")
    assert decode("a.txt", text.encode(codec)).text == canonical(text)


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_endian_marks_are_known(mark: bytes, codec: str) -> None:
    assert decode("a.txt", mark + "Zürich 東京".encode(codec)).text == "Zürich 東京"


@pytest.mark.parametrize(("name", "codec", "text"), [*LEGACY, *SEVEN_BIT])
def test_a_legacy_encoding_is_guessed_and_the_guess_is_said(name: str, codec: str, text: str) -> None:
    decoded = decode("a.txt", text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)
    assert decoded.notices == (f"Read as {name}, a guess: check the text, or choose the encoding.",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Plain words.\n", "Стороны подтвердили.\n", "Όλοι οι άνθρωποι\n", "会谈于四月举行。\n各方同意。\n"]
)
def test_utf16_without_a_mark_is_guessed(codec: str, text: str) -> None:
    decoded = decode("a.txt", text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert "guess" in decoded.notices[0]


@pytest.mark.parametrize(
    "text",
    ["a+b+c = d-e", "C++ and +33-1-40-20", "~{ not HZ", "Disney+Hulu+ABC-", "1 +2- 3 ~~", "call \x1b[1mnow\x1b[0m"],
)
def test_plain_ascii_is_not_mistaken_for_a_seven_bit_encoding(text: str) -> None:
    assert decode("a.txt", text.encode()).text == text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_ascii_is_nearly_always_ascii(text: str) -> None:
    decoded = decode("a.txt", text.encode())
    assert decoded.text == text or decoded.notices


def test_a_letter_late_in_a_long_line_is_found() -> None:
    decoded = decode("a.txt", b"plain ascii " * 20_000 + b"caf\xe9 noir, na\xefve")
    assert decoded.text.endswith("café noir, naïve")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Zürich\nnaïve ".encode() + b"caf\xe9\n" + "Málaga, Köln".encode(), "byte 19 (line 2)"),
        ("x" * 30 + "東".encode()[:2].decode("latin-1"), "byte 31 (line 1)"),
        (b"first\n" + b"emoji " + b"\xed\xa0\xbd\xed\xb8\x80", "byte 13 (line 2)"),
    ],
    ids=["one line in another encoding", "cut within a character", "CESU-8"],
)
def test_damaged_utf8_is_refused_with_its_place_and_a_way_out(data: bytes | str, place: str) -> None:
    raw = data.encode("latin-1") if isinstance(data, str) else data
    with pytest.raises(BadFile) as refused:
        decode("a.txt", raw)
    assert place in str(refused.value)
    assert MARKED in str(refused.value)
    marked = decode("a.txt", raw, MARKED)
    assert "\ufffd" in marked.text
    assert "marked with �" in marked.notices[0]


def test_marking_keeps_the_offsets_of_sound_lines() -> None:
    marked = decode("a.txt", b"good\nbad \xe9 x\nend", MARKED)
    assert marked.text == "good\nbad � x\nend"


@given(st.binary())
def test_the_way_out_reads_everything(data: bytes) -> None:
    decode("a.txt", data, MARKED).text.encode()


@given(st.binary(min_size=1), st.sampled_from([None, *ENCODINGS, "no-such", "rot13", "a\0b"]))
@example(b"+2AA-", "utf-7")
@example(b"\x81", "windows-1252")
@example(b"abc", "utf-16")
def test_any_bytes_give_a_sound_text_or_one_sentence(data: bytes, encoding: str | None) -> None:
    try:
        decoded = decode("a.txt", data, encoding)
    except BadFile as refused:
        assert str(refused).startswith("a.txt: ")
        assert str(refused).endswith(".")
    else:
        decoded.text.encode()
        assert "\r" not in decoded.text


def test_a_choice_that_does_not_fit_names_the_byte() -> None:
    with pytest.raises(BadFile, match=r"not written in utf-8: byte 4 \(line 2\) does not fit"):
        decode("a.txt", b"ab\n\xff", "utf8")


def test_an_unknown_encoding_is_answered_with_the_list() -> None:
    with pytest.raises(BadFile, match=r"“klingon” is not an encoding that can be read; choose one of utf-8, .*koi8-r"):
        decode("a.txt", b"x", "klingon")


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_that_is_offered_can_be_chosen(name: str) -> None:
    assert known_encoding(name) == name
    assert decode("a.txt", b"", name).text == ""


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("CP1251", "windows-1251"),
        ("latin1", "iso-8859-1"),
        ("shift_jis", "windows-31j"),
        ("gbk", "gb18030"),
        ("ascii", "utf-8"),
    ],
)
def test_usual_names_are_understood(alias: str, name: str) -> None:
    assert known_encoding(alias) == name


def test_control_characters_are_kept_and_said() -> None:
    decoded = decode("a.txt", b"before\0middle\0\0after\n")
    assert decoded.text == "before\0middle\0\0after\n"
    assert decoded.notices == ("The text has 3 control characters (U+0000), kept as part of it.",)


def test_binary_data_is_no_text() -> None:
    with pytest.raises(BadFile, match="is not a text"):
        decode("a.txt", b"\x89\0\xff\xfe\0\1\2\3" * 9 + b"\0")


def test_real_files_in_many_encodings_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(shared("corpora/encodings/data_files_encodedtexts.zip")) as archive:
        archive.extractall(tmp_path)
    files = sorted(tmp_path.rglob("*.txt"))
    texts = {file.stem: decode(file.name, file.read_bytes()).text for file in files}
    assert len(texts) == 36
    for name, text in texts.items():
        document = name.rpartition("_")[0]
        # Two English files were made before the text of their sibling was altered by hand; the treaties have none.
        sibling = None if "UTF-16" in name else texts.get(f"{document}_UTF-8")
        assert text == (sibling or text), name
        assert len(text) > 3_000
        assert "\ufffd" not in text
    assert texts["UDHR_English_UTF-16LE"] == texts["UDHR_English_UTF-16BE"]
    assert texts["UDHR_English_UTF-16LE"].startswith("Universal Declaration of Human Rights\nPreamble\nWhereas")
    assert texts["IndianTreaty_English_UTF-16LE"].startswith("WHEREAS, the Sisseton")
    assert texts["IndianTreaty_English_UTF-8-BOM"].startswith("ARTICLE 1.")


@given(st.text(st.characters(max_codepoint=0x2FF), max_size=9))
def test_a_text_is_plain_where_none_of_it_is_a_control(text: str) -> None:
    plain = not any(unicodedata.category(char) == "Cc" and char not in "\t\n\r\x85" for char in text)
    assert is_plain(text) == plain
    assert plain == (not control_notices(text))
