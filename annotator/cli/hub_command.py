"""`annotator hub FILE`, and what a team does over a hub: `annotator hub exchange FILE …`."""

import click

from annotator.cli.parts import PartsGroup
from annotator.hub.extra import of_extra

PARTS: dict[str, str] = {
    "init": "Make a database a hub; for its administrator, once.",
    "share": "Share a project over a hub.",
    "invite": "Write a file for each person with which they join.",
    "join": "Join a project over its hub, by an invitation.",
    "status": "Say how a project stands with its hubs; what `annotator hub FILE` says, too.",
    "exchange": "Hand over what the hub lacks, and take in what others did.",
    "revoke": "Shut somebody out of a hub.",
    "leave": "Leave a hub.",
}
"""The commands within it, in files of `cli/hub/` that are called as they are."""


class _HubCommands(PartsGroup):
    """They need an extra, which is loaded with them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name; raises `HubProblem` where the extra is not installed."""
        with of_extra():
            return super().get_command(ctx, cmd_name)


command = _HubCommands(
    "hub", PARTS, "status", "Work as a team over a hub, a database that the team shares.", without_project={"init"}
)
