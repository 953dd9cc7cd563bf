"""Shared, invited, joined, worked on by both sides and exchanged: by the command line alone."""

import json
import stat
import subprocess
import sys

import pytest

from annotator.hub import passwords
from annotator.store.project import Project
from tests.cli.hub.desk import LOGIN, HubDesk, code, spans


def test_a_coder_joins_and_both_sides_get_what_the_other_did(shared: HubDesk) -> None:
    sent = shared.invite("Ana")
    assert sent.name == "Ana.invitation" and stat.S_IMODE(sent.stat().st_mode) == 0o600
    copy = shared.join(sent)
    assert copy.name == "readouts – Ana.annot" and copy.parent == shared.folder / "Ana"
    with Project.open(copy) as project:
        assert project.owner is not None and [one.title for one in project.documents.all()] == ["Text 1", "Text 2"]
        assert [one.name for one in project.coders.all()] == ["Ana"]
    code(copy, "Ana")
    waits = json.loads(shared.done("status", copy, "--json").out)["hubs"][0]
    assert (waits["name"], waits["waiting"]) == (shared.address.name, 1)
    assert "1 act waits here" in shared.done(copy).out
    assert shared.exchange(copy)["handed"] == 1
    assert "Saved. Handed over" in shared.done("status", copy).out
    assert shared.exchange(shared.file, "--as", "Lea")["taken"] == 1 and spans(shared.file) == 1
    told = shared.done("exchange", shared.file, "--as", "Lea")
    assert told.out.splitlines()[0] == "Handed over 0 acts, took in 0 acts."


def test_a_coder_of_one_document_holds_nothing_of_the_others(shared: HubDesk) -> None:
    ana = shared.join(shared.invite("Ana"))
    code(ana, "Ana")
    shared.exchange(ana)
    shared.exchange(shared.file, "--as", "Lea")
    ben = shared.join(shared.invite("Ben"))
    shared.exchange(ben)
    with Project.open(ben) as project:
        assert [one.title for one in project.documents.all()] == ["Text 1"] and project.spans.count() == 0
    assert b"Ana" not in ben.read_bytes() and b"France condemned" not in ben.read_bytes()


