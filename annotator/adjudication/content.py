"""What a span says, apart from who said it and how sure they were: label, extents, attributes, actor and slots.

Two spans of the same content agree. Notes and doubts belong to the coder and are left out.
"""

from collections.abc import Hashable, Sequence

from annotator.acts.acts import Filling
from annotator.adjudication.slots import parties_of
from annotator.model.span import Extent, Span
from annotator.model.value_forms import comparable

Content = tuple[str, tuple[Extent, ...], Hashable, Hashable]
_NOBODY: frozenset[Hashable] = frozenset()


def content_of(span: Span, fillings: Sequence[Filling] = ()) -> Content:
    """Return all that a span says in a form that can be compared and looked up; `fillings`: of its slots."""
    return span.label, span.extents, attributes_of(span), filled(fillings)


def attributes_of(span: Span) -> Hashable:
    """Return the attributes, whatever their order, and the actor that is mentioned, in a form that can be compared."""
    return tuple(sorted((name, comparable(value)) for name, value in span.attributes.items())), span.actor


def filled(fillings: Sequence[Filling]) -> Hashable:
    """Return who fills which slot, whatever their order, in a form that can be compared and looked up."""
    return frozenset(parties_of(fillings).items()) if fillings else _NOBODY
