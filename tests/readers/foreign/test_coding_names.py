"""Names of columns mean one thing each, however they are written."""

from annotator.readers.field_proposals import folded
from annotator.readers.foreign.coding_names import BY_NAME, LOOSE, START, STOP, names_of, target_of


def test_each_name_is_written_as_it_is_compared_and_means_one_thing() -> None:
    assert all(folded(name) == name for name in BY_NAME)
    targets = set(BY_NAME.values())
    assert all(names_of(target) for target in targets)
    assert sum(len(names_of(target)) for target in targets) == len(BY_NAME.keys() - LOOSE)
    assert BY_NAME.keys() >= LOOSE


def test_blanks_case_and_signs_make_no_difference() -> None:
    assert {target_of(name) for name in ("Start offset", "start_offset", "START-OFFSET", "Anfangsposition", "始")} == {
        START,
        "",
    }
    assert target_of("Position fin") == STOP
