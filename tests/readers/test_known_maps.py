from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.field_map import AS_IT_IS, FieldSeen, field_map
from annotator.readers.known_maps import KnownMap, kind_of, known_map, remembering

FIELDS = st.sets(st.sampled_from("abcde"), max_size=4)
KINDS = st.builds(kind_of, st.sampled_from(["table", "mail"]), FIELDS.map(lambda names: [FieldSeen(n) for n in names]))
KNOWN = st.lists(st.builds(KnownMap, KINDS, st.sampled_from([field_map(["date=a"]), field_map(["x=b"]), AS_IT_IS])))
DATE = field_map(["date=a"])


@given(KNOWN, KINDS, st.integers(1, 5))
def test_what_was_remembered_last_is_what_is_known(known: list[KnownMap], kind: object, most: int) -> None:
    assert isinstance(kind, type(kind_of("table", ())))
    found = remembering(known, kind, DATE, most)
    assert known_map(kind, found) == DATE
    assert len(found) <= most
    assert len({one.kind for one in found[-1:]}) == 1


def test_a_table_is_known_by_all_its_columns_and_a_mail_by_the_fields_that_go_somewhere() -> None:
    ab, abc = (kind_of("table", [FieldSeen(name) for name in names]) for names in ("ab", "abc"))
    assert known_map(abc, [KnownMap(ab, DATE)]) is None
    mail, more, less = (kind_of("mail", [FieldSeen(name) for name in names]) for names in ("ab", "abc", "b"))
    assert known_map(more, [KnownMap(mail, DATE)]) == DATE
    assert known_map(less, [KnownMap(mail, DATE)]) is None
    assert known_map(mail, [KnownMap(ab, DATE)]) is None


def test_that_nothing_goes_anywhere_is_remembered_too() -> None:
    kind = kind_of("table", [FieldSeen("Datum")])
    assert known_map(kind, [KnownMap(kind, AS_IT_IS)]) == AS_IT_IS
