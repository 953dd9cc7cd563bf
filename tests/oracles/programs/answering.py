"""How a program answers: a question a line, an answer a line, both as JSON; until there are no more questions."""

import json
import math
import sys
from collections.abc import Callable, Mapping
from typing import Any


def answer(functions: Mapping[str, Callable[..., Any]]) -> None:
    """Answer from these functions; a question names one, with what it is given: `{"ask": …, "given": {…}}`."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a package prints is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(functions[asked["ask"]](**asked["given"])), file=answers, flush=True)


def number(found: Any) -> float | None:
    """Return a number of whatever type; None where it is none or not finite."""
    return None if found is None or not math.isfinite(found) else float(found)
