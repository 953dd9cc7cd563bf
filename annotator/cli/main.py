"""`annotator`: one table of commands, each loaded when it is called, so that `--help` answers at once."""

import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from annotator import __version__
from annotator.cli.file_arguments import as_open
from annotator.cli.streams import complain, prepare, unheard
from annotator.log import log_exception
from annotator.model.errors import UserError
from annotator.paths import system_says
from annotator.replaced import SENTENCE, was_replaced

Window = Callable[[Sequence[Path]], str]
"""Opens the window on files (without one on its start page) until it is closed. Returns why it cannot, else nothing."""

COMMANDS = {
    "open": "Open the window on a project, a packet or an invitation.",
    "demo": "Make the sample project in a folder, going through all the main steps.",
    "new": "Make a project file.",
    "import": "Import documents, or annotations in a known format.",
    "find": "Find what is coded, or where words stand, in all texts.",
    "documents": "List the documents of a project, keep sets of them, set their fields.",
    "metadata": "Join a table to documents: what it tells of them becomes their metadata.",
    "reread": "Take a better reading of documents, and move what was coded to it.",
    "units": "Show the units that documents are cut into, or cut, split or join them.",
    "count": "Count passages, labels beside labels and words, or write who acts towards whom.",
    "searches": "List the searches over all texts that are kept, or keep one.",
    "agree": "Say how far coders agree.",
    "plan": "Say how many documents more agreement needs, and which.",
    "accuracy": "Say how often each coder is probably right.",
    "errors": "List codings and gold that look wrong.",
    "adjudicate": "Make gold of what a policy settles, and say what is left.",
    "export": "Write gold, or any layer, as a dataset.",
    "publish": "Write the folder that can be published, and say what is open before it is.",
    "describe": "Say what the dataset says of itself when it is published, or change that.",
    "codebook": "Say what the codebook of a project is, load one from a file, or write it.",
    "actors": "Say which actors a project knows, add some, or write them to a file.",
    "people": "Say who works in a project and in which roles, or change that.",
    "team": "Say how far a team is, give out work, hand it in and take it in.",
    "hub": "Work as a team over a hub, a database that the team shares.",
    "info": "Say what is in a project.",
    "bin": "List what was removed from a project, or put it back.",
    "memos": "List what was noted down on documents and in the journal, or write it.",
    "history": "List what was done in a project, where, by whom and when.",
    "erase": "Erase documents, names or the recycle bin for good.",
    "check": "Look for damage in a project file.",
    "compact": "Give back the room in a project file that nothing needs.",
    "backup": "Make a backup of a project, and verify it.",
    "backups": "List the backups of a project, and what each holds.",
    "drill": "Try the newest backup: restore it beside, check it, compare it.",
    "restore": "Write a backup of a project to a new file.",
    "encrypt": "Write a project to a new file that only a passphrase opens.",
    "decrypt": "Write an encrypted project to a new file that everybody can read.",
}

WITHOUT_PROJECT = {"demo"}
"""Commands that open no project that is there already."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # Loaded when it is called: the readers alone take longer than --help may.
        module = importlib.import_module(f"annotator.cli.{cmd_name}_command")
        command = module.command
        assert isinstance(command, click.Command)
        if cmd_name in WITHOUT_PROJECT:
            return command
        # Its modules too are loaded only now.
        return importlib.import_module("annotator.cli.passphrases").taking_passphrases(command)  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="[FILE… | COMMAND [ARGS]…]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="annotator %(version)s")
@click.pass_context
def annotator(context: click.Context) -> None:
    """Code diplomatic texts, alone or in a team, into a gold dataset.

    Without a command the window opens: at its start page, or on FILE, which is a project, a packet or an invitation.
    """
    if context.invoked_subcommand is None:
        open_window(context, ())


def open_window(context: click.Context, paths: Sequence[Path]) -> None:
    """Open the window; raises `UserError` where it cannot be opened."""
    window: Window = context.obj["window"]
    if problem := window(paths):
        raise UserError(problem)


def run(arguments: Sequence[str], window: Window) -> int:
    """Run a command line and return its exit code: 0 done, 1 for what the user can act on, 2 for wrong usage."""
    prepare()
    try:
        line = as_open(arguments, COMMANDS)
        result = annotator.main(line, "annotator", standalone_mode=False, obj={"window": window})
        sys.stdout.flush()  # else a full disk behind it is found out by Python at its end, in a traceback
    except click.ClickException as error:
        with unheard():
            error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Stopped; nothing was changed.")
        return 1
    except UserError as error:
        complain(str(error))
        return 1
    except BrokenPipeError:
        # Whoever reads our output has gone; so may we, without a word at interpreter exit either.
        sys.stdout = None
        return 1
    except OSError as error:
        # A full disk behind the output, for instance; the files of a command are explained where they are used.
        complain(f"{error.filename or 'The output'} cannot be used ({system_says(error)}).")
        return 1
    except Exception:  # noqa: BLE001 - the border of the program: logged, and said without a traceback
        log = _logged(arguments)
        said = f"An error of the program, not of yours; please report it{log}."
        complain(SENTENCE if was_replaced() else said)
        return 1
    return result if isinstance(result, int) else 0


def _logged(arguments: Sequence[str]) -> str:
    """Log the exception at hand; return where, as the end of a sentence."""
    log = log_exception(" ".join(arguments))
    return f" with the file {log}" if log else ", with what you did"
