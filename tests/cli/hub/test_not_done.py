"""What cannot be done is one sentence and an exit code, and leaves the project, the folder and the hub as they were."""

import hashlib
import json
from pathlib import Path

import pytest

from annotator.hub import passwords
from annotator.store.project import Project
from tests.cli.hub.desk import LOGIN, HubDesk, code, password_said
from tests.full_disks import folder_of_nobody

COMMANDS = (
    ("exchange",),
    ("status", "--members"),
    ("invite", "--coder", "Ana"),
    ("revoke", "--coder", "Ben"),
)


def standing(desk: HubDesk, file: Path) -> object:
    with Project.open(file) as project:
        return project.hubs.all(), project.journal.latest(), project.spans.count()


def test_a_hub_that_is_away_is_one_sentence_of_every_command(shared: HubDesk) -> None:
    sent, copy = shared.invite("Ana"), shared.join(shared.invite("Ben"))
    code(copy, "Ben")
    before = [standing(shared, file) for file in (shared.file, copy)]
    shared.postgres.stop()
    for words in COMMANDS:
        said = shared.give(words[0], shared.file, *words[1:], "--as", "Lea")
        assert said.code == 1 and "cannot be reached" in said.sentence and said.out == "", words
    assert "cannot be reached" in shared.give("exchange", copy).sentence
    said = shared.join_said(sent, "a password of hers", shared.folder / "new")
    assert said.code == 1 and "cannot be reached" in said.sentence and list((shared.folder / "new").iterdir()) == []
    assert [standing(shared, file) for file in (shared.file, copy)] == before
    shared.postgres.start()
    shared.join(sent, shared.folder / "later")
    assert shared.exchange(copy)["handed"] == 1


def test_a_project_that_cannot_be_shared_is_on_no_hub(desk: HubDesk) -> None:
    said = desk.init("--lead", LOGIN)
    passwords.keep(desk.address.with_login(LOGIN), password_said(said))
    words = ("share", desk.file, desk.url(LOGIN), "--as", "Lea")
    assert "does not prove who it is" in desk.give(*words).sentence
    nowhere = desk.url(LOGIN).replace(desk.address.database, "nowhere")
    passwords.keep(desk.address.with_login(LOGIN).parse(nowhere), password_said(said))
    assert desk.give("share", desk.file, nowhere, "--certificate", desk.certificate, "--as", "Lea").code == 1
    passwords.keep(desk.address.with_login(LOGIN), "Geheim7")
    refused = desk.give(*words, "--certificate", desk.certificate)
    assert "does not take this password" in refused.sentence and "Geheim7" not in refused.err
    with Project.open(desk.file) as project:
        assert project.hubs.all() == []


def test_a_login_shares_one_project_and_a_project_is_one_persons_to_share(shared: HubDesk) -> None:
    other = shared.folder / "other.annot"
    shared.cli("new", other, "--coder", "Zoë")
    certificate = ("--certificate", shared.certificate)
    said = shared.give("share", other, shared.url(LOGIN), *certificate, "--as", "Zoë")
    assert said.code == 1 and said.sentence
    passwords.keep(shared.address.with_login("k_zoe"), password_said(shared.init("--lead", "k_zoe")))
    twin = shared.folder / "twin.annot"
    twin.write_bytes(shared.file.read_bytes())
    with Project.open(twin) as project:
        for hub in project.hubs.all():
            project.hubs.remove(hub.id)
    said = shared.give("share", twin, shared.url("k_zoe"), *certificate, "--as", "Lea")
    assert said.code == 1 and "is on the hub" in said.sentence
    with Project.open(twin) as project:
        assert project.hubs.all() == []
    assert shared.give("share", other, shared.url("k_zoe"), *certificate, "--as", "Zoë").code == 0


def test_an_invitation_is_written_over_nothing_and_not_into_a_file(shared: HubDesk) -> None:
    blocked = shared.folder / "blocked"
    blocked.write_text("a file")
    said = shared.give("invite", shared.file, "--coder", "Ana", "--into", blocked, "--as", "Lea")
    assert said.code == 1 and said.sentence and blocked.read_text() == "a file"
    said = shared.give("invite", shared.file, "--coder", "Zed", "--as", "Lea")
    assert said.code == 1 and "its people are" in said.sentence
    assert "is for somebody else" in shared.give("invite", shared.file, "--coder", "Lea", "--as", "Lea").sentence
    for days in ("0", "366", "x"):
        assert shared.give("invite", shared.file, "--coder", "Ana", "--days", days, "--as", "Lea").code == 2
    members = json.loads(shared.done("status", shared.file, "--members", "--as", "Lea", "--json").out)["members"]
    assert [one["name"] for one in members] == ["Lea"]


def test_what_is_no_invitation_is_said(shared: HubDesk) -> None:
    for content in (b"", b"{}", b"\xff\xfe", shared.file.read_bytes()):
        path = shared.folder / "odd.invitation"
        path.write_bytes(content)
        said = shared.join_said(path, "a password of hers", shared.folder / "new")
        assert said.code == 1 and said.sentence.startswith("odd.invitation: ")
    said = shared.join_said(shared.folder / "none.invitation", "a password of hers", shared.folder / "new")
    assert said.code == 1 and "cannot be read" in said.sentence


@pytest.mark.parametrize("password", ["short", ""])
def test_a_password_that_is_too_short_uses_no_invitation_up(shared: HubDesk, password: str) -> None:
    sent = shared.invite("Ana")
    said = shared.join_said(sent, password)
    assert said.code == 1 and said.sentence
    shared.join(sent)


def test_a_copy_may_be_encrypted_and_is_exchanged_with_its_passphrase(shared: HubDesk) -> None:
    pytest.importorskip("sqlcipher3")
    words = shared.folder / "words"
    words.write_text("four words that fit\n", "utf-8")
    into = shared.folder / "Ana"
    shared.type_in("a password of hers")
    given = ("--encrypt", "--passphrase-file", words)
    said = shared.give("join", shared.invite("Ana"), "--into", into, *given, "--password-stdin")
    assert said.code == 0, said.err
    (copy,) = into.iterdir()
    assert not copy.read_bytes().startswith(b"SQLite")
    assert shared.done("exchange", copy, "--passphrase-file", words).out.startswith("Handed over 0 acts")


def test_a_project_that_may_only_be_read_is_left_alone(shared: HubDesk) -> None:
    content = shared.file.read_bytes()
    with folder_of_nobody() as folder:
        path = folder / "copy.annot"
        path.write_bytes(content)
        folder.chmod(0o555)
        before = hashlib.sha256(path.read_bytes()).digest()
        assert "as k_lea" in shared.give("status", path, "--as", "Lea").out
        for words in (("exchange",), ("leave", "--untold"), ("invite", "--coder", "Ana")):
            said = shared.give(words[0], path, *words[1:], "--as", "Lea")
            assert said.code == 1 and "error of the program" not in said.err and "reading only" in said.err, words
        assert hashlib.sha256(path.read_bytes()).digest() == before
        folder.chmod(0o755)
