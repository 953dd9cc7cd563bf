"""A hub that the command line made on the tests' own server, and a project whose lead may share it there."""

import io
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.hub import passwords
from annotator.hub.address import HubAddress
from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.store.project import Project
from tests.cli.running import Cli, Outcome
from tests.operations.desks import BOOK
from tests.postgres import Postgres

LOGIN = "k_lea"
TEXTS = ("China was urged to act at once.", "France condemned what Russia had done.")


@dataclass
class HubDesk:
    """Who sits at the command line. `address`: of the hub, with no login; `file`: Lea's project, with Ana and Ben."""

    cli: Cli
    postgres: Postgres
    address: HubAddress
    certificate: Path
    file: Path
    folder: Path
    patch: pytest.MonkeyPatch

    def type_in(self, line: str) -> None:
        """Let this line come by standard input next."""
        self.patch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))

    def give(self, *words: str | Path) -> Outcome:
        """Give a command of `annotator hub`."""
        return self.cli("hub", *words)

    def done(self, *words: str | Path) -> Outcome:
        """Give one that goes well."""
        said = self.give(*words)
        assert (said.code, said.err) == (0, ""), said.err
        return said

    def url(self, login: str) -> str:
        return self.address.with_login(login).url

    def init(self, *words: str) -> Outcome:
        """Let the superuser make the database a hub."""
        passwords.keep(self.address.with_login(self.postgres.superuser), self.postgres.superuser_password)
        return self.give("init", self.url(self.postgres.superuser), "--certificate", self.certificate, *words)

    def share(self) -> Outcome:
        """Make the hub with a login for Lea, and let her share the project."""
        said = self.init("--lead", LOGIN)
        assert said.code == 0, said.err
        passwords.keep(self.address.with_login(LOGIN), password_said(said))
        return self.done("share", self.file, self.url(LOGIN), "--certificate", self.certificate, "--as", "Lea")

    def invite(self, name: str) -> Path:
        (made,) = json.loads(
            self.done("invite", self.file, "--coder", name, "--into", self.folder / "sent", "--as", "Lea", "--json").out
        )["invitations"]
        return Path(made["file"])

    def join_said(self, sent: Path, password: str, folder: Path | None = None, copy: Path | None = None) -> Outcome:
        """Join by an invitation with a password of one's own: with a copy, or into a folder."""
        place = ("--copy", copy) if copy is not None else ("--into", folder or self.folder / sent.stem)
        self.type_in(password)
        return self.give("join", sent, *place, "--password-stdin")

    def join(self, sent: Path, folder: Path | None = None) -> Path:
        """Join as somebody does who was invited; return the new copy."""
        into = folder or self.folder / sent.stem
        said = self.join_said(sent, f"a password of {sent.stem}", into)
        assert (said.code, said.err) == (0, ""), said.err
        (copy,) = into.iterdir()
        return copy

    def exchange(self, file: Path, *words: str) -> dict[str, object]:
        return dict(json.loads(self.done("exchange", file, "--json", *words).out))


def password_said(said: Outcome) -> str:
    """Return the password that `init` prints for a login."""
    (found,) = re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){4}", said.out)
    return str(found)


def make_desk(cli: Cli, postgres: Postgres, database: str, folder: Path, patch: pytest.MonkeyPatch) -> HubDesk:
    """Make the project; nothing is done to the database."""
    file = folder / "readouts.annot"
    with Project.create(file, BOOK) as project:
        documents.add_drafts(project, [DocumentDraft(f"Text {number}", text) for number, text in enumerate(TEXTS, 1)])
        found = {name: people.add_coder(project, name)[0].id for name in ("Lea", "Ana", "Ben")}
        project.person = found["Lea"]
        ids = [one.id for one in project.documents.all()]
        assigning.assign(project, [found["Ana"]], ids)
        assigning.assign(project, [found["Ben"]], ids[:1])
    address = HubAddress.parse(postgres.url(database), postgres.certificate)
    return HubDesk(cli, postgres, address, postgres.certificate_file, file, folder, patch)


def code(file: Path, name: str, label: str = "appeal") -> None:
    """Let somebody code the first word of the first text in a copy."""
    with Project.open(file) as project:
        project.person = people.person_named(project, name).id
        layer = project.layers.of_coder(project.person)[0].id
        annotate.add_span(project, project.documents.all()[0].id, layer, [(0, 5)], label)


def spans(file: Path) -> int:
    with Project.open(file) as project:
        return project.spans.count()
