"""What may fill a slot, kind of role by kind over the whole table."""

import pytest

from annotator.acts.dyads import roles_of
from annotator.model.codebook import Codebook, Label, Role
from annotator.model.codebook_reading import read_codebook
from annotator.model.errors import BadCodebook
from annotator.model.ids import LabelId, RoleId
from annotator.model.role_kinds import SLOT_TYPES, Takes
from annotator.ui.acts.rows import CardRow, words_wanted

KINDS = pytest.mark.parametrize("takes", list(Takes))


def label_of(*kinds: Takes, labels: tuple[str, ...] = ()) -> Label:
    named = tuple(LabelId(label) for label in labels)
    roles = tuple(Role(id=RoleId(kind), name=kind.title(), takes=kind, labels=named) for kind in kinds)
    return Label(id=LabelId("appeal"), name="Appeal", roles=roles)


def test_the_table_has_each_kind_once_under_a_title_of_its_own() -> None:
    assert sorted(SLOT_TYPES) == sorted(Takes)
    assert len({one.title for one in SLOT_TYPES.values()}) == len(SLOT_TYPES)


@KINDS
def test_something_of_the_text_or_the_register_fills_each_kind(takes: Takes) -> None:
    kind = SLOT_TYPES[takes]
    assert kind.actors or kind.words or kind.spans


@KINDS
def test_the_row_of_the_card_takes_what_the_kind_does(takes: Takes) -> None:
    (role,) = label_of(takes).roles
    row = CardRow("role:x", "X", role)
    assert (row.takes_party, row.takes_words) == (SLOT_TYPES[takes].actors, SLOT_TYPES[takes].words)
    wanted = words_wanted() if takes is Takes.PASSAGE else "empty"
    assert row.prompt == wanted and row.is_slot


@KINDS
def test_a_codebook_names_the_labels_of_spans_just_where_spans_may_fill_the_slot(takes: Takes) -> None:
    written = Codebook(labels=(label_of(takes, labels=("appeal",)),)).to_json().encode()
    if SLOT_TYPES[takes].spans:
        assert read_codebook(written, "c.json").labels[0].roles[0].takes is takes
    else:
        with pytest.raises(BadCodebook, match=f"takes a {takes}, so it cannot name the labels"):
            read_codebook(written, "c.json")


def test_who_acts_towards_whom_is_said_by_the_roles_that_actors_fill() -> None:
    label = label_of(*reversed(Takes))
    assert label.parties == tuple(role for role in label.roles if SLOT_TYPES[role.takes].actors)
    assert roles_of(label) == (label.role(Takes.PARTY), None)
