"""What languages are called in the names of files and documents: codes of ISO 639 and words, in a few languages."""

from collections.abc import Mapping

from annotator.model.folding import folded

_NAMES = {
    "ar": "ara arb arabic arabe árabe арабский العربية 阿拉伯文 阿拉伯语",
    "de": "deu ger german allemand alemán deutsch немецкий",
    "en": "eng english anglais inglés английский 英文 英语",
    "es": "spa spanish espagnol español испанский 西班牙文 西班牙语",
    "fa": "fas per pes persian farsi persan",
    "fr": "fra fre french français francés французский 法文 法语",
    "he": "heb hebrew hébreu",
    "hi": "hin hindi",
    "it": "ita italian italien italiano",
    "ja": "jpn japanese japonais 日本語",
    "ko": "kor korean coréen 한국어",
    "nl": "nld dut dutch néerlandais nederlands",
    "pl": "pol polish polonais polski",
    "pt": "por portuguese portugais português",
    "ru": "rus russian russe ruso русский 俄文 俄语",
    "tr": "tur turkish turc türkçe",
    "uk": "ukr ukrainian ukrainien українська украинский",
    "vi": "vie vietnamese vietnamien",
    "zh": "zho chi cmn chinese chinois chino китайский 中文 汉语",
}
LANGUAGE_OF: Mapping[str, str] = {
    folded(name): code for code, names in _NAMES.items() for name in (code, *names.split())
}
"""The code of two letters by each name, without capitals and accents."""
