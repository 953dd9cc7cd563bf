"""Which field goes where, proposed: by what fields are called in several languages, a date also by its values."""

from collections.abc import Iterable, Sequence

from annotator.readers.dates.columns import read_dates
from annotator.readers.field_map import TEXT, FieldMap, FieldSeen

_NAMES = {
    "title": "title titel titre título titulo titolo tytuł заголовок название заглавие "
    "标题 標題 题目 タイトル 件名 表題 "
    "제목 عنوان العنوان headline überschrift",
    "date": "date datum fecha data дата 日期 日付 年月日 날짜 일자 "
    "تاريخ التاريخ tarih dato päivämäärä ngày tanggal "
    "dateofspeech dateofdocument documentdate speechdate publicationdate datedepublication",
    "source": "source quelle fuente fonte источник 来源 來源 出典 출처 المصدر مصدر kaynak źródło bron",
    "speaker": "speaker redner rednerin sprecher sprecherin orateur oratrice intervenant intervenante orador oradora "
    "nameofpersonspeaking oratore оратор выступающий 发言人 發言人 讲话人 发言者 発言者 演説者 발언자 연설자 "
    "المتحدث المتكلم الخطيب konuşmacı mówca",
    "author": "author autor autora auteur auteure autore verfasser verfasserin "
    "автор 作者 著者 저자 المؤلف الكاتب yazar",
    "country": "country land staat pays país pais paese страна 国家 國家 国名 国 국가 나라 البلد الدولة ülke kraj",
    "language": "language lang sprache langue idioma lengua lingua язык 语言 語言 语种 言語 언어 اللغة dil język taal",
    "kind": "kind documentkind kindofdocument documenttype dokumentart genre",
    "place": "place ort lieu lugar luogo место 地点 地點 場所 장소 المكان yer miejsce",
    "url": "url uri link weblink hyperlink href permalink lien enlace ссылка 链接 連結 网址 網址 リンク 링크 الرابط",
}
"""How a field is called, without capitals, blanks and other signs between the letters."""
_BY_NAME = {name: target for target, names in _NAMES.items() for name in names.split()}
_FEWEST = 2
"""So many values make a date of a field that is not called one."""
_WHEN_MADE = ("creat", "modif", "updat", "access", "geändert", "retriev", "scrap", "import", "birth", "geburt")
"""Dates of a file or a person, which are not those of a document."""


def proposed(fields: Sequence[FieldSeen]) -> FieldMap:
    """Return where fields go by their names and values, each place once; those that are called so already stay."""
    taken = {field.name for field in fields} | {field.goes_to for field in fields} | {TEXT}
    pairs: list[tuple[str, str]] = []
    for field in fields:
        target = "" if field.goes_to else _BY_NAME.get(folded(field.name), "")
        if target and target not in taken and (target != "date" or _are_dates(field.examples, 1)):
            pairs.append((field.name, target))
            taken.add(target)
    if "date" not in taken:
        dates = [field for field in fields if field.name not in dict(pairs) and _may_be_date(field)]
        pairs += [(dates[0].name, "date")] if len(dates) == 1 else []
    return FieldMap(tuple(pairs))


def folded(name: str) -> str:
    """Return a field's name without capitals, blanks and other signs."""
    return "".join(char for char in name.casefold() if char.isalnum())


def sentence(goes: FieldMap, why: str = "by their names and values") -> str:
    """Return what was taken as what, in a sentence, "" for nothing; `why`: in words."""
    named = ", ".join(f"“{field}” as {target}" if target else f"“{field}” left out" for field, target in goes.pairs)
    return f"Fields taken {why}: {named}." if goes else ""


def _may_be_date(field: FieldSeen) -> bool:
    is_other = field.goes_to or any(word in field.name.casefold() for word in _WHEN_MADE)
    return not is_other and _are_dates(field.examples, _FEWEST, whole=True)


def _are_dates(examples: Iterable[str], fewest: int, whole: bool = False) -> bool:
    """Whether values are dates; `whole`: with day and month, since a year alone may be any number."""
    values = list(examples)
    read = read_dates(values).readings
    found = [one for one in read if one or one.candidates]
    exact = [one for one in found if len(one.iso or one.candidates[0]) >= len("2023-04-06")]
    return len(values) >= fewest and len(exact if whole else found) == len(values)
