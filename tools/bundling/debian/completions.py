"""What shells read to complete the command line: click's own scripts, which ask the program for each word."""

from click.shell_completion import get_completion_class

from annotator.cli.main import annotator
from tools.bundling.names import COMMAND

PLACES = {
    "bash": f"bash-completion/completions/{COMMAND}",
    "zsh": f"zsh/vendor-completions/_{COMMAND}",
    "fish": f"fish/vendor_completions.d/{COMMAND}.fish",
}
"""Where each shell looks on Debian, below `/usr/share`."""


def script(shell: str) -> str:
    """Return what one of the shells of `PLACES` reads."""
    kind = get_completion_class(shell)
    assert kind is not None
    made = kind(annotator, {}, COMMAND, f"_{COMMAND.upper()}_COMPLETE")
    # `made.source()` would start bash here, to ask how new it is.
    return made.source_template % made.source_vars()