def test_processes_that_exchange_at_once_hand_over_and_take_in_once(shared: HubDesk) -> None:
    copy = shared.join(shared.invite("Ana"))
    code(copy, "Ana")
    code(copy, "Ana", "warning")
    lea = passwords.known(shared.address.with_login(LOGIN))
    for file, who, secret, told in ((copy, "Ana", "a password of Ana", "handed"), (shared.file, "Lea", lea, "taken")):
        line = [
            sys.executable,
            "-m",
            "annotator",
            "hub",
            "exchange",
            str(file),
            "--as",
            who,
            "--password-stdin",
            "--json",
        ]
        running = [
            subprocess.Popen(
                [*line, "--password-stdin", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
            for _ in range(3)
        ]
        said = [one.communicate(f"{secret}\n", timeout=500)[0] for one in running]
        assert [one.returncode for one in running] == [0, 0, 0]
        assert sum(json.loads(one)[told] for one in said) == 2
    with Project.open(shared.file) as project:
        assert project.check() == [] and project.spans.count() == 2


def test_an_invitation_is_used_once(shared: HubDesk) -> None:
    sent = shared.invite("Ana")
    shared.join(sent)
    said = shared.join_said(sent, "another password", shared.folder / "again")
    assert said.code == 1 and "was used already" in said.sentence
    assert list((shared.folder / "again").iterdir()) == []


def test_a_second_machine_joins_with_the_same_password(shared: HubDesk) -> None:
    sent = shared.invite("Ana")
    first = shared.join(sent)
    code(first, "Ana")
    shared.exchange(first)
    second = shared.join(sent, shared.folder / "laptop")
    assert spans(second) == 1


def test_an_earlier_invitation_is_void_after_another(shared: HubDesk) -> None:
    old, new = shared.invite("Ana"), shared.invite("Ana")
    assert new.name == "Ana (2).invitation"
    said = shared.join_said(old, "a password of hers", shared.folder / "old")
    assert said.code == 1 and "was used already, or is too old" in said.sentence
    shared.join(new)


def test_an_invitation_that_is_too_old_or_cut_off_is_refused(shared: HubDesk) -> None:
    sent = shared.invite("Ana")
    content = sent.read_bytes()
    sent.write_bytes(content[:-40])
    assert "it is cut off" in shared.join_said(sent, "a password of hers").sentence
    sent.write_bytes(content.replace(b"coder", b"codex", 1))
    assert "something in it was changed" in shared.join_said(sent, "a password of hers").sentence
    sent.write_bytes(content)
    login = json.loads(content)["url"].partition("://")[2].partition("@")[0]
    shared.postgres.execute_as_superuser(f"ALTER ROLE {login} VALID UNTIL '2020-01-01'")
    assert "is too old" in shared.join_said(sent, "a password of hers").sentence
    assert not (shared.folder / "Ana").exists() or not list((shared.folder / "Ana").iterdir())


def test_a_copy_that_is_there_is_joined_with(shared: HubDesk) -> None:
    shared.cli("team", "give", shared.file, "--update", "--to", "Ana", "--into", shared.folder / "out", "--as", "Lea")
    (copy,) = (shared.folder / "out").iterdir()
    code(copy, "Ana")
    said = shared.join_said(shared.invite("Ana"), "a password of hers", copy=copy)
    assert said.code == 0, said.err
    assert shared.exchange(shared.file, "--as", "Lea")["taken"] == 1


def test_anothers_copy_and_another_project_are_refused(shared: HubDesk) -> None:
    shared.cli("team", "give", shared.file, "--update", "--to", "Ben", "--into", shared.folder / "out", "--as", "Lea")
    (bens,) = (shared.folder / "out").iterdir()
    sent = shared.invite("Ana")
    assert shared.join_said(sent, "a password of hers", copy=bens).code == 1
    other = shared.folder / "other.annot"
    shared.cli("new", other, "--coder", "Ana")
    said = shared.join_said(sent, "a password of hers", copy=other)
    assert said.code == 1 and "to another project" in said.sentence
    with Project.open(other) as project:
        assert project.hubs.all() == []
    shared.join(sent)  # the invitation was not spent


def test_what_is_no_way_to_join_is_wrong_usage(shared: HubDesk) -> None:
    sent = shared.invite("Ana")
    said = shared.give("join", sent, "--copy", shared.file, "--into", shared.folder)
    assert said.code == 2 and "--copy joins with a copy that is there" in said.err


@pytest.mark.parametrize("words", [("share",), ("invite", "--coder", "Ben"), ("revoke", "--coder", "Ben")])
def test_who_does_not_lead_is_refused_before_a_password_is_asked(shared: HubDesk, words: tuple[str, ...]) -> None:
    more = [shared.url("k_other")] if words == ("share",) else list(words[1:])
    said = shared.give(words[0], shared.file, *more, "--as", "Ben")
    assert said.code == 1 and "is for whoever leads; ask Lea" in said.sentence
    assert "password" not in said.err


def test_a_project_that_is_on_no_hub_says_so(desk: HubDesk) -> None:
    for words in (("exchange",), ("invite", "--coder", "Ana"), ("revoke", "--coder", "Ana"), ("leave",)):
        said = desk.give(words[0], desk.file, *words[1:], "--as", "Lea")
        assert said.code == 1 and "is on no hub yet" in said.sentence
    assert desk.done(desk.file, "--as", "Lea").out == "This project is on no hub.\n"


def test_a_database_that_is_no_hub_is_named(desk: HubDesk) -> None:
    name = desk.postgres.superuser
    passwords.keep(desk.address.with_login(name), desk.postgres.superuser_password)
    said = desk.give("share", desk.file, desk.url(name), "--certificate", desk.certificate, "--as", "Lea")
    assert said.code == 1 and "no hub" in said.sentence
    with Project.open(desk.file) as project:
        assert project.hubs.all() == []


def test_a_project_is_shared_once(shared: HubDesk) -> None:
    said = shared.give("share", shared.file, shared.url(LOGIN), "--certificate", shared.certificate, "--as", "Lea")
    assert said.code == 1 and "is shared over" in said.sentence
    with Project.open(shared.file) as project:
        assert len(project.hubs.all()) == 1
