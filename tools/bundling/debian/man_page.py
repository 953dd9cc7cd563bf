"""The manual page `annotator(1)`, made from the commands themselves, so that it says what `--help` says.

In the macros of man(7): https://man.openbsd.org/man.7
"""

import inspect
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from annotator.cli.main import annotator
from tools.bundling.names import COMMAND, DEVELOPERS
from tools.bundling.places import commit_time, version

_LINE = 72
_FILES = (
    ("~/.config/annotator", "The settings of the window."),
    ("~/.local/share/annotator", "Backups, and what finds no place beside a project."),
    ("$TMPDIR/annotator-error-USER.log", "Errors of the program, for whoever asks for help."),
)
_EXIT = (
    ("0", "The command did what it was asked for."),
    ("1", "There is something to act on; a sentence on standard error says what."),
    ("2", "The command was called wrongly."),
)
_VARIABLES = (
    ("ANNOTATOR_DATA", "The folder to be taken for ~/.local/share/annotator."),
    ("ANNOTATOR_CONFIG", "The folder to be taken for ~/.config/annotator."),
)


def page() -> str:
    """Return the page as roff, in UTF-8."""
    day = datetime.fromtimestamp(commit_time(), UTC).date()
    root = _context(annotator, COMMAND, None)
    lines = [
        f'.TH {COMMAND.upper()} 1 "{day}" "{COMMAND} {version()}" "User Commands"',
        ".SH NAME",
        f"{COMMAND} \\- {escaped(_first_sentence(annotator))}",
        ".SH SYNOPSIS",
        *_synopsis(root),
        ".SH DESCRIPTION",
        *_text(annotator)[1:],  # a heading begins a paragraph by itself
        ".SH OPTIONS",
        *_options(root),
        ".SH COMMANDS",
    ]
    for context in _below(root):
        lines += [f'.SS "{escaped(context.command_path)}"', *_synopsis(context), *_text(context.command)]
        lines += _options(context)
    for heading, entries in (("EXIT STATUS", _EXIT), ("ENVIRONMENT", _VARIABLES), ("FILES", _FILES)):
        lines += [f".SH {heading}", *(line for entry in entries for line in _entry(*entry))]
    lines += [".SH AUTHORS", DEVELOPERS]
    return "\n".join(lines) + "\n"


def commands() -> list[click.Context]:
    """Return a context for the program itself and for each of its commands, those within others too."""
    root = _context(annotator, COMMAND, None)
    return [root, *_below(root)]


def escaped(text: str) -> str:
    """Return a text for roff: what it would take for its own signs stands for itself, and so does a minus."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _below(context: click.Context) -> Iterator[click.Context]:
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None
            within = _context(command, name, context)
            yield within
            yield from _below(within)


def _synopsis(context: click.Context) -> list[str]:
    pieces = context.command.collect_usage_pieces(context)
    return [f".B {escaped(context.command_path)}", *_filled(" ".join(pieces))]


def _text(command: click.Command) -> list[str]:
    paragraphs = "\n\n".join(inspect.cleandoc(text) for text in (command.help, command.epilog) if text).split("\n\n")
    return [line for paragraph in paragraphs for line in (".PP", *_filled(paragraph))]


def _options(context: click.Context) -> list[str]:
    """Return an entry for each option, as `--help` has it; arguments stand in the synopsis alone."""
    options = (option for option in context.command.get_params(context) if isinstance(option, click.Option))
    records = (option.get_help_record(context) for option in options)
    return [line for record in records if record is not None for line in _entry(*record)]


def _entry(name: str, text: str) -> list[str]:
    return [".TP", f".B {escaped(name)}", *_filled(text)]


def _filled(text: str) -> list[str]:
    """Return a paragraph in lines of a length that roff likes."""
    lines = textwrap.wrap(" ".join(text.split()), _LINE, break_long_words=False, break_on_hyphens=False)
    return [escaped(line) for line in lines]


def _first_sentence(command: click.Command) -> str:
    """Return what a command is for, as the list of all pages has it: begun small, without the full stop."""
    sentence = inspect.cleandoc(command.help or "").partition("\n")[0].rstrip(".")
    return sentence[:1].lower() + sentence[1:]
