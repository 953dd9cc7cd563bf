"""The register of actors that is shipped: who is in it, who belonged to what on which day, and by which names."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from annotator.acts.mentions import MentionFinder
from annotator.model.actor import Actor, ActorKind
from annotator.model.register import faults
from annotator.operations.coding.mentions import not_mentions
from annotator.resources import resource
from tests.oracles.oracle import Oracle, python_oracle
from tools.actors.make import register, text_of
from tools.actors.tables import LANGUAGES

ORDINARY = {
    "us",
    "turkey",
    "Того",
    "مالي",
    "حماس",
    "Maurice",
    "Mauricio",
    "Dominique",
    "La Paz",
    "Victoria",
    "约方",
    "西方",
}


@cache
def shipped() -> dict[str, Any]:
    text = resource("actors.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def actors() -> dict[str, Actor]:
    return {one["id"]: Actor.model_validate(one) for one in shipped()["actors"]}


def members(group: str, day: str) -> set[str]:
    """Return the ids of the states that belong to a group on a day."""
    return {
        actor.id
        for actor in actors().values()
        if actor.kind is ActorKind.STATE and any(one.group == group and one.covers(day) for one in actor.memberships)
    }


def names(actor: str) -> set[str]:
    return {actors()[actor].name, *actors()[actor].aliases}


def test_the_file_names_its_sources_and_has_one_actor_a_line_in_order() -> None:
    text = resource("actors.json").read_bytes().decode("utf-8")
    assert len(text.encode()) < 1_500_000 and text.endswith("\n]}\n") and "\r" not in text
    sources = " ".join(shipped()["sources"])
    assert all(
        name in sources for name in ("CLDR", "Unicode License", "Correlates of War", "2016", "ISO 3166", "Babel")
    )
    lines = [json.loads(line.rstrip(","))["id"] for line in text.split("\n") if line.startswith('{"id"')]
    assert lines == sorted(actors()) and len(lines) == len(shipped()["actors"])


def test_every_actor_has_a_known_parent_and_known_groups_and_nobody_is_their_own_ancestor() -> None:
    for actor in actors().values():
        assert {one.group for one in actor.memberships} <= actors().keys(), actor.id
        seen, at = {actor.id}, actor.parent
        while at is not None:
            assert at in actors() and at not in seen, actor.id
            seen.add(at)
            at = actors()[at].parent


def test_a_membership_is_in_what_can_have_members_and_a_term_in_an_office() -> None:
    for actor in actors().values():
        kinds = {actors()[one.group].kind for one in actor.memberships}
        allowed = {ActorKind.OFFICE} if actor.kind is ActorKind.PERSON else {ActorKind.ORGANISATION, ActorKind.GROUP}
        assert kinds <= allowed, actor.id


@pytest.mark.parametrize("scheme", ["iso3", "cow", "cow_abb"])
def test_a_code_names_one_state_of_today_and_those_that_it_continues(scheme: str) -> None:
    codes = Counter(actor.codes[scheme] for actor in actors().values() if scheme in actor.codes)
    assert len(codes) > 195
    shared = {code for code, times in codes.items() if times > 1}
    assert shared == {"iso3": set(), "cow": {"365", "345"}, "cow_abb": {"RUS", "YUG"}}[scheme]
    assert faults(list(actors().values())) == []
    assert {actors()[one].codes["cow"] for one in ("state-sun", "state-rus")} == {"365"}
    assert {actors()[one].codes["cow"] for one in ("state-yug", "state-scg", "state-srb")} == {"345"}


def test_mentions_of_the_register_are_not_found_in_longer_words() -> None:
    finder = MentionFinder(actors().values(), not_mentions())
    assert finder.find("印度洋、马里乌波尔、约旦河西岸；领土方面，同意方案，以方便，参加方，其中方案") == []
    assert finder.find("the Minsk agreements and the Rome Statute") == []
    text = "中方方案，俄方面临，以方，印度，Minsk"
    assert [text[one.start : one.stop] for one in finder.find(text)] == ["中方", "俄方", "以方", "印度", "Minsk"]


def test_all_states_of_the_cow_list_of_today_and_the_observers_are_there() -> None:
    today = {actor.id for actor in actors().values() if actor.id in members("org-un", "2025-07-01")}
    assert len(today) == 193
    assert all({"iso3", "cow", "cow_abb"} <= actors()[one].codes.keys() for one in today)
    assert {
        "state-vat",
        "state-pse",
        "state-xkx",
        "state-twn",
        "state-sun",
        "state-yug",
        "state-ddr",
        "state-rvn",
    } <= actors().keys()
    assert actors()["state-fra"].codes == {"iso3": "FRA", "cow": "220", "cow_abb": "FRN"}
    assert actors()["state-xkx"].codes["cow"] == "347" and actors()["state-rvn"].codes["cow"] == "817"


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        *[
            ("org-eu", day, n)
            for day, n in [("1958-01-01", 6), ("1973-01-01", 9), ("1986-01-01", 12), ("1990-10-02", 12)]
        ],
        *[("org-eu", day, n) for day, n in [("1990-10-03", 12), ("1994-06-01", 12), ("1996-01-01", 15)]],
        *[("org-eu", day, n) for day, n in [("2004-05-01", 25), ("2007-01-01", 27), ("2013-07-01", 28)]],
        *[("org-eu", day, n) for day, n in [("2020-01-31", 28), ("2020-02-01", 27), ("2021-01-01", 27)]],
        *[("org-nato", day, n) for day, n in [("1949", 12), ("1952", 14), ("1955", 15), ("1982", 16), ("1999", 19)]],
        *[("org-nato", day, n) for day, n in [("2004", 26), ("2009", 28), ("2017", 29), ("2020", 30)]],
        *[("org-nato", day, n) for day, n in [("2023", 31), ("2024", 32), ("1990-10-02", 16), ("1990-10-03", 16)]],
        *[
            ("group-g7", day, n)
            for day, n in [("1975-11-15", 6), ("1976-06-27", 7), ("1990-10-02", 7), ("2025-01-01", 7)]
        ],
        *[("group-g8", day, n) for day, n in [("2006-07-15", 8), ("2014-06-01", 0)]],
        *[("group-g20", day, n) for day, n in [("2008-11-15", 19), ("2024-11-18", 19)]],
        *[
            ("group-brics", day, n)
            for day, n in [("2009-06-16", 4), ("2011-04-14", 5), ("2024-01-01", 9), ("2025-07-06", 10)]
        ],
        *[
            ("org-asean", day, n)
            for day, n in [("1967-08-08", 5), ("1999-04-30", 10), ("2025-10-25", 10), ("2025-10-26", 11)]
        ],
        *[("org-gcc", "2000-01-01", 6), ("org-las", "2025-01-01", 22), ("org-oic", "2025-01-01", 57)],
        *[
            ("org-un", day, n)
            for day, n in [("1945-12-31", 51), ("1955-12-31", 76), ("1991-12-23", 166), ("1992-12-31", 179)]
        ],
        *[("org-un", day, n) for day, n in [("2002-12-31", 191), ("2006-12-31", 192), ("2011-07-14", 193)]],
        *[("group-p5", day, 5) for day in ("1946-01-17", "1971-10-24", "1971-10-25", "1991-12-24", "2025-01-01")],
        *[("org-coe", "2022-03-15", 47), ("org-coe", "2022-03-16", 46), ("org-osce", "2013-01-01", 57)],
        *[("org-oecd", "2021-05-25", 38), ("org-au", "2018-01-01", 55), ("org-oas", "1991-01-08", 35)],
        *[("org-ecowas", "2024-12-31", 15), ("org-ecowas", "2025-01-29", 12), ("org-opec", "2024-01-01", 12)],
        *[("org-commonwealth", "2022-07-01", 56), ("org-sco", "2024-07-04", 10), ("org-sadc", "2018-01-01", 16)],
        *[("org-csto", "2020-01-01", 6), ("org-eaeu", "2016-01-01", 5), ("org-caricom", "2020-01-01", 14)],
        *[("org-celac", "2012-01-01", 33), ("org-celac", "2021-01-01", 32), ("org-pif", "2024-01-01", 16)],
        *[
            ("group-visegrad", "1992-06-01", 3),
            ("group-visegrad", "2000-01-01", 4),
            ("org-warsaw-pact", "1980-01-01", 7),
        ],
    ],
)
def test_a_group_has_so_many_members_on_a_day(group: str, day: str, count: int) -> None:
    assert len(members(group, day)) == count


def test_a_seat_passes_on_from_one_day_to_the_next() -> None:
    assert members("group-p5", "1971-10-24") - members("group-p5", "1971-10-25") == {"state-twn"}
    assert members("org-un", "1990-10-03") - members("org-un", "1990-10-02") == {"state-deu"}
    assert members("org-eu", "2020-01-31") - members("org-eu", "2020-02-01") == {"state-gbr"}


def test_every_state_has_a_name_in_latin_cyrillic_chinese_and_arabic_letters() -> None:
    for actor in actors().values():
        if actor.kind is ActorKind.STATE:
            for script in ("[A-Za-z]", "[А-Яа-я]", "[\u4e00-\u9fff]", "[\u0621-\u064a]"):
                assert any(re.match(script, name) for name in names(actor.id)), (actor.id, script)


def test_capitals_sides_and_short_forms_of_six_languages_lead_to_the_state() -> None:
    china = {
        "Beijing",
        "Pékin",
        "Pekín",
        "Пекин",
        "Пекином",
        "北京",
        "بكين",
        "the Chinese side",
        "The Chinese side",
        "中方",
        "PRC",
    }
    china |= {
        "китайская сторона",
        "китайской стороной",
        "la partie chinoise",
        "la parte china",
        "الجانب الصيني",
        "Китаем",
    }
    assert china <= names("state-chn")
    assert {"Russian Federation", "Moscow", "the Russian side", "俄方", "Россией", "Kremlin", "الكرملين"} <= names(
        "state-rus"
    )
    assert {"US", "Washington", "White House", "Estados Unidos", "美方", "Соединенными Штатами"} <= names("state-usa")
    assert {"Etats-Unis", "États-Unis"} <= names("state-usa") and {"Côte d'Ivoire", "Côte d’Ivoire"} <= names(
        "state-civ"
    )
    assert {"Францию", "法方", "Quai d'Orsay", "République française", "gouvernement français"} <= names("state-fra")


def test_bodies_and_offices_are_named_in_six_languages() -> None:
    assert {"EU", "UE", "ЕС", "欧盟", "الاتحاد الأوروبي", "Unión Europea"} <= names("org-eu")
    assert {"Security Council", "Conseil de sécurité", "安理会", "مجلس الأمن", "Совета Безопасности"} <= names(
        "org-un-sc"
    )
    office = {
        "French President",
        "président français",
        "presidente francés",
        "法国总统",
        "الرئيس الفرنسي",
        "президентом Франции",
    }
    assert office <= names("office-fra-president") and actors()["office-fra-president"].parent == "state-fra"
    assert {"UN Secretary-General", "联合国秘书长", "Генерального секретаря ООН"} <= names("office-un-sg")
    g20 = {one.removeprefix("state-") for one in members("group-g20", "2024-01-01")}
    assert g20 <= {one.split("-")[1] for one in actors() if one.startswith("office-")}


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("office-fra-president", "2003-02-14", "person-chirac"),
        ("office-fra-president", "2024-01-01", "person-macron"),
        ("office-rus-president", "2010-01-01", "person-medvedev"),
        ("office-rus-prime-minister", "2010-01-01", "person-putin"),
        ("office-usa-president", "2019-01-01", "person-trump"),
        ("office-usa-president", "2023-01-01", "person-biden"),
        ("office-chn-president", "2014-01-01", "person-xi-jinping"),
        ("office-gbr-prime-minister", "2016-07-14", "person-may"),
        ("office-deu-chancellor", "2010-01-01", "person-merkel"),
        ("office-ukr-president", "2022-02-24", "person-zelenskyy"),
        ("office-un-sg", "2005-01-01", "person-annan"),
        ("office-jpn-prime-minister", "2022-07-01", "person-kishida"),
        ("office-ind-prime-minister", "2020-01-01", "person-modi"),
        ("office-bra-president", "2023-06-01", "person-lula"),
        ("office-ukr-foreign-minister", "2022-02-24", "person-kuleba"),
        ("office-eu-commission-president", "2022-01-01", "person-von-der-leyen"),
    ],
)
def test_one_person_holds_the_office_on_a_day(office: str, day: str, holder: str) -> None:
    held = [a.id for a in actors().values() if any(one.group == office and one.covers(day) for one in a.memberships)]
    assert held == [holder]


def test_no_alias_is_an_ordinary_word_is_blank_or_stands_twice_at_an_actor() -> None:
    for actor in actors().values():
        listed = [actor.name, *actor.aliases]
        assert len(listed) == len(set(listed)), actor.id
        assert all(alias == alias.strip() and len(alias) > 1 for alias in listed), actor.id
        assert not ORDINARY & set(listed), actor.id
        assert not any(mark in alias for alias in listed for mark in "^|={}"), actor.id


def test_an_alias_of_several_actors_is_kept_at_each() -> None:
    assert "Congo" in names("state-cod") & names("state-cog")
    assert "Brussels" in names("state-bel") & names("org-eu")


@pytest.fixture(scope="module")
def babel() -> Iterator[Oracle]:
    yield from python_oracle("territories")


def test_the_script_writes_the_same_bytes_again(babel: Oracle) -> None:
    named = {language: babel.ask("territories", language=language) for language in LANGUAGES}

    def territory(language: str, iso2: str) -> str:
        return str(named[language][iso2])

    assert text_of(register(territory), babel.ask("version")) == resource("actors.json").read_text(encoding="utf-8")
