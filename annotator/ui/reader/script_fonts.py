"""Scripts that no font here shows, and which package brings one.

The scripts are Unicode's, by its own names. In Debian and Ubuntu nearly all of them are in `fonts-noto-core`; the
others are told apart by what the packages hold (Noto of 2020 and 2024, Unifont 15), compared letter by letter.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import regex

from annotator.model.wording import word_list

_LETTERS = regex.compile(r"[\p{L}\p{N}\p{S}--[\u0000-\u00ff]]", regex.V1)
CORE, CJK, EMOJI, UNIFONT = "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji", "fonts-unifont"


def _names(written: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in written.split(","))


_EMOJI, _SIGNS = "Emoji", "Signs"
"""What belongs to no script: pictures, and other signs, such as those of mathematics."""
PACKAGES: dict[str, tuple[str, ...]] = {
    CORE: _names(
        "Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai, Armenian, Georgian, Bengali, Gurmukhi, "
        "Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala, Lao, Tibetan, Myanmar, Khmer, Ethiopic, "
        "Mongolian, Syriac, Thaana, Cherokee, Canadian Aboriginal, Tifinagh, Nko, Vai, Yi, Javanese, Balinese, "
        "Sundanese, Adlam, Ahom, Anatolian Hieroglyphs, Avestan, Bamum, Bassa Vah, Batak, Bhaiksuki, Brahmi, "
        "Braille, Buginese, Buhid, Carian, Caucasian Albanian, Chakma, Cham, Coptic, Cuneiform, Cypriot, "
        "Deseret, Dogra, Duployan, Egyptian Hieroglyphs, Elbasan, Elymaic, Glagolitic, Gothic, Grantha, "
        "Gunjala Gondi, Hanifi Rohingya, Hanunoo, Hatran, Imperial Aramaic, Inscriptional Pahlavi, "
        "Inscriptional Parthian, Kaithi, Kayah Li, Kharoshthi, Khojki, Khudawadi, Lepcha, Limbu, Linear A, "
        "Linear B, Lisu, Lycian, Lydian, Mahajani, Mandaic, Manichaean, Marchen, Masaram Gondi, Medefaidrin, "
        "Meetei Mayek, Mende Kikakui, Meroitic Cursive, Meroitic Hieroglyphs, Miao, Modi, Mro, Multani, "
        "Nabataean, Newa, New Tai Lue, Nushu, Nyiakeng Puachue Hmong, Ogham, Ol Chiki, Old Hungarian, "
        "Old Italic, Old North Arabian, Old Permic, Old Persian, Old Sogdian, Old South Arabian, Old Turkic, "
        "Osage, Osmanya, Pahawh Hmong, Palmyrene, Pau Cin Hau, Phags Pa, Phoenician, Psalter Pahlavi, Rejang, "
        "Runic, Samaritan, Saurashtra, Sharada, Shavian, Siddham, SignWriting, Sogdian, Sora Sompeng, Soyombo, "
        "Syloti Nagri, Tagalog, Tagbanwa, Tai Le, Tai Tham, Tai Viet, Takri, Tangut, Tirhuta, Ugaritic, Wancho, "
        "Warang Citi, Yezidi, Zanabazar Square"
    ),
    CJK: _names("Han, Hiragana, Katakana, Hangul, Bopomofo"),
    UNIFONT: _names(
        "Chorasmian, Cypro Minoan, Dives Akuru, Kawi, Khitan Small Script, Makasar, Nag Mundari, Nandinagari, "
        "Old Uyghur, Tangsa, Toto, Vithkuqi"
    ),
    # In Unicode since 2024, or later; no package of Debian 13 has letters of them.
    "": _names(
        "Beria Erfe, Garay, Gurung Khema, Jurchen, Kirat Rai, Ol Onal, Proto Cuneiform, Seal, Sidetic, Sunuwar, "
        "Tai Yo, Todhri, Tolong Siki, Tulu Tigalari"
    ),
}
"""Package of Debian and Ubuntu -> scripts that it has letters for; "" -> those that none has."""
_OF_SIGNS = {_EMOJI: EMOJI, _SIGNS: CORE}
PACKAGE_OF = {script: package for package, scripts in PACKAGES.items() for script in scripts} | _OF_SIGNS
_CALLED = {
    "Han": "Chinese characters",
    "Hangul": "Korean letters",
    "Hiragana": "Japanese Hiragana",
    "Katakana": "Japanese Katakana",
    _EMOJI: "emoji",
    _SIGNS: "some signs",
}


def letters_of(text: str) -> str:
    """Return the different letters, digits and signs of a text that a font may lack, in their order by number."""
    return "".join(_LETTERS.findall("".join(sorted(set(text)))))


def scripts_not_shown(letters: str, is_shown: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the scripts of which most of these letters are not shown; a rare letter in a known script is none."""
    missing = {letter for letter in letters if not is_shown(letter)}
    if not missing:
        return ()
    return tuple(script for script, found in _by_script(letters, missing) if 2 * len(found & missing) > len(found) > 0)


def called(scripts: Sequence[str]) -> str:
    """Return scripts by the names that people know, in a row."""
    return word_list([_CALLED.get(script, script) for script in scripts])


def sentence(scripts: Sequence[str], platform: str = sys.platform) -> str:
    """Return what is said of scripts that no font here shows: which, that nothing is lost, and what brings one."""
    packages = list(dict.fromkeys(package for script in scripts if (package := PACKAGE_OF[script])))
    if platform == "win32":
        remedy = "Settings › System › Optional features has “Supplemental Fonts”"
    elif platform == "darwin":
        remedy = "Font Book takes fonts that have them, such as Noto"
    elif packages:
        remedy = f"On Debian and Ubuntu, sudo apt-get install {' '.join(packages)} brings some"
    else:
        remedy = "Look for a font that has them"
    return (
        f"Boxes or gaps stand for {called(scripts)}: no font here has these letters, and nothing is lost by that. "
        f"{remedy}; then start the program again."
    )


def _by_script(letters: str, wanted: set[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield scripts with those of the letters that are in them, until none that is wanted is left."""
    left = set(wanted)
    for script in PACKAGE_OF:
        if not left:
            return
        found = set(_pattern(script).findall(letters))
        left -= found
        yield script, found


@cache
def _pattern(script: str) -> regex.Pattern[str]:
    picture = r"\p{Emoji_Presentation}\p{Extended_Pictographic}"
    classes = {_EMOJI: rf"[[{picture}]&&\p{{Common}}]", _SIGNS: rf"[\p{{Common}}--[{picture}]]"}
    return regex.compile(classes.get(script, rf"\p{{Script={script}}}"), regex.V1)
