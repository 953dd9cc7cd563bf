"""Searches that are kept under a name: everybody's, and one's own.

What whoever leads or adjudicates keeps is everybody's; what a coder keeps is theirs, and shown to nobody else: it would
tell what they look for in their codings. So two people may call theirs alike.
"""

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.errors import BadSearch, NotAllowed, NotFound
from annotator.model.folding import folded
from annotator.model.ids import CoderId, SearchId, new_id
from annotator.model.kept_search import KeptSearch
from annotator.model.names import usable_name
from annotator.model.verbs import searches as verbs
from annotator.model.wording import isolated
from annotator.operations.passages.finding import PassageSearch
from annotator.operations.people.roles import Right, why_not
from annotator.store.project import Project


def kept(project: Project) -> list[KeptSearch]:
    """Return the searches that whoever is at work is shown: everybody's, then their own, each in their order."""
    return [one for one in project.kept_searches.all() if one.coder in (None, project.person)]


def kept_named(project: Project, name: str) -> KeptSearch:
    """Return the search with this name, whatever its case; raises `NotFound`, which names those that there are."""
    found = next((one for one in kept(project) if folded(one.name) == folded(name.strip())), None)
    if found is None:
        known = ", ".join(f"“{isolated(one.name)}”" for one in kept(project)) or "none yet"
        raise NotFound(f"No kept search is called “{isolated(name)}”; the kept searches are: {known}.")
    return found


def keep(project: Project, name: str, search: str) -> KeptSearch:
    """Keep a search; raises `BadSearch` where it cannot be understood, `NotAllowed` for a name that is taken."""
    keeper = _keeper(project)
    position = sum(one.coder == keeper for one in project.kept_searches.all())
    made = KeptSearch(SearchId(new_id()), _usable(project, name), _understood(project, search), position, keeper)
    with project.transact(verbs.KeepSearch(search=made.id, coder=keeper)):
        project.kept_searches.add([made])
    return made


def change(project: Project, id: SearchId, search: str) -> KeptSearch:
    """Let a kept search ask for something else; what it asks for already is no step. Raises as `keep`."""
    before = _shown(project, id)
    changed = replace(before, search=_understood(project, search))
    with project.transact(verbs.ChangeSearch(search=id, coder=before.coder)):
        if changed != before:
            project.kept_searches.put(changed)
    return changed


def rename(project: Project, id: SearchId, name: str) -> KeptSearch:
    """Give a kept search another name; the one that it has is no step. Raises `NotAllowed` for one that is taken."""
    before = _shown(project, id)
    changed = replace(before, name=_usable(project, name, besides=id))
    with project.transact(verbs.RenameSearch(search=id, coder=before.coder, before=before.name, after=changed.name)):
        if changed != before:
            project.kept_searches.put(changed)
    return changed


def order(project: Project, ids: Sequence[SearchId]) -> None:
    """Put the searches that one keeps oneself in this order; those that are not named come behind, in theirs."""
    keeper = _keeper(project)
    there = {one.id: one for one in project.kept_searches.all() if one.coder == keeper}
    wanted = dict.fromkeys([*(id for id in ids if id in there), *there])
    with project.transact(verbs.OrderSearches(coder=keeper)):
        for position, id in enumerate(wanted):
            if there[id].position != position:
                project.kept_searches.put(replace(there[id], position=position))


def remove(project: Project, id: SearchId) -> None:
    """Keep a search no more."""
    gone = _shown(project, id)
    with project.transact(verbs.RemoveSearch(search=id, coder=gone.coder)):
        project.kept_searches.delete([id])


def _keeper(project: Project) -> CoderId | None:
    """Return whose a search is that whoever is at work keeps; None: everybody's."""
    return project.person if why_not(project, Right.SEARCHES, project.person) else None


def _shown(project: Project, id: SearchId) -> KeptSearch:
    found = project.kept_searches.get(id)
    if found.coder not in (None, project.person):
        raise NotFound("This kept search is somebody else’s; you see and change your own, and everybody’s.")
    return found


def _usable(project: Project, name: str, besides: SearchId | None = None) -> str:
    wanted = usable_name(name, "kept search")
    if any(folded(one.name) == folded(wanted) for one in kept(project) if one.id != besides):
        raise NotAllowed(f"There is a kept search called “{isolated(wanted)}” already; choose another name.")
    return wanted


def _understood(project: Project, search: str) -> str:
    line = " ".join(search.splitlines()).strip()
    if not line:
        raise BadSearch("The search is empty; write what is looked for, as in label:appeal or “peace talks”.")
    PassageSearch(project, line).documents()
    return line
