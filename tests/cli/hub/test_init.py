"""`annotator hub init`: once or again, by whoever may; what is no address is refused, and no password is said again."""

import json

import pytest

from annotator.hub import passwords
from tests.cli.hub.desk import LOGIN, HubDesk, password_said


def tables(desk: HubDesk) -> list[tuple[object, ...]]:
    return desk.postgres.execute_as_superuser(
        "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = to_regnamespace('hub') ORDER BY 1",
        desk.address.database,
    )


def test_a_database_is_made_a_hub_once_and_again_is_no_harm(desk: HubDesk) -> None:
    said = desk.init()
    assert said.code == 0 and said.out.startswith("The database is a hub now.")
    before = tables(desk)
    said = desk.init()
    assert said.code == 0 and said.out.startswith("The database was a hub already") and tables(desk) == before
    record = json.loads(desk.init("--json").out)
    assert (record["version"], record["was"], record["hub"]) == (1, 1, desk.address.name) and record["leads"] == []


def test_a_lead_gets_a_password_and_another_one_again(desk: HubDesk) -> None:
    first = password_said(desk.init("--lead", LOGIN))
    desk.postgres.connect(desk.address.database, LOGIN, first).close()
    (lead,) = json.loads(desk.init("--lead", LOGIN, "--json").out)["leads"]
    assert lead["login"] == LOGIN and lead["password"] != first
    desk.postgres.connect(desk.address.database, LOGIN, lead["password"]).close()
    assert first not in desk.postgres.log and lead["password"] not in desk.postgres.log


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://k_lea:Geheim7@host/hub", "holds no password"),
        ("postgresql://k_lea@host/hub?password=Geheim7", "holds no password"),
        ("postgresql://k_lea@host/hub?sslmode=disable", "options"),
        ("postgresql://k_lea@host", "the database is missing"),
        ("postgresql://host/hub", "who signs in"),
        ("https://k_lea@host/hub", "postgresql://"),
    ],
)
def test_what_is_no_address_is_one_sentence_which_does_not_repeat_it(desk: HubDesk, url: str, sentence: str) -> None:
    for words in (("init", url), ("share", desk.file, url, "--as", "Lea")):
        said = desk.give(*words)
        assert said.code == 1 and sentence in said.sentence and "Geheim7" not in said.err + said.out


def test_whom_the_server_does_not_know_or_let_is_told_so(desk: HubDesk) -> None:
    address = desk.address.with_login(desk.postgres.administrator)
    passwords.keep(address, "wrong")
    words = ("init", address.url, "--certificate", desk.certificate)
    assert "does not take" in desk.give(*words).sentence
    assert tables(desk) == []


def test_a_server_that_is_not_there_or_has_another_certificate_is_one_sentence(desk: HubDesk) -> None:
    name = desk.postgres.superuser
    passwords.keep(desk.address.with_login(name), desk.postgres.superuser_password)
    said = desk.give("init", desk.url(name))
    assert said.code == 1 and "does not prove who it is" in said.sentence
    other = desk.folder / "no.crt"
    other.write_text("no certificate")
    said = desk.give("init", desk.url(name), "--certificate", other)
    assert said.code == 1 and "is no certificate" in said.sentence
    desk.postgres.stop()
    said = desk.give("init", desk.url(name), "--certificate", desk.certificate)
    assert said.code == 1 and "cannot be reached" in said.sentence
    desk.postgres.start()


@pytest.mark.parametrize("login", ["Lea Müller", "x'; DROP ROLE postgres", "hub_lea", "pg_lea", "ab", ""])
def test_a_login_that_is_none_makes_nothing(desk: HubDesk, login: str) -> None:
    said = desk.init("--lead", login)
    assert said.code == 2 and "can be no login" in said.err and tables(desk) == []


def test_a_login_that_is_somebody_elses_is_left_alone(desk: HubDesk) -> None:
    before = desk.postgres.administrator_password
    said = desk.init("--lead", desk.postgres.administrator)
    assert said.code == 1 and "login of this name" in said.sentence
    desk.postgres.connect(desk.address.database, desk.postgres.administrator, before).close()
