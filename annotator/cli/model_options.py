"""Options of a command out of pydantic models: a field is an option, and its title and description are the help."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

Model = TypeVar("Model", bound=BaseModel)
Models = Mapping[str, type[BaseModel]]
Command = Callable[..., Any]


def options_of(models: Models) -> Callable[[Command], Command]:
    """Return a decorator that gives a command the fields of all these models as options.

    `models`: by the name of what each belongs to, which the help says. A field that several models have is one option.
    """
    owners: dict[str, list[str]] = {}
    fields: dict[str, FieldInfo] = {}
    for name, model in models.items():
        for field, about in model.model_fields.items():
            owners.setdefault(field, []).append(name)
            fields.setdefault(field, about)

    def decorated(command: Command) -> Command:
        for field, about in reversed(fields.items()):
            command = _option(field, about, owners[field])(command)
        return command

    return decorated


def model_of(model: type[Model], values: Mapping[str, Any]) -> Model:
    """Return a model of the options that were given; those of other models are passed over."""
    return model.model_validate({field: values[field] for field in model.model_fields if values[field] is not None})


def _option(field: str, about: FieldInfo, owners: list[str]) -> Callable[[Command], Command]:
    flag, title = f"--{field.replace('_', '-')}", about.title or field
    help = f"In {', '.join(owners)}: {title[0].lower()}{title[1:]}. {about.description or ''}".rstrip()
    kind = about.annotation
    if kind is bool and about.default is True:
        return click.option(f"{flag}/--no-{flag.removeprefix('--')}", field, is_flag=True, default=None, help=help)
    if kind is bool:
        return click.option(flag, field, is_flag=True, default=None, help=help)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return click.option(flag, field, type=click.Choice([one.value for one in kind]), help=help)
    if kind is int:
        least = next((one.ge for one in about.metadata if hasattr(one, "ge")), None)
        return click.option(flag, field, type=click.IntRange(least), metavar="N", help=help)
    return click.option(flag, field, type=str, metavar="TEXT", help=help)
