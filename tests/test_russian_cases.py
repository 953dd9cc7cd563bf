"""Case forms of Russian names, by rule and by table."""

import pytest

from tools.actors.russian import inflected


@pytest.mark.parametrize(
    ("nominative", "cases"),
    [
        ("Россия", "России Россию Россией"),
        ("Китай", "Китая Китаю Китаем Китае"),
        ("Украина", "Украины Украине Украину Украиной"),
        ("Литва", "Литвы Литве Литву Литвой"),
        ("Камбоджа", "Камбоджи Камбодже Камбоджу Камбоджей"),
        ("Шри-Ланка", "Шри-Ланки Шри-Ланке Шри-Ланку Шри-Ланкой"),
        ("Париж", "Парижа Парижу Парижем Париже"),
        ("Израиль", "Израиля Израилю Израилем Израиле"),
        ("Беларусь", "Беларуси Беларусью"),
        ("Египет", "Египта Египту Египтом Египте"),
        ("Филиппины", "Филиппин Филиппинам Филиппинами Филиппинах"),
        ("Маврикий", "Маврикия Маврикию Маврикием Маврикии"),
    ],
)
def test_a_name_stands_in_all_its_cases(nominative: str, cases: str) -> None:
    assert inflected(nominative) == [nominative, *cases.split()]


@pytest.mark.parametrize("name", ["Чили", "Монако", "Перу", "Никарагуа", "Зимбабве", "США", "КНР", "Бангладеш", "Апиа"])
def test_what_russian_does_not_inflect_stays(name: str) -> None:
    assert inflected(name) == [name]


def test_every_word_of_a_name_takes_the_same_case() -> None:
    assert "Боснией и Герцеговиной" in inflected("Босния и Герцеговина")
    assert "Саудовской Аравией" in inflected("Саудовская Аравия")
    assert "Южного Судана" in inflected("Южный Судан")
    assert "Соединёнными Штатами" in inflected("Соединённые Штаты")
    assert inflected("Карибское сообщество")[4] == "Карибском сообществе"
    assert "Карибским сообществом" in inflected("Карибское сообщество")


def test_what_stands_behind_the_mark_stays() -> None:
    assert inflected("Совет ^Европы") == [
        "Совет Европы",
        "Совета Европы",
        "Совету Европы",
        "Советом Европы",
        "Совете Европы",
    ]
    assert inflected("^Бутрос-Гали") == ["Бутрос-Гали"]


def test_a_russian_family_name_has_its_own_instrumental() -> None:
    assert "Владимиром Путиным" in inflected("Владимир Путин", person=True)
    assert "Берлином" in inflected("Берлин")
    assert "Дмитрия Медведева" in inflected("Дмитрий Медведев", person=True)
    assert "Зеленского" in inflected("Зеленский", person=True)
