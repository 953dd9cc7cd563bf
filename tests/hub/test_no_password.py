"""No password is anywhere but in the keyring and, the one-time one, in its invitation: from sharing to leaving.

Looked for in each byte of all files that were made, of the server's own files and log, in what the server tells of
those who are signed in, in lists of processes and their environments, in all that is logged, printed, raised or shown.
"""

import io
import logging
import re
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import keyring
import pytest

from annotator.cli.main import run
from annotator.hub import passwords
from annotator.hub.address import HubAddress
from annotator.hub.problems import HubProblem, Unreachable, WrongPassword
from annotator.log import log_exception, log_file
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import UserError
from annotator.model.ids import CoderId
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import assigning, handing_in
from annotator.operations.team.hubs import inviting, joining, leaving, sharing
from annotator.operations.team.hubs.standing import hub_standing
from annotator.store.project import Project
from tests.cli.running import no_window
from tests.hub.keyrings import MemoryKeyring
from tests.hub.secret_search import found, found_in_files
from tests.hub.watching import Watch
from tests.operations.desks import BOOK
from tests.operations.team.hubs.hub_team import HubMember, make_hub
from tests.postgres import Postgres
from tests.server_place import what_lacks

TALKATIVE = {
    **{"log_statement": "all", "log_min_duration_statement": "0", "log_connections": "on", "log_disconnections": "on"},
    **{"log_parameter_max_length": "-1", "log_parameter_max_length_on_error": "-1", "log_min_messages": "debug1"},
    **{"debug_print_parse": "off", "track_activity_query_size": "65536", "log_error_verbosity": "verbose"},
}
"""A server that writes all that it can: what a curious administrator sets."""

LEAD = "k_lea"


class Told:
    """What people and programs are told: sentences, stories of errors, representations."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def refuses(self, kind: type[UserError], do: Callable[[], object]) -> None:
        """See that something is refused, and note the whole story of it, in the log, too."""
        with pytest.raises(kind) as raised:
            do()
        self.words += ["".join(traceback.format_exception(raised.value)), repr(raised.value)]
        try:
            raise raised.value
        except UserError:
            log_exception("share URL")

    def shows(self, *things: object) -> None:
        self.words += [f"{one!r} {one}" for one in things]


@pytest.fixture(scope="module")
def talkative() -> Iterator[Postgres]:
    """A server that writes down all that it is asked."""
    if lacking := what_lacks():
        pytest.skip(lacking)
    server = Postgres(fsync=False, settings=TALKATIVE)
    yield server
    server.close()


@pytest.fixture
def server(talkative: Postgres) -> Iterator[Postgres]:
    """The same without what an earlier test made there."""
    yield talkative
    talkative.clear()


@pytest.mark.parametrize(
    ("lead", "chosen"),
    [
        (passwords.new_password(), passwords.new_password()),
        ('it\'s \\ a "long" one; $1 %s', "ключ 🔑 für Ana\u00a0'; DROP ROLE x; --"),
    ],
    ids=["of letters", "of all kinds"],
)
def test_no_password_is_anywhere_from_sharing_to_leaving(
    server: Postgres,
    tmp_path: Path,
    lead: str,
    chosen: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    kept, told = MemoryKeyring(), Told()
    keyring.set_keyring(kept)
    database = server.new_database()
    with caplog.at_level(logging.DEBUG), Watch(server) as watch:
        address = make_hub(server, database, LEAD, lead).with_login(LEAD)
        passwords.keep(address, lead)
        project, ana = _project(tmp_path / "readouts.annot")
        told.refuses(WrongPassword, lambda: sharing.share(project, address, f"{lead}."))
        hub = sharing.share(project, address, lead)
        lea = HubMember(project, people.person_named(project, "Lea").id, lead)
        with lea.link() as link:
            sent = inviting.invite(project, hub, link, ana, tmp_path)
            told.shows(link, hub, address, link.hello(project.origin))
        invitation = joining.look(sent)
        told.shows(invitation)
        copy = joining.join(invitation, tmp_path / "Ana.annot", chosen)
        passwords.keep(invitation.address, chosen)
        told.refuses(HubProblem, lambda: joining.join(invitation, tmp_path / "again.annot", f"{chosen}."))
        hers = HubMember(Project.open(copy, ana), ana, chosen)
        _work(server, lea, hers, told, tmp_path)
        database_told = _rows(server, database)
        with hers.link() as link:
            told.shows(leaving.leave(hers.project, hers.hub, link))
        for one in (hers, lea):
            one.project.close()
    once = invitation.one_time_password
    all_of_them = (lead, chosen, once)
    said = capfd.readouterr()
    assert found(all_of_them, "\n".join((*told.words, *watch.seen, caplog.text, said.out, said.err))) == []
    assert found(all_of_them, database_told) == []
    assert found_in_files((lead, chosen), tmp_path, server.folder) == []
    assert found_in_files(all_of_them, server.folder) == []
    assert {each.split(": ")[0] for each in found_in_files([once], tmp_path)} == {str(sent)}, "nowhere else"
    assert found(all_of_them, log_file().read_bytes()) == []
    assert set(kept.kept.values()) == {lead, chosen}, "the keyring has them"
    assert "SCRAM-SHA-256$" in server.log and "hub.push" in server.log, "it writes down what it is given"
    assert any("annotator" in each and "hub." in each for each in watch.seen), "what is asked was seen"


def _project(file: Path) -> tuple[Project, CoderId]:
    project = Project.create(file, BOOK)
    documents.add_drafts(project, [DocumentDraft("Text 1", "China was urged to act at once.")])
    lea, ana = (people.add_coder(project, name)[0].id for name in ("Lea", "Ana"))
    people.set_roles(project, lea, [TeamRole.LEAD, TeamRole.CODER])
    project.person = lea
    assigning.assign(project, [ana], [each.id for each in project.documents.all()])
    return project, ana


def _work(server: Postgres, lea: HubMember, ana: HubMember, told: Told, folder: Path) -> None:
    """Exchange both ways and by packet, with backups, a wrong password, and a server that is gone for a while."""
    ana.code(ana.project.documents.all()[0].id, 0, 5)
    told.shows(ana.exchange(), lea.exchange(), hub_standing(ana.project), ana.hub, lea.hub)
    handing_in.hand_in(ana.project, folder, everything=True)
    handing_in.hand_in(lea.project, folder, everything=True)
    for one in (lea, ana):
        one.project.back_up(folder / f"{one.project.path.stem} backup.annot")
        wrong = HubMember(one.project, one.person, f"{one.password}.")
        told.refuses(WrongPassword, wrong.exchange)
    server.stop()
    told.refuses(Unreachable, ana.exchange)
    server.start()
    ana.exchange()


def _rows(server: Postgres, database: str) -> bytes:
    """Return all that stands in the tables of a hub and in those of the server's logins."""
    named = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text ~ '^hub'"
    with server.connect_as_superuser(database) as connection:
        tables = [name for (name,) in connection.execute(named.encode()).fetchall()]
        assert tables
        rows = "\n".join(
            row
            for name in (*tables, "pg_authid", "pg_stat_activity")
            for (row,) in connection.execute(f"SELECT t::text FROM {name} t".encode()).fetchall()
        )
    packed = (bytes.fromhex(digits) for digits in re.findall(r"\\x((?:[0-9a-f]{2})+)", rows))
    return b"\n".join((rows.encode(), *packed))


