"""Flows that few sittings need, or that bring much: each is imported and made when it is asked for first.

No start of the program waits for one.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from annotator.ui.commands.commands import CommandScope

if TYPE_CHECKING:
    from annotator.ui.window.flows.describing import DescribingFlow
    from annotator.ui.window.flows.encrypting import EncryptingFlows
    from annotator.ui.window.flows.erasing import ErasingFlows
    from annotator.ui.window.flows.exchange import ExchangeFlows
    from annotator.ui.window.flows.giving_out import GivingOutFlow
    from annotator.ui.window.flows.joining import JoinFlow
    from annotator.ui.window.flows.journal import JournalFlows
    from annotator.ui.window.flows.mending import MendingFlows
    from annotator.ui.window.flows.opening import OpeningFlow
    from annotator.ui.window.flows.publishing import PublishingFlow
    from annotator.ui.window.flows.recycle_bin import RecycleBinFlows
    from annotator.ui.window.flows.rereading import RereadingFlow
    from annotator.ui.window.flows.teams import TeamFlows
    from annotator.ui.window.main_window import MainWindow

COMMANDS = {
    "project.import": "exchange",
    "project.check_publication": "publishing",
    "project.give_out": "giving_out",
    "project.take_in": "teams",
    "project.hand_out": "teams",
    "project.bin": "bin",
    "project.remove_person": "bin",
    "project.describe": "describing",
    "project.journal": "journal",
    "project.encrypt": "encrypting",
    "project.change_passphrase": "encrypting",
    "project.decrypt": "encrypting",
    "document.join_table": "joining",
    "document.reread": "rereading",
    "document.earlier": "rereading",
    "document.erase": "erasing",
    "project.erase_name": "erasing",
    "project.empty_bin": "erasing",
}
"""Of which flow each command is."""


class SeldomFlows:
    """The flows of a window by their names. They stay once they are made."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of all these flows do."""
        return {command: partial(self._do, command) for command in COMMANDS}

    def _do(self, command: str) -> object:
        return getattr(self, COMMANDS[command]).handlers()[command]()

    @cached_property
    def exchange(self) -> "ExchangeFlows":
        """Import and export; it brings all readers, whose libraries take as long to load as the window without them."""
        from annotator.ui.window.flows.exchange import ExchangeFlows  # noqa: PLC0415

        return ExchangeFlows(self._window.session, self._window)

    @cached_property
    def publishing(self) -> "PublishingFlow":
        """What is open before the dataset can be published."""
        from annotator.ui.window.flows.publishing import PublishingFlow  # noqa: PLC0415

        return PublishingFlow(self._window.session, self._window, partial(self._do, "project.describe"))

    @cached_property
    def opening(self) -> "OpeningFlow":
        """Files that are opened from outside; it brings what reads packets and invitations."""
        from annotator.ui.window.flows.opening import OpeningFlow, OpeningHandlers  # noqa: PLC0415

        window, projects = self._window, self._window.projects
        do = OpeningHandlers(projects.open, window.hub.open_invitation, window.take_files, projects.ask_who)
        made = OpeningFlow(window.session, window.preferences, window, do)
        made.told.connect(projects.not_opened)
        return made

    @cached_property
    def giving_out(self) -> "GivingOutFlow":
        """Work given out."""
        from annotator.ui.window.flows.giving_out import GivingOutFlow  # noqa: PLC0415

        return GivingOutFlow(self._window.session, self._window.preferences, self._window)

    @cached_property
    def teams(self) -> "TeamFlows":
        """Packets, and what reads them."""
        from annotator.ui.window.flows.teams import TeamFlows  # noqa: PLC0415

        window = self._window
        made = TeamFlows(window.session, window.preferences, window, window.take_files)
        made.handed.connect(lambda: window.workspaces.renew(CommandScope.TEAM))
        return made

    @cached_property
    def joining(self) -> "JoinFlow":
        """Tables joined to documents; it brings the readers too."""
        from annotator.ui.window.flows.joining import JoinFlow  # noqa: PLC0415

        return JoinFlow(self._window.session, self._window)

    @cached_property
    def rereading(self) -> "RereadingFlow":
        """Documents read anew; it brings the readers too."""
        from annotator.ui.window.flows.rereading import RereadingFlow  # noqa: PLC0415

        window = self._window
        return RereadingFlow(window.session, lambda: window.document, window.show_document, window)

    @cached_property
    def bin(self) -> "RecycleBinFlows":
        """The recycle bin."""
        from annotator.ui.window.flows.recycle_bin import RecycleBinFlows  # noqa: PLC0415

        return RecycleBinFlows(self._window.session, self._window)

    @cached_property
    def describing(self) -> "DescribingFlow":
        """What the dataset says of itself."""
        from annotator.ui.window.flows.describing import DescribingFlow  # noqa: PLC0415

        return DescribingFlow(self._window.session, self._window)

    @cached_property
    def journal(self) -> "JournalFlows":
        """Memos on the project."""
        from annotator.ui.window.flows.journal import JournalFlows  # noqa: PLC0415

        return JournalFlows(self._window.session, self._window.show_document, self._window)

    @cached_property
    def mending(self) -> "MendingFlows":
        """Damaged projects; it brings all that reads what is left of them."""
        from annotator.ui.window.flows.mending import MendingFlows  # noqa: PLC0415

        window = self._window
        return MendingFlows(window.session, window, window.may_leave, window.projects.open, window.backups.show)

    @cached_property
    def erasing(self) -> "ErasingFlows":
        """What is erased for good."""
        from annotator.ui.window.flows.erasing import ErasingFlows  # noqa: PLC0415

        window = self._window
        document, take_over = (lambda: window.document), window.projects.take_over
        return ErasingFlows(window.session, window.backups, document, window.may_leave, take_over, window)

    @cached_property
    def encrypting(self) -> "EncryptingFlows":
        """Projects encrypted and decrypted."""
        from annotator.ui.window.flows.encrypting import EncryptingFlows  # noqa: PLC0415

        window = self._window
        return EncryptingFlows(window.session, window.backups, window.may_leave, window.projects.take_over, window)
