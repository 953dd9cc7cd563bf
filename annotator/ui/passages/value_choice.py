"""Which value codings are to have: an attribute of their labels is chosen, then a value; both by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Attribute, Label
from annotator.model.errors import NotAllowed
from annotator.model.span import AttributeValue
from annotator.model.values import in_words
from annotator.model.wording import counted, isolated
from annotator.ui.acts.values import typed_value
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.picker import Picker, PickItem

_TAKEN_AWAY = "An empty line takes the value away."


class ValueChoice:
    """Each dialog holds it until it is closed."""

    def __init__(
        self,
        labels: Sequence[Label],
        passages: int,
        window: QWidget,
        give: Callable[[Attribute, AttributeValue | None], None],
        refuse: Callable[[str], None],
    ) -> None:
        """`labels`: those of the codings; `passages`: how many these are.

        `give` gets the attribute and the value, None to take it away; `refuse` says how a value is written.
        """
        self._of, self._window = f"of {counted(passages, 'passage')}", window
        self._give, self._refuse = give, refuse
        self.offered = attributes_of(labels)

    def ask(self) -> None:
        """Ask for the attribute, then for its value."""
        choices = [
            (PickItem(str(at), one.name, ", ".join(isolated(label.name) for label in labels)), self._asks_value(one))
            for at, (one, labels) in enumerate(self.offered)
        ]
        self._pick(f"Attribute {self._of}", "Type an attribute’s name", "No attribute is called that.", choices)

    def _asks_value(self, attribute: Attribute) -> Callable[[], None]:
        if attribute.value_type.is_typed:
            return lambda: self._ask_typed(attribute)
        return lambda: self._ask_listed(attribute, ())

    def _ask_typed(self, attribute: Attribute) -> None:
        hint = f"{attribute.value_type.title}. {_TAKEN_AWAY}"
        dialog = ReasonDialog(f"{attribute.name} {self._of}", attribute.name, "", hint, parent=self._window)
        dialog.given.connect(lambda text: self._take(attribute, text))
        open_dialog(dialog)

    def _take(self, attribute: Attribute, text: str) -> None:
        try:
            value = typed_value(attribute, text)
        except NotAllowed as error:
            self._refuse(str(error))
            return
        self._give(attribute, value)

    def _ask_listed(self, attribute: Attribute, chosen: tuple[str, ...]) -> None:
        """Ask for a value; where several can be said for one after the other, until those chosen are given."""
        choices: list[tuple[PickItem, Callable[[], None]]] = []

        def offer(title: str, detail: str, act: Callable[[], None]) -> None:
            choices.append((PickItem(str(len(choices)), title, detail), act))

        def give(value: AttributeValue | None) -> Callable[[], None]:
            return lambda: self._give(attribute, value)

        def add(word: str) -> Callable[[], None]:
            return lambda: self._ask_listed(attribute, (*chosen, word))

        if chosen:
            value = attribute.parse(chosen)
            offer(f"Give {in_words(attribute, value)}", "or add another below", give(value))
        for word in attribute.choices:
            if word not in chosen:
                act = add(word) if attribute.value_type.several else give(attribute.parse((word,)))
                offer(word, attribute.meanings.get(word, ""), act)
        if not chosen:
            offer("No value", "takes it away", give(None))
        self._pick(f"{attribute.name} {self._of}", "Type a value", "No value is called that.", choices)

    def _pick(self, title: str, asked: str, empty: str, choices: Sequence[tuple[PickItem, Callable[[], None]]]) -> None:
        picker = Picker([item for item, _ in choices], title, asked, empty, self._window)
        acts = {item.id: act for item, act in choices}
        picker.chosen.connect(lambda id: acts[id]())
        open_dialog(picker)


def attributes_of(labels: Sequence[Label]) -> list[tuple[Attribute, list[Label]]]:
    """Return the attributes of labels, each with those that have it; what differs in what it takes stands apart."""
    found: dict[object, tuple[Attribute, list[Label]]] = {}
    for label in labels:
        for one in label.attributes:
            found.setdefault((one.id, one.kind, one.values), (one, []))[1].append(label)
    return list(found.values())
