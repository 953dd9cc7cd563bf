"""A property: texts that documents and projects share are there as long as one of them has them, and no longer.

Held against a model, through puts with and without bodies and erasures in any order, by two projects on one hub.
"""

import hashlib
import random
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from psycopg import Error

from tests.examples import examples
from tests.hub.plain_hub import Asking, PlainHub

PROJECTS = ("project-1", "project-2")
DOCUMENTS = [f"document/d{number}" for number in range(4)]
TEXTS = [f"Text {number}".encode() for number in range(3)]
HASHES = {text: hashlib.sha256(text).digest() for text in TEXTS}


class Member(NamedTuple):
    """Somebody on the hub: `owner` of what they bring, and the channels that they see; all where there are none."""

    asking: Asking
    project: str
    owner: str
    channels: tuple[str, ...] = ()

    def sees(self, channel: str) -> bool:
        return not self.channels or channel in self.channels


class Model:
    """What a hub has to hold: by project, text and channel who brought it; and which documents were erased."""

    def __init__(self) -> None:
        self.uses: dict[tuple[str, bytes, str], str] = {}
        self.erased: set[tuple[str, str]] = set()

    def seen(self, who: Member) -> dict[bytes, list[str]]:
        """Return the texts that somebody may have, with whose copies of them they see."""
        found: dict[bytes, list[str]] = {}
        for (project, text, channel), owner in self.uses.items():
            if project == who.project and who.sees(channel):
                found.setdefault(text, []).append(owner)
        return found

    def put(self, who: Member, channel: str, text: bytes, with_body: bool) -> bool:
        """Whether the hub takes it."""
        seen = self.seen(who)
        if not with_body and text not in seen:
            return False
        if (who.project, channel) not in self.erased:
            self.uses.setdefault((who.project, text, channel), who.owner if with_body else min(seen[text]))
        return True

    def drop(self, project: str, channels: list[str]) -> None:
        self.erased |= {(project, channel) for channel in channels}
        self.uses = {use: owner for use, owner in self.uses.items() if (use[0], use[2]) not in self.erased}

    def kept(self) -> set[tuple[str, str, bytes]]:
        return {(project, owner, HASHES[text]) for (project, text, _), owner in self.uses.items()}


def members(hub: PlainHub) -> Iterator[Member]:
    for number, project in enumerate(PROJECTS):
        lead = hub.lead(f"lea{number}", project)
        ana = hub.joined(lead, f"ana{number}", project=project)
        lead.ask("grant_channels", project, ana.login, DOCUMENTS[:2])
        yield Member(lead, project, "")
        yield Member(ana, project, f"ana{number}", ("shared", f"coder/ana{number}", *DOCUMENTS[:2]))


def is_put(who: Member, channel: str, text: bytes, with_body: bool) -> bool:
    body = text if with_body else None
    try:
        who.asking.ask("put_contents", who.project, [channel], [HASHES[text]], ["text"], ["name"], [body])
    except Error as error:
        assert error.sqlstate == "AN403"
        return False
    return True


@pytest.mark.parametrize("seed", range(examples(40, usual=2)))
def test_a_text_stays_as_long_as_a_document_has_it(plain_hub: PlainHub, seed: int) -> None:
    lots, model = random.Random(seed), Model()
    team = list(members(plain_hub))
    dropped = 0
    for _ in range(60):
        who = lots.choice(team)
        if not who.owner and lots.random() < 0.15 and dropped < 6:
            gone = lots.sample(DOCUMENTS, lots.randint(1, 2))
            who.asking.ask("drop_contents", who.project, gone)
            model.drop(who.project, gone)
            dropped += 1
        else:
            channel = f"coder/{who.owner}" if who.owner else lots.choice([*DOCUMENTS, "shared"])
            text, with_body = lots.choice(TEXTS), lots.random() < 0.7
            assert is_put(who, channel, text, with_body) == model.put(who, channel, text, with_body)
        for one in team:
            had = {bytes(row[3]) for row in one.asking.ask("contents", one.project, list(HASHES.values()))}
            assert had == set(model.seen(one))
        rows = plain_hub.owner.run("SELECT project, owner, sha256 FROM hub_tables.contents")
        held = {(project, owner, bytes(sha256)) for project, owner, sha256 in rows}
        # A text that somebody brings where another's copy is used already stays unused until the next erasure.
        assert held >= model.kept() and {row[::2] for row in held} == {row[::2] for row in model.kept()}
    assert dropped and model.kept()
