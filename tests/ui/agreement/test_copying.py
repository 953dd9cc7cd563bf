"""The numbers as a spreadsheet takes them."""

from annotator.ui.agreement.copying import HEAD, as_text
from annotator.ui.agreement.numbers import Numbers
from tests.ui.agreement.studies import NAMES, ONE_CATEGORY, study


def test_each_number_is_a_line_with_all_its_digits_and_an_empty_cell_for_what_there_is_not() -> None:
    numbers = Numbers.of(study(), (0, 1, 2))
    lines = as_text(numbers, NAMES).splitlines()
    assert lines[0].split("\t") == list(HEAD) and len(lines) == 1 + len(numbers.cells)
    cells = [dict(zip(HEAD, line.split("\t"), strict=True)) for line in lines[1:]]
    slot = next(cell for cell in cells if cell["Aspect"] == "slot")
    assert (slot["Coders"], slot["Part"], slot["Label"]) == ("Ana, Ben, Chloé", "Addressee", "Warning")
    assert (slot["Value"], slot["Low"], slot["High"], slot["n"], slot["Undefined"]) == (
        "0.42",
        "0.3",
        "0.55",
        "312",
        "",
    )
    undefined = next(cell for cell in cells if cell["Undefined"])
    assert (undefined["Value"], undefined["Low"], undefined["Undefined"]) == ("", "", ONE_CATEGORY)
