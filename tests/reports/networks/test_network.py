"""What is said of nodes and arrows has names."""

from annotator.reports.networks.network import keys_of


def test_all_that_is_said_of_any_has_its_name_and_type_once() -> None:
    assert keys_of([{"kind": "state"}, {"acts": 3, "kind": ""}]) == {"kind": str, "acts": int}
    assert keys_of([]) == {}
