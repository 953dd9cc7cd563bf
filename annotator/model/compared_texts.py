"""In which texts coders are compared, as a study, a table of accuracy or a list of likely errors says it of itself.

What is not coded in a text that is not done says nothing: its coder may not have come there yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.model.ids import LayerId
from annotator.model.wording import counted, isolated, one_or_many, word_list

BEGUN_TOO = "begun too"
"""What the choice is called, wherever it is made and said."""
_NAMED = 8
"""So many coders are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """`begun_too`: whether texts count that are begun and not done.

    `left_out`: how many texts are left out since they are begun and not done, by coder. `untold`: the coders who have
    called no text done, and of whom all that is begun is taken; `is_nobody_done`: in the whole project nobody has.
    Coders stand as the ids of layers, or as names.
    """

    begun_too: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    untold: tuple[str, ...] = ()
    is_nobody_done: bool = False

    def called(self, names: Mapping[LayerId, str]) -> "ComparedTexts":
        """Return the same with names in place of the ids of layers."""
        left_out = {names[LayerId(layer)]: count for layer, count in self.left_out.items()}
        return replace(self, left_out=left_out, untold=tuple(names[LayerId(layer)] for layer in self.untold))

    @property
    def sentence(self) -> str:
        """Which texts count and why, and which do not; of who is called by name."""
        return " ".join(filter(None, (self._taken(), self.exceptions)))

    @property
    def exceptions(self) -> str:
        """Who counts otherwise, and what is left out, as sentences; "" where there is nothing of either."""
        return " ".join(filter(None, (self._untold(), self._left_out())))

    @property
    def in_short(self) -> str:
        """Which texts count, in a line with other things."""
        if self.begun_too:
            return "begun texts too"
        return "begun texts, since none is done yet" if self.is_nobody_done else "done texts"

    def _left_out(self) -> str:
        if not self.left_out:
            return ""
        (first, many), *others = self.left_out.items()
        named = [f"{many:,} {one_or_many(many, 'text', 'texts')} of {isolated(first)}"]
        named += [f"{count:,} of {isolated(name)}" for name, count in others[: _NAMED - 1]]
        if rest := [count for _, count in others[_NAMED - 1 :]]:
            named.append(f"{sum(rest):,} of {counted(len(rest), 'other')}")
        return f"Begun and not done, and so left out: {word_list(named)}."

    def _taken(self) -> str:
        if self.begun_too:
            return "Coders were compared in the texts that they had done, and in those begun too."
        if self.is_nobody_done:
            return "No text was marked as done yet, so coders were compared in all that they had begun."
        return "Coders were compared in the texts that they had done."

    def _untold(self) -> str:
        if not self.untold or self.is_nobody_done:
            return ""
        named = [*map(isolated, self.untold[:_NAMED])]
        if more := self.untold[_NAMED:]:
            named.append(counted(len(more), "other"))
        return f"{word_list(named)} had marked no text as done: what came in of them by an import was taken as it was."
