from annotator.readers.dates.worded import _parser, is_month_word, worded
from annotator.readers.dates.written import date_within


def test_nothing_is_completed_or_ordered() -> None:
    for text in (
        "6 April",
        "April",
        "6 April 23",
        "6 7 April 2023",
        "April 2023 2024",
        "32 April 2023",
        "0 April 2023",
    ):
        assert not worded(text), text


def test_a_year_of_thailand_is_buddhist_since_it_begins_in_january() -> None:
    assert worded("1 มกราคม 2484").iso == "1941-01-01"
    assert not worded("1 มกราคม 2482")  # the year began in April then
    assert worded("1 มกราคม ค.ศ. 1940").iso == "1940-01-01"


def test_the_month_as_the_united_nations_write_it_in_arabic_is_one() -> None:
    assert worded("31 كانون الأول/ديسمبر 1999").iso == "1999-12-31"
    assert worded("31 كانون الأول 1999").iso == "1999-12-31"


def test_dateparser_is_not_asked_of_words_of_which_none_is_a_month() -> None:
    asked = _parser.cache_info()
    for line in ("Agenda 2030 and the future of the world", "Résolution 1973 (2011) du Conseil", "قرار 1973 لعام 2011"):
        assert not date_within(line)
    assert _parser.cache_info() == asked


def test_a_word_of_a_month_is_known_in_any_language() -> None:
    assert all(map(is_month_word, ("April", "avril", "апреля", "نيسان", "Februar,")))
    assert not any(map(is_month_word, ("de", "No.", "2030", "Conseil", "")))
