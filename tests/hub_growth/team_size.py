"""How large a team is, what it comes to on the hub and in its copies, and what of that is known of one unit each."""

from dataclasses import dataclass

POLL_S, CALLS_A_POLL = 30, 3
"""A window asks so often, by so many calls: `version`, `hello` and `grown`; an exchange with acts makes one more."""
CALLS_AN_EXCHANGE = CALLS_A_POLL + 1
ACTS_AN_EXCHANGE = 2
"""Handed over together: a window waits a moment after each act for the next."""
SITTING = 100
"""Acts of a sitting, which is a strand."""


@dataclass(frozen=True, slots=True)
class TeamSize:
    """A team. `by`: coders of each document; `text_bytes`: of a text; `acts_each`: of each coder in all.

    `act_s`: seconds from one act of somebody at work to the next; `at_work`: how many of the coders are at once.
    """

    documents: int
    coders: int
    by: int = 2
    text_bytes: int = 300
    acts_each: int = 0
    act_s: float = 10
    at_work: float = 1

    @property
    def own(self) -> float:
        """Documents of a coder."""
        return self.documents * self.by / self.coders

    @property
    def acts(self) -> int:
        """Of all coders."""
        return self.coders * self.acts_each


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes on the server, in the lead's file and in a coder's copy; calls of all together in a second.

    `strands`: that the lead's copy holds; `compared_s`: processor time of its first comparison.
    """

    server: float
    lead: float
    copy: float
    strands: float
    compared_s: float
    calls: float


@dataclass(frozen=True, slots=True)
class Units:
    """What one unit takes, in bytes, without texts; and a strand of the first comparison in seconds.

    On the server: a document, a grant (of two channels), an act. In the lead's file: a document with who has it, an
    act. In a coder's copy: a document, an act. And what there is without any.
    """

    server: float
    server_document: float
    server_grant: float
    server_act: float
    file: float
    lead_document: float
    copy_document: float
    lead_act: float
    copy_act: float
    strand_s: float

    def of(self, team: TeamSize) -> Sizes:
        """Return what a team comes to."""
        grants = team.documents * team.by
        strands = team.documents + team.coders * max(team.acts_each / SITTING, 1)
        people = team.coders * team.at_work
        return Sizes(
            server=self.server
            + team.documents * (self.server_document + team.text_bytes)
            + grants * self.server_grant
            + team.acts * self.server_act,
            lead=self.file + team.documents * (self.lead_document + team.text_bytes) + team.acts * self.lead_act,
            copy=self.file + team.own * (self.copy_document + team.text_bytes) + team.acts_each * self.copy_act,
            strands=strands,
            compared_s=strands * self.strand_s,
            calls=people * (CALLS_A_POLL / POLL_S + CALLS_AN_EXCHANGE / team.act_s / ACTS_AN_EXCHANGE),
        )
