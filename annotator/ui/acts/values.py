"""What is typed or chosen in an attribute's row, as a value of the attribute's type."""

from annotator.model.codebook import Attribute
from annotator.model.span import AttributeValue
from annotator.model.values import checked_value
from annotator.ui.acts.rows import CardRow


def typed_value(attribute: Attribute, text: str) -> AttributeValue | None:
    """Return the value, None for nothing; raises `NotAllowed` with a sentence that says how it is written."""
    written = " ".join(text.split())
    return checked_value(attribute, attribute.parse((written,))) if written else None


def chosen_value(row: CardRow, attribute: Attribute, value: str) -> AttributeValue:
    """Return an attribute's value after one was chosen; of several they stand in the codebook's order."""
    return attribute.parse((*(fill.value for fill in row.fills), value))
