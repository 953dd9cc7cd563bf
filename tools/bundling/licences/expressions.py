"""Licences as SPDX writes them: which one is taken where one may choose, and whether what is under it may be shipped.

See https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/; read by the library `license-expression`.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from license_expression import ExpressionError, Licensing, get_spdx_licensing

from annotator.model.errors import UserError

EXCEPTIONS = frozenset({"Bootloader-exception", "GCC-exception-2.0", "GCC-exception-3.1"})
"""Under the GPL with one of these a program may be built with a part without coming under the GPL itself."""

_GPL = re.compile(r"A?GPL-")
_OF_OUR_OWN = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """A licence that a part is passed on under. `exception`: what it is read with, or nothing."""

    identifier: str
    exception: str = ""

    def forbids(self) -> bool:
        """Return whether a program with such a part would have to be under the same licence, as a whole."""
        return bool(_GPL.match(self.identifier)) and self.exception not in EXCEPTIONS

    def is_lesser(self) -> bool:
        """Return whether it is the GNU LGPL, so that whoever has the program may replace the part."""
        return self.identifier.startswith("LGPL-")

    def _rank(self) -> int:
        """Return how gladly it is taken. The Apache License first: its text is whole without a line of copyright."""
        if self.forbids():
            return 3
        return 2 if self.is_lesser() else 0 if self.identifier == "Apache-2.0" and not self.exception else 1


@cache
def taken(expression: str) -> tuple[Taken, ...]:
    """Return the licences under which a part is passed on: all of an AND, of an OR the one that asks least.

    Raises `UserError` where the expression names what SPDX does not know; an identifier that begins with LicenseRef-
    stands for a text of its own.
    """
    licensing = _licensing()
    try:
        parsed = licensing.parse(expression)
    except ExpressionError as error:
        raise UserError(f"“{expression}” is no licence as SPDX writes them ({error}).") from error
    unknown = [key for key in licensing.unknown_license_keys(parsed) if not _OF_OUR_OWN.fullmatch(key)]
    if parsed is None or unknown:
        raise UserError(f"“{expression}” is no licence that SPDX knows.")
    return tuple(dict.fromkeys(_leaves(parsed)))


def may_ship(expression: str) -> bool:
    """Return whether a part may be shipped with a program that is not under the GPL; raises `UserError` as `taken`."""
    return not any(each.forbids() for each in taken(expression))


def _leaves(parsed: Any) -> list[Taken]:
    """Return the licences that are taken of a parsed expression; the library has no types."""
    if hasattr(parsed, "license_symbol"):
        return [Taken(parsed.license_symbol.key, parsed.exception_symbol.key)]
    if not parsed.args:
        return [Taken(parsed.key)]
    choices = [_leaves(each) for each in parsed.args]
    if parsed.operator.strip() == "OR":
        return min(choices, key=lambda choice: max(each._rank() for each in choice))
    return [leaf for choice in choices for leaf in choice]


@cache
def _licensing() -> Licensing:
    return get_spdx_licensing()
