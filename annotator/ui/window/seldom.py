"""Flows that few sittings need: each is imported and made when a command of it is given, and no start waits for it."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.window.flows.describing import DescribingFlow
    from annotator.ui.window.flows.encrypting import EncryptingFlows
    from annotator.ui.window.flows.erasing import ErasingFlows
    from annotator.ui.window.flows.journal import JournalFlows
    from annotator.ui.window.flows.mending import MendingFlows
    from annotator.ui.window.flows.recycle_bin import RecycleBinFlows
    from annotator.ui.window.main_window import MainWindow

COMMANDS = {
    "project.bin": "bin",
    "project.remove_person": "bin",
    "project.describe": "describing",
    "project.journal": "journal",
    "project.encrypt": "encrypting",
    "project.change_passphrase": "encrypting",
    "project.decrypt": "encrypting",
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
