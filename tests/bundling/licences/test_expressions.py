"""Which licence is taken, and what may not be shipped: over all expressions that can be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import UserError
from tools.bundling.licences.expressions import may_ship, taken

FREE = ("MIT", "Apache-2.0", "BSD-3-Clause", "LGPL-2.1-or-later", "MPL-2.0", "LicenseRef-ours")
WITH = ("GPL-3.0-or-later WITH GCC-exception-3.1", "GPL-2.0-or-later WITH Bootloader-exception")
BOUND = ("GPL-2.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "GPL-2.0-or-later WITH Bison-exception-2.2")

Tree = str | tuple[str, list["Tree"]]
trees: st.SearchStrategy[Tree] = st.recursive(
    st.sampled_from([*FREE, *WITH, *BOUND]),
    lambda inner: st.tuples(st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=2, max_size=3)),
    max_leaves=8,
)


def written(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    return f" {tree[0]} ".join(each if isinstance(each, str) else f"({written(each)})" for each in tree[1])


def free(tree: Tree) -> bool:
    """Whether there is a choice without the GPL, told by the tree alone."""
    if isinstance(tree, str):
        return tree not in BOUND
    return (all if tree[0] == "AND" else any)(free(each) for each in tree[1])


@given(trees)
def test_something_may_be_shipped_if_and_only_if_there_is_a_choice_without_the_gpl(tree: Tree) -> None:
    assert may_ship(written(tree)) == free(tree)
    assert {each.identifier for each in taken(written(tree))} <= {
        leaf.partition(" ")[0] for leaf in (*FREE, *WITH, *BOUND)
    }


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("MIT OR Apache-2.0", ["Apache-2.0"]),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", ["LGPL-3.0-only"]),
        ("(FTL OR GPL-2.0-only) AND Zlib", ["FTL", "Zlib"]),
        ("Unlicense OR MIT", ["Unlicense"]),
        ("MIT AND LicenseRef-public-domain", ["MIT", "LicenseRef-public-domain"]),
    ],
)
def test_of_a_choice_that_is_taken_which_asks_least(expression: str, chosen: list[str]) -> None:
    assert [each.identifier for each in taken(expression)] == chosen


@pytest.mark.parametrize("expression", ["", "Freeware of a Sort", "MIT AND", "MIT/Apache-2.0", "Freeware-9"])
def test_what_spdx_does_not_know_is_refused_in_a_sentence(expression: str) -> None:
    with pytest.raises(UserError, match=r"no licence (as|that) SPDX"):
        taken(expression)
