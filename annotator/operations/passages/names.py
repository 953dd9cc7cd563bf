"""What the words of a search name in a project: labels, attributes, layers, people, actors; raises one sentence."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor
from annotator.model.codebook import Attribute, Codebook, Label
from annotator.model.coder import Layer, LayerKind
from annotator.model.errors import BadSearch
from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded
from annotator.model.ids import LabelId, LayerId
from annotator.model.wording import isolated, word_list
from annotator.operations.actors.seen_actors import known_actors
from annotator.operations.passages.who import Party, Reach
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project

GOLD, EVERYBODY, OWN = "gold", "all", "me"
"""Whose codings, besides coders and layers by their names."""


class SearchNames:
    """The names of one moment, looked up when they are first asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.sees_others = sight(project, project.person) is Sight.SHOWN

    @cached_property
    def codebook(self) -> Codebook:
        """The present codebook."""
        return self.project.codebook

    @cached_property
    def known(self) -> KnownActors:
        """The register, as far as whoever is at work may see it."""
        return known_actors(self.project)

    @cached_property
    def register(self) -> Sequence[Actor]:
        """All actors, for who belongs to whom."""
        return self.project.actors.all()

    @cached_property
    def layers(self) -> Sequence[Layer]:
        """The layers that whoever is at work sees."""
        person = self.project.person
        return [one for one in self.project.layers.all() if self.sees_others or (person and one.coder == person)]

    @cached_property
    def usual_layers(self) -> tuple[LayerId, ...]:
        """Those that are looked at where nobody says which: gold where there is some, else one's own, else coders'."""
        kinds = {kind: [one for one in self.layers if one.kind is kind] for kind in LayerKind}
        gold = [one.id for one in kinds[LayerKind.GOLD]]
        own = [one.id for one in kinds[LayerKind.CODER] if one.coder == self.project.person and one.coder]
        for some in (gold, own):
            if some and self.project.spans.count_in_layers(some):
                return tuple(some)
        return tuple(one.id for one in kinds[LayerKind.CODER]) or tuple(own)

    def layers_of(self, words: str) -> tuple[LayerId, ...]:
        """Return the layers of a person, or of one name; gold, mine, or all coders'."""
        wanted = folded(words.strip())
        if not wanted:
            raise BadSearch("“coder:” names nobody; write a name, or “coder:all” for all coders.")
        if wanted == EVERYBODY:
            return tuple(one.id for one in self.layers if one.kind is LayerKind.CODER)
        if wanted == OWN:
            if self.project.person is None:
                raise BadSearch("“coder:me” is whoever is at the desk; say first who you are, or name a coder.")
            return tuple(one.id for one in self.layers if one.coder == self.project.person)
        if wanted == GOLD:
            found = [one.id for one in self.layers if one.kind is LayerKind.GOLD]
        else:
            coders = {coder.id for coder in self.project.coders.all() if folded(coder.name) == wanted}
            found = [one.id for one in self.layers if folded(one.name) == wanted or one.coder in coders]
        if not found and not self.sees_others:
            raise BadSearch("What others coded is not shown to you before it is released; you search your own codings.")
        if not found and wanted != GOLD:
            there = word_list([f"“{isolated(one.name)}”" for one in self.layers if one.kind is LayerKind.CODER], "or")
            raise BadSearch(f"Nobody is called “{isolated(words)}” here{f'; it may be {there}' if there else ''}.")
        return tuple(found)

    def label(self, words: str) -> Label:
        """Return the label of an id, a name or a code of its scheme.

        Whose id it is stands before all others, so that a label can always be asked for, whatever others are called.
        """
        labels = self.codebook.labels
        if own := self.codebook.get(words):
            return own
        wanted = folded(words.strip())
        if not wanted:
            raise BadSearch("The search asks for a label and names none; write its name, or “label:*” for any.")
        found = next((one for one in labels if wanted in (folded(one.name), folded(one.id), folded(one.code))), None)
        if found is None:
            there = word_list([f"“{isolated(one.name)}”" for one in labels[:8]], "or")
            raise BadSearch(f"There is no label “{isolated(words)}” in the codebook; it may be {there}.")
        return found

    def family(self, term: Term, words: str) -> tuple[LabelId, ...]:
        """Return the labels that a term asks for: “label:” with those below it, “label=” without, “label:*” all."""
        if term.is_any:
            return tuple(one.id for one in self.codebook.labels)
        label = self.label(words)
        return (label.id,) if term.comparison is FilterSign.IS else self.with_children(label)

    def with_children(self, label: Label) -> tuple[LabelId, ...]:
        """Return a label and all that stand below it, in the order of the codebook."""
        family = {label.id}
        while True:
            below = {one.id for one in self.codebook.labels if one.parent in family} - family
            if not below:
                return tuple(one.id for one in self.codebook.labels if one.id in family)
            family |= below

    def attributes(self, key: str) -> dict[LabelId, Attribute]:
        """Return the attributes with a name or an id, by their labels."""
        wanted = folded(key)
        found = ((label.id, one) for label in self.codebook.labels for one in label.attributes)
        return {label: one for label, one in found if wanted in (folded(one.id), folded(one.name))}

    def party(self, words: str, reach: Reach) -> Party:
        """Return who is meant by a name; raises `BadSearch`."""
        return Party(words, self.known, self.register, reach)

    def acts(self) -> Iterable[Label]:
        """Return the labels whose codings are acts."""
        return (label for label in self.codebook.labels if label.is_act)
