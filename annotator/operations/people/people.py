"""The people of a project: coders and their layers."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from annotator.model.coder import Coder, Layer, LayerKind, TeamRole
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.filter_words import with_key
from annotator.model.ids import CoderId, LayerId, new_id
from annotator.model.name_lists import quoted
from annotator.model.names import tidied, usable_name
from annotator.model.searching.terms import with_person
from annotator.model.verbs import project as verbs
from annotator.model.wording import isolated
from annotator.operations.people import roles as roles_rule
from annotator.operations.people.roles import Right
from annotator.store.project import Project
from annotator.store.schema.tables import Table

_GOLD = "gold"
RESERVED = (_GOLD, "all")
"""Names by which an export chooses layers, so that no coder can be reached by them."""


def add_coder(project: Project, name: str) -> tuple[Coder, Layer]:
    """Add a coder with a pseudonym and a first layer of their own name; the first one leads the project."""
    id, layer_id = CoderId(new_id()), LayerId(new_id())
    # What is free is looked for within the step: another program may add somebody until then.
    with project.transact(verbs.AddCoder(coder=id, layer=layer_id)):
        name = _usable_name(project, name)
        # Who makes the project leads it; whoever comes later codes until a lead says otherwise.
        role = TeamRole.CODER if project.coders.all() else TeamRole.LEAD
        coder = Coder(id=id, name=name, pseudonym=_free_pseudonym(project), roles=(role,))
        layer = Layer(id=layer_id, name=free_layer_name(project, name), kind=LayerKind.CODER, coder=id)
        project.coders.add([coder])
        project.layers.add([layer])
    return coder, layer


def add_layer(project: Project, coder: CoderId, name: str) -> Layer:
    """Add another layer of a coder, for a second pass over the texts."""
    owner = project.coders.get(coder)
    if project.journal.rules and project.person not in (None, coder):
        roles_rule.refuse(project, Right.PEOPLE)
    name, id = usable_name(name, "layer"), LayerId(new_id())
    with project.transact(verbs.AddLayer(coder=owner.id, layer=id)):
        layer = Layer(id=id, name=free_layer_name(project, name), kind=LayerKind.CODER, coder=owner.id)
        project.layers.add([layer])
    return layer


def set_roles(project: Project, coder: CoderId, roles: Iterable[TeamRole]) -> None:
    """Give a person other roles; raises `NotAllowed` for none, and where nobody would lead the project any more."""
    wanted, person = frozenset(roles), project.coders.get(coder)
    name = isolated(person.name)
    if not wanted:
        raise NotAllowed(f"{name} needs a role: coder, adjudicator or lead.")
    if TeamRole.LEAD not in wanted and [one.id for one in roles_rule.leads(project.coders.all())] == [coder]:
        raise NotAllowed(f"{name} alone leads this project; let somebody else lead it first.")
    held = tuple(role for role in TeamRole if role in wanted)
    with project.transact(verbs.ChangeRoles(coder=coder, roles=held)):
        for lead in roles_rule.leads(project.coders.all()):
            # Of people among whom nobody was said to lead, the first does, and goes on to when others get roles.
            if TeamRole.LEAD not in lead.roles:
                project.coders.put_roles(lead.id, (TeamRole.LEAD,))
        project.coders.put_roles(coder, held)


def share_codebook(project: Project, on: bool) -> None:
    """Let adjudicators save the codebook too, or the lead alone."""
    with project.transact(verbs.ShareCodebook(on=on)):
        project.settings.put(adjudicator_saves_codebook=on)


def see_others(project: Project, place: str) -> None:
    """Write down that whoever is at the desk asked to see what others coded. It cannot be taken back: it was seen."""
    project.note(verbs.SeeOthers(place=place))


def rename_coder(project: Project, coder: CoderId, name: str) -> None:
    """Give a coder another name, and those of their layers that are called after them."""
    before, after = project.coders.get(coder).name, _usable_name(project, name, coder)
    with project.transact(verbs.RenameCoder(coder=coder, before=before, after=after)):
        project.coders.update(coder, {"name": after})
        _rename_in_searches(project, before, after)
        for layer in project.layers.of_coder(coder):
            if f"{layer.name} ".startswith(f"{before} "):
                wanted = f"{after}{layer.name.removeprefix(before)}"
                called = free_layer_name(project, wanted, layer.id)
                project.layers.update(layer.id, {"name": called})
                _rename_in_searches(project, layer.name, called)


def _rename_in_searches(project: Project, before: str, after: str) -> None:
    """Let filters of sets, and kept searches, ask for a coder or a layer by the new name."""
    project.document_sets.rewrite(partial(with_key, before=before, after=after))
    project.kept_searches.rewrite(partial(with_person, before=before, after=after))


def coder_for(project: Project, name: str) -> Coder:
    """Return the coder with this name, added where there is none; raises `NotAllowed` for one that nobody can have."""
    return _known(project, name) or add_coder(project, name)[0]


def check_coder_for(project: Project, name: str) -> None:
    """Raise as `coder_for` would, and add nobody."""
    if _known(project, name) is None:
        _usable_name(project, name)


def person_named(project: Project, name: str) -> Coder:
    """Return the person with this name; raises `NotFound`."""
    found = _known(project, name)
    if found is None:
        known = ", ".join(quoted(one.name) for one in project.coders.all()) or "nobody yet"
        raise NotFound(f"There is no “{name.strip()}” in this project; its people are: {known}.")
    return found


@contextmanager
def acting_as(project: Project, coder: CoderId | None) -> Iterator[None]:
    """Write steps and decisions on behalf of a coder for a while, then of whom it was before."""
    before = project.person
    project.person = coder
    try:
        yield
    finally:
        project.person = before


def layer_for(project: Project, name: str) -> Layer:
    """Return the first layer of the coder with this name, adding the coder where there is none."""
    coder = _known(project, name)
    if coder is None:
        return add_coder(project, name)[1]
    layers = project.layers.of_coder(coder.id)
    return layers[0] if layers else add_layer(project, coder.id, coder.name)


def layers_named(project: Project, names: list[str] | None, with_gold: bool = False) -> list[Layer]:
    """Return the coders' layers with these names of layers or coders; raises `NotFound`.

    None stands for all layers in which something was begun, but for re-code samples: nobody is to count twice.
    `with_gold`: “gold” may be among the names; it then comes first, as what coders are compared with.
    """
    layers = project.layers.all(LayerKind.CODER)
    if names is None:
        begun = project.assignments.begun_layers() - {sample.layer for sample in project.recode_samples.all()}
        return [layer for layer in layers if layer.id in begun]
    coders = {_folded(coder.name): coder.id for coder in project.coders.all()}
    found: list[Layer] = []
    if with_gold and _GOLD in [name.strip().casefold() for name in names]:
        found = [_gold_of(project)]
        names = [name for name in names if name.strip().casefold() != _GOLD]
    for name in names:
        folded = _folded(name)
        matches = [layer for layer in layers if _folded(layer.name) == folded]
        matches = matches or [layer for layer in layers if layer.coder and layer.coder == coders.get(folded)][:1]
        if not matches:
            known = ", ".join(quoted(layer.name) for layer in layers) or "none yet"
            raise NotFound(f"There is no coder “{name.strip()}” in this project; its coders are: {known}.")
        found += [layer for layer in matches if layer not in found]
    return found


def need_two(layers: Sequence[Layer]) -> None:
    """Raise `NotAllowed` where there are not enough layers to compare."""
    if len(layers) < 2:
        raise NotAllowed("This needs at least two coders; name those to compare.")


def free_layer_name(project: Project, name: str, but: LayerId | None = None) -> str:
    """Return the name, or where another layer (than `but`) has it, the name with a number."""
    taken = {layer.name.casefold() for layer in project.layers.all() if layer.id != but}
    candidates = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


def free_name(project: Project, name: str) -> str:
    """Return the name, or where somebody has it, the name with a number."""
    taken = {_folded(coder.name) for coder in project.coders.all()}
    candidates = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if _folded(candidate) not in taken)


def _gold_of(project: Project) -> Layer:
    gold = project.layers.gold()
    if gold is None:
        raise NotFound("There is no gold in this project yet; decide cases first (annotator adjudicate).")
    return gold


def _known(project: Project, name: str) -> Coder | None:
    """Return the coder with a name, if there is one."""
    return next((coder for coder in project.coders.all() if _folded(coder.name) == _folded(name)), None)


def _folded(name: str) -> str:
    # Those of older projects may have characters that nobody sees.
    return tidied(name).casefold()


def _usable_name(project: Project, name: str, but: CoderId | None = None) -> str:
    name = usable_name(name, "coder")
    if name.casefold() in RESERVED:
        raise NotAllowed(f"“{name}” is what an export calls several layers or the gold; choose another name.")
    other = _known(project, name)
    if other is not None and other.id != but:
        raise NotAllowed(f"There is a coder “{other.name}” already; choose another name.")
    return name


def _free_pseudonym(project: Project) -> str:
    taken = {coder.pseudonym for coder in project.coders.all()}
    taken.update(project.removals.values(Table.CODERS, "pseudonym").values())
    return next(name for number in range(1, len(taken) + 2) if (name := f"coder-{number}") not in taken)
