"""What is typed or chosen in an attribute's row, as a value of the attribute's type, and such a value in words."""

from datetime import date

from annotator.model.codebook import Attribute, AttributeKind
from annotator.model.errors import NotAllowed
from annotator.model.span import AttributeValue
from annotator.model.values import checked_value
from annotator.ui.acts.rows import NO, YES, CardRow


def typed_value(attribute: Attribute, text: str) -> AttributeValue | None:
    """Return the value, None for nothing; raises `NotAllowed` with a sentence that says how it is written."""
    written = " ".join(text.split())
    if not written:
        return None
    if attribute.kind is AttributeKind.DATE:
        return _date(written)
    if attribute.kind is AttributeKind.NUMBER:
        return checked_value(attribute, _number(written))
    return checked_value(attribute, written)


def chosen_value(row: CardRow, attribute: Attribute, value: str) -> AttributeValue:
    """Return an attribute's value after one was chosen; of several they stand in the codebook's order."""
    if attribute.kind is AttributeKind.FLAG:
        return value == YES
    if attribute.kind is AttributeKind.CHOICES:
        chosen = {value, *(fill.value for fill in row.fills)}
        return [one for one in attribute.values if one in chosen]
    return value


def in_words(value: AttributeValue) -> str:
    """Return a value as the message about it says it."""
    if isinstance(value, bool):
        return YES if value else NO
    return ", ".join(value) if isinstance(value, list) else str(value)


def _date(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise NotAllowed(f"“{written}” is no date; write year, month and day, as 2023-04-06.") from None


def _number(written: str) -> int | float:
    try:
        return int(written)
    except ValueError:
        pass
    try:
        return float(written.replace(",", ".") if written.count(",") == 1 else written)
    except ValueError:
        raise NotAllowed(f"“{written}” is no number; write it as 12 or 3.5.") from None
