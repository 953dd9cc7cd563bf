"""Shut out, gone, unreachable: each is a sentence, and the copy stays whole."""

import json

from annotator.hub import passwords
from annotator.store.project import Project
from tests.cli.hub.desk import LOGIN, HubDesk, code, password_said, spans


def test_who_is_shut_out_keeps_everything_and_comes_back_by_another_invitation(shared: HubDesk) -> None:
    copy = shared.join(shared.invite("Ana"))
    code(copy, "Ana")
    said = shared.done("revoke", shared.file, "--coder", "Ana", "--as", "Lea")
    assert "Ana" in said.out and "can no longer sign in" in said.out
    refused = shared.give("exchange", copy)
    assert refused.code == 1 and "does not take this password" in refused.sentence and spans(copy) == 1
    members = json.loads(shared.done("status", shared.file, "--members", "--as", "Lea", "--json").out)["members"]
    assert {one["name"]: one["state"] for one in members} == {"Lea": "joined", "Ana": "revoked"}
    again = shared.give("revoke", shared.file, "--coder", "Ana", "--as", "Lea")
    assert again.code == 1 and "has no login" in again.sentence
    said = shared.join_said(shared.invite("Ana"), "a password of hers", copy=copy)
    assert said.code == 0, said.err
    (hub,) = json.loads(shared.done("status", copy, "--json").out)["hubs"]
    assert hub["name"] == shared.address.name and hub["waiting"] == 0
    assert shared.exchange(shared.file, "--as", "Lea")["taken"] == 1


def test_who_lost_the_password_is_invited_anew_and_only_then(shared: HubDesk) -> None:
    copy = shared.join(shared.invite("Ana"))
    code(copy, "Ana")
    words = ("invite", shared.file, "--coder", "Ana", "--into", shared.folder, "--as", "Lea")
    refused = shared.give(*words)
    assert refused.code == 1 and "has joined already" in refused.sentence
    shared.done(*words, "--anew")
    assert shared.give("exchange", copy).code == 1
    said = shared.join_said(shared.folder / "Ana.invitation", "another of hers", copy=copy)
    assert said.code == 0, said.err
    assert shared.exchange(shared.file, "--as", "Lea")["taken"] == 1


def test_a_lead_who_lost_the_password_gets_another_of_the_administrator(shared: HubDesk) -> None:
    said = shared.init("--lead", LOGIN)
    passwords.keep(shared.address.with_login(LOGIN), "lost")
    assert shared.give("exchange", shared.file, "--as", "Lea").code == 1
    passwords.keep(shared.address.with_login(LOGIN), password_said(said))
    assert shared.exchange(shared.file, "--as", "Lea")["handed"] == 0


def test_who_leaves_hands_over_first_and_goes_back_to_packets(shared: HubDesk) -> None:
    copy = shared.join(shared.invite("Ana"))
    code(copy, "Ana")
    said = shared.done("leave", copy)
    assert said.out == f"Left {shared.address.name}.\n"
    assert shared.exchange(shared.file, "--as", "Lea")["taken"] == 1
    code(copy, "Ana", "warning")
    packet = json.loads(shared.cli("team", "hand-in", copy, "--json").out)["file"]
    assert shared.cli("team", "take", shared.file, packet, "--as", "Lea").code == 0
    assert spans(shared.file) == 2


def test_a_hub_that_is_gone_is_left_all_the_same(shared: HubDesk) -> None:
    copy = shared.join(shared.invite("Ana"))
    code(copy, "Ana")
    shared.postgres.stop()
    refused = shared.give("exchange", copy)
    assert refused.code == 1 and "cannot be reached" in refused.sentence
    said = shared.done("leave", copy, "--untold")
    assert "could not be told" in said.out and "1 act was not handed over" in said.out
    with Project.open(copy) as project:
        assert project.hubs.all() == [] and project.spans.count() == 1
    shared.postgres.start()


def test_the_last_who_leads_does_not_leave_others_behind(shared: HubDesk) -> None:
    shared.join(shared.invite("Ana"))
    said = shared.give("leave", shared.file, "--as", "Lea")
    assert said.code == 1 and "the only one who leads" in said.sentence
    with Project.open(shared.file) as project:
        assert len(project.hubs.all()) == 1


def test_a_wrong_password_is_a_sentence_that_does_not_repeat_it(shared: HubDesk) -> None:
    for words in (("exchange",), ("status", "--members"), ("invite", "--coder", "Ana"), ("revoke", "--coder", "Ana")):
        passwords.keep(shared.address.with_login(LOGIN), "Geheim7")
        said = shared.give(words[0], shared.file, *words[1:], "--as", "Lea")
        assert said.code == 1 and "does not take this password" in said.sentence and "Geheim7" not in said.err