def test_no_password_is_anywhere_where_the_command_line_does_it(
    server: Postgres, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = _CommandLine(server, tmp_path, capfd, monkeypatch)
    chosen, wrong = passwords.new_password(), passwords.new_password()
    with Watch(server) as watch:
        lead = lines.make_lead()
        file, address = tmp_path / "readouts.annot", lines.address.with_login(LEAD).url
        _project(file)[0].close()
        at = ("--certificate", server.certificate_file, "--as", "Lea")
        assert lines.give(wrong, "share", file, address, *at) == 1
        assert lines.give(lead, "share", file, address, *at) == 0
        assert lines.give(lead, "invite", file, "--coder", "Ana", "--into", tmp_path, "--as", "Lea") == 0
        (sent,) = tmp_path.glob("*.invitation")
        once = joining.look(sent).one_time_password
        assert lines.start(chosen, "join", sent, "--into", tmp_path / "Ana") == 0
        (copy,) = (tmp_path / "Ana").iterdir()
        assert lines.give(wrong, "exchange", copy) == 1
        assert lines.start(chosen, "exchange", copy) == 0
        assert lines.give(chosen, "status", copy) == 0
        assert lines.give(chosen, "leave", copy) == 0
    secrets = (lead, chosen, wrong, once, server.superuser_password)
    assert found(secrets, "\n".join((*lines.said, *watch.seen))) == []
    assert any("\0hub\0exchange\0" in each for each in watch.seen), "the command lines were seen"
    assert {each.split(": ")[0] for each in found_in_files(secrets, tmp_path)} == {str(sent)}
    assert found(secrets, log_file().read_bytes() if log_file().exists() else b"") == []
    assert found_in_files((lead, chosen, wrong, once), server.folder) == []


@dataclass
class _CommandLine:
    """Gives commands of `annotator hub` with a password on standard input.

    `said`: what they print, but for the password of a new login, which is said once.
    """

    server: Postgres
    folder: Path
    captured: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.address = HubAddress.parse(self.server.url(self.server.new_database()), self.server.certificate)

    def give(self, password: str, *words: str | Path) -> int:
        """Give one within this process; return its exit code."""
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        code = run(["hub", *map(str, words), "--password-stdin"], no_window)
        self.said += self.captured.readouterr()
        return code

    def start(self, password: str, *words: str | Path) -> int:
        """Give one in a process of its own, which others see; return its exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "hub", *map(str, words), "--password-stdin"],
            input=f"{password}\n",
            capture_output=True,
            encoding="utf-8",
            timeout=500,
            check=False,
        )
        self.said += [done.stdout, done.stderr]
        return done.returncode

    def make_lead(self) -> str:
        """Make the database a hub with a login for the lead; return its password."""
        url = self.address.with_login(self.server.superuser).url
        at = ("--certificate", self.server.certificate_file)
        assert self.give(self.server.superuser_password, "init", url, "--lead", LEAD, *at) == 0
        (password,) = re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){4}", self.said[0])
        self.said[0] = self.said[0].replace(password, "")
        return str(password)
