"""Options of a command out of models: named, explained and read back as the model says."""

from enum import StrEnum
from typing import Any

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel, Field

from annotator.cli.model_options import model_of, options_of


class Unit(StrEnum):
    WORDS = "words"
    CHARACTERS = "characters"


class Table(BaseModel):
    """Options of one thing."""

    by_unit: Unit = Field(default=Unit.WORDS, title="What is counted", description="Words or characters.")
    width: int = Field(default=80, title="Width of a line", description="In characters.")


class Card(BaseModel):
    """Options of another, one of them the same."""

    licence: str = Field(default="none", title="Licence", description="What may be done with it.")
    is_short: bool = Field(default=False, title="Leave out the rest", description="")
    width: int = Field(default=60, title="Width of a line", description="In characters.")
    checksums: bool = Field(default=True, title="Checksums", description="Of each file.")


MODELS: dict[str, type[BaseModel]] = {"table": Table, "card": Card}


def given(*arguments: str) -> dict[str, BaseModel]:
    """Return the models that a command gets with these arguments."""
    found: dict[str, BaseModel] = {}

    @click.command()
    @options_of(MODELS)
    def command(**values: Any) -> None:
        found.update({name: model_of(model, values) for name, model in MODELS.items()})

    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return found


def test_what_is_not_given_is_as_each_model_has_it() -> None:
    assert given() == {"table": Table(), "card": Card()}


def test_what_is_given_reaches_every_model_that_has_it_and_no_other() -> None:
    found = given("--width", "7", "--by-unit", "characters", "--is-short", "--licence", "CC0")
    assert found["table"] == Table(by_unit=Unit.CHARACTERS, width=7)
    assert found["card"] == Card(licence="CC0", is_short=True, width=7)


def test_what_is_done_unless_one_says_otherwise_can_be_left_out() -> None:
    assert given("--no-checksums")["card"] == Card(checksums=False)
    assert given("--checksums")["card"] == Card()


@pytest.mark.parametrize("words", ["In table, card: width of a line. In characters.", "In card: leave out the rest."])
def test_the_help_says_what_an_option_is_and_whose(words: str) -> None:
    @click.command()
    @options_of(MODELS)
    def command(**values: Any) -> None:
        """Do nothing."""

    said = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert words in said


def test_a_number_below_its_least_is_refused_with_the_option() -> None:
    class Bounded(BaseModel):
        seed: int = Field(default=1, ge=0)

    @click.command()
    @options_of({"any": Bounded})
    def command(**values: Any) -> None:
        """Do nothing."""

    result = CliRunner().invoke(command, ["--seed", "-1"])
    assert result.exit_code == 2 and "'--seed': -1 is not in the range" in result.output
    assert CliRunner().invoke(command, ["--seed", "0"]).exit_code == 0
