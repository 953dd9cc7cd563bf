"""What brat's own tools (nlplab/brat, tools/annalign.py) read in the lines of an .ann file."""

from collections.abc import Sequence

from brat_tools import annalign

from tests.oracles.programs.answering import answer


def parse(lines: Sequence[str]) -> list[list[str]]:
    """Return each line as [id, type, and what it hangs on or joins]; an assertion names one that is none."""
    found = (annalign.parse(line, number) for number, line in enumerate(lines, 1))
    names = ("trigger", "target", "ref")
    return [
        [one.id_, one.type_, *(str(getattr(one, name)) for name in names if hasattr(one, name))]
        + [str(argument) for argument in getattr(one, "args", [])]
        for one in found
    ]


if __name__ == "__main__":
    answer({"parse": parse})
