"""The hand-kept tables and what is made of their adjectives."""

from pathlib import Path

import pytest

from annotator.model.actor import Actor
from tools.actors import tables
from tools.actors.adjectives import feminine, phrases
from tools.actors.make import register
from tools.actors.tables import LANGUAGES, table


@pytest.mark.parametrize(
    ("language", "masculine", "expected"),
    [
        ("fr", "chinois", "chinoise"),
        ("fr", "canadien", "canadienne"),
        ("fr", "coréen", "coréenne"),
        ("fr", "libyen", "libyenne"),
        ("fr", "belge", "belge"),
        ("fr", "qatari", "qatarie"),
        ("es", "chino", "china"),
        ("es", "francés", "francesa"),
        ("es", "iraní", "iraní"),
        ("es", "canadiense", "canadiense"),
        ("ar", "صيني", "صينية"),
        ("ar", "كوري جنوبي", "كورية جنوبية"),
    ],
)
def test_the_feminine_follows_the_rule_of_the_language(language: str, masculine: str, expected: str) -> None:
    assert feminine(masculine, language) == expected


def test_a_feminine_that_the_table_gives_goes_before_the_rule() -> None:
    row = {**dict.fromkeys(LANGUAGES, ""), "fr": "grec/grecque", "es": "alemán/alemana"}
    assert {"la partie grecque", "gouvernement grec", "autorités grecques"} <= set(phrases(row)["fr"])
    assert {"la parte alemana", "Gobierno alemán", "autoridades alemanas"} <= set(phrases(row)["es"])


@pytest.mark.parametrize(("adjective", "plural"), [("iraní", "iraníes"), ("kosovar", "kosovares"), ("belga", "belgas")])
def test_the_spanish_plural_follows_the_ending(adjective: str, plural: str) -> None:
    assert f"autoridades {plural}" in phrases({**dict.fromkeys(LANGUAGES, ""), "es": adjective})["es"]


def test_the_arabic_adjective_takes_its_article_on_every_word() -> None:
    row = {**dict.fromkeys(LANGUAGES, ""), "ar": "كوري جنوبي"}
    assert phrases(row)["ar"] == ["الجانب الكوري الجنوبي", "الحكومة الكورية الجنوبية", "السلطات الكورية الجنوبية"]


def test_every_table_has_as_many_cells_in_each_line_as_its_head_and_each_key_once() -> None:
    folder = Path(tables.__file__).parent
    names = sorted(path.stem for path in folder.glob("*.tsv"))
    assert len(names) >= 10
    for name in set(names) - {"memberships", "holders"}:
        keys = [next(iter(row.values())) for row in table(name)]
        assert keys and len(keys) == len(set(keys)), name


def test_a_line_with_a_cell_too_few_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.tsv").write_text("# a note\nid\ten\na\tA\nb\n", encoding="utf-8")
    monkeypatch.setattr(tables, "_HERE", tmp_path)
    with pytest.raises(ValueError, match=r"broken\.tsv, line 4: 1 columns instead of 2"):
        table("broken")


def test_the_register_is_put_together_by_id_whatever_names_come_from_outside() -> None:
    actors = register(lambda language, code: f"{language} {code}")
    assert [actor.id for actor in actors] == sorted(actor.id for actor in actors)
    france = next(actor for actor in actors if actor.id == "state-fra")
    assert france.name == "en FR" and {"fr FR", "French Republic", "Paris", "法方", "Парижем"} <= set(france.aliases)


def test_an_alias_that_cldr_has_in_brackets_or_as_an_ordinary_word_is_replaced() -> None:
    actors: dict[str, Actor] = {one.id: one for one in register(lambda language, code: f"{language} {code}")}
    assert "ru TG" not in actors["state-tgo"].aliases and "ar ML" not in actors["state-mli"].aliases
    assert actors["state-mmr"].name == "Myanmar" and "fr MM" not in actors["state-mmr"].aliases
