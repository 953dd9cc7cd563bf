"""Who may do what in a project: the one rule, which the window and the command line both ask.

A step is known by its verb, a verb belongs to an act, and an act is for some roles. It guards against mistakes: whoever
opens the file with another program is held up by nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.coder import Coder, TeamRole
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.verbs import (
    actors,
    assigning,
    codebook,
    coding,
    documents,
    gold,
    memos,
    remarks,
    searches,
    team,
    units,
)
from annotator.model.verbs import project as project_verbs
from annotator.model.verbs.reverting import Revert
from annotator.model.verbs.team import Subject
from annotator.model.verbs.verb import Told, Verb
from annotator.model.wording import isolated, word_list
from annotator.operations.people.copy_roles import as_in_copy, held_in_copy, whose_copy, why_not_in_copy
from annotator.store.history.steps import Step
from annotator.store.project import Project


class Right(StrEnum):
    """What one may do or not: all verbs of a kind, or looking at something."""

    CODE = "code"
    REGISTER = "register"
    ACTORS = "actors"
    DECIDE = "decide"
    SEE = "see"
    CODEBOOK = "codebook"
    LABELS = "labels"
    DOCUMENTS = "documents"
    SETS = "sets"
    SEARCHES = "searches"
    OWN_SEARCHES = "own searches"
    IMPORT = "import"
    IMPORT_OWN = "import own"
    RELEASE = "release"
    SETTINGS = "settings"
    PEOPLE = "people"
    ASSIGN = "assign"
    TAKE = "take"
    BIN = "bin"
    REMARK = "remark"
    MEMO = "memo"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Permit:
    """Who may do an act. `title`: the act, as a sentence begins; `roles`: whoever has one of them may.

    `reverts`: who may take back what somebody else did. `if_shared`: adjudicators too, where the project allows it.
    """

    title: str
    roles: frozenset[TeamRole]
    reverts: frozenset[TeamRole]
    if_shared: bool = False

    def is_for(self, held: Iterable[TeamRole], is_shared: bool) -> bool:
        """Whether who has these roles may; `is_shared`: whether adjudicators save the codebook too."""
        return bool(self.allowed(is_shared) & set(held))

    def allowed(self, is_shared: bool) -> frozenset[TeamRole]:
        """Return the roles that may."""
        return self.roles | {TeamRole.ADJUDICATOR} if self.if_shared and is_shared else self.roles


_ALL = frozenset(TeamRole)
_JUDGES = frozenset({TeamRole.ADJUDICATOR, TeamRole.LEAD})
_LEADS = frozenset({TeamRole.LEAD})
_NOBODY: frozenset[TeamRole] = frozenset()

RULE: Mapping[Right, Permit] = {
    Right.CODE: Permit("Coding in a layer of one’s own", _ALL, _NOBODY),
    Right.REGISTER: Permit("Registering an actor who is new", _ALL, _JUDGES),
    Right.ACTORS: Permit("Changing, merging and removing actors", _JUDGES, _JUDGES),
    Right.DECIDE: Permit("Deciding cases", _JUDGES, _JUDGES),
    Right.SEE: Permit("Seeing what others coded before it is released", _JUDGES, _NOBODY),
    Right.CODEBOOK: Permit("Changing the codebook", _LEADS, _LEADS, if_shared=True),
    Right.LABELS: Permit("Merging, splitting and removing labels with everybody’s codings", _LEADS, _LEADS),
    Right.DOCUMENTS: Permit("Changing and removing documents", _LEADS, _LEADS),
    Right.SETS: Permit("Making, changing and removing sets of documents", _JUDGES, _JUDGES),
    Right.SEARCHES: Permit("Keeping searches for everybody", _JUDGES, _LEADS),
    Right.OWN_SEARCHES: Permit("Keeping searches of one’s own", _ALL, _LEADS),
    Right.IMPORT: Permit("Importing", _LEADS, _LEADS),
    Right.IMPORT_OWN: Permit("Importing codings of one’s own into one’s copy", _ALL, _NOBODY),
    Right.RELEASE: Permit("Releasing gold, training rounds and re-code samples", _LEADS, _LEADS),
    Right.SETTINGS: Permit("Choosing what holds for the whole project", _LEADS, _LEADS),
    Right.PEOPLE: Permit("Adding and removing people, and giving them roles", _LEADS, _LEADS),
    Right.ASSIGN: Permit("Giving out documents to be coded", _LEADS, _LEADS),
    Right.TAKE: Permit("Taking in what others handed in", _JUDGES, _LEADS),
    Right.BIN: Permit("Putting back what is not one’s own layer", _LEADS, _LEADS),
    Right.REMARK: Permit("Writing remarks at steps", _ALL, _LEADS),
    Right.MEMO: Permit("Writing memos", _ALL, _LEADS),
    Right.ERASE: Permit("Erasing documents and names for good", _LEADS, _NOBODY),
}
"""The rule. The manual shows it as a table."""

VERB_ACTS: Mapping[type[Verb], Right] = {
    project_verbs.NewProject: Right.SETTINGS,
    project_verbs.Rescue: Right.IMPORT,
    project_verbs.RescueAll: Right.IMPORT,
    project_verbs.AddDocuments: Right.IMPORT,
    project_verbs.RenameDocument: Right.DOCUMENTS,
    project_verbs.ChangeMetadata: Right.DOCUMENTS,
    project_verbs.KeepSource: Right.DOCUMENTS,
    project_verbs.DescribeDocuments: Right.DOCUMENTS,
    documents.JoinTable: Right.DOCUMENTS,
    project_verbs.RemoveDocuments: Right.DOCUMENTS,
    project_verbs.KeepApart: Right.DOCUMENTS,
    project_verbs.ReadAnew: Right.DOCUMENTS,
    units.CutUnits: Right.DOCUMENTS,
    units.SplitUnit: Right.DOCUMENTS,
    units.JoinUnits: Right.DOCUMENTS,
    project_verbs.AddCoder: Right.PEOPLE,
    project_verbs.AddLayer: Right.CODE,
    project_verbs.RenameCoder: Right.PEOPLE,
    project_verbs.MergeCoders: Right.PEOPLE,
    project_verbs.RemoveCoder: Right.PEOPLE,
    project_verbs.RemoveLayer: Right.CODE,
    project_verbs.PutBackLayer: Right.CODE,
    project_verbs.PutBack: Right.BIN,
    project_verbs.ChangeRoles: Right.PEOPLE,
    project_verbs.ShareCodebook: Right.SETTINGS,
    project_verbs.ChooseLanguages: Right.SETTINGS,
    project_verbs.DescribeDataset: Right.SETTINGS,
    project_verbs.SeeOthers: Right.SEE,
    project_verbs.EraseDocuments: Right.ERASE,
    project_verbs.EraseNames: Right.ERASE,
    project_verbs.EmptyBin: Right.ERASE,
    project_verbs.ImportFiles: Right.IMPORT,
    project_verbs.ImportAnnotations: Right.IMPORT,
    team.TakeIn: Right.TAKE,
    # Each by what it is about, see `ACT_OF_SUBJECT`.
    team.DecideConflict: Right.SETTINGS,
    coding.Code: Right.CODE,
    coding.MoveEdge: Right.CODE,
    coding.Relabel: Right.CODE,
    coding.CodePassages: Right.CODE,
    coding.RelabelPassages: Right.CODE,
    coding.SetOnPassages: Right.CODE,
    coding.NotePassages: Right.CODE,
    coding.Confirm: Right.CODE,
    coding.Delete: Right.CODE,
    coding.WriteNote: Right.CODE,
    coding.Doubt: Right.CODE,
    coding.SetAttribute: Right.CODE,
    coding.SetSlotValue: Right.CODE,
    coding.SetActor: Right.CODE,
    coding.FillSlot: Right.CODE,
    coding.FillAs: Right.CODE,
    coding.EmptySlot: Right.CODE,
    coding.RegisterAndFill: Right.CODE,
    coding.RegisterMentioned: Right.CODE,
    coding.AcceptMentions: Right.CODE,
    coding.MarkDone: Right.CODE,
    coding.ImportOwn: Right.IMPORT_OWN,
    coding.OfferMentions: Right.SETTINGS,
    coding.CodePunctuation: Right.SETTINGS,
    codebook.ChangeCodebook: Right.CODEBOOK,
    codebook.TakeOverCodebook: Right.IMPORT,
    codebook.MakeExample: Right.CODEBOOK,
    codebook.RenameLabel: Right.CODEBOOK,
    codebook.RetireLabel: Right.CODEBOOK,
    codebook.BringBackLabel: Right.CODEBOOK,
    codebook.RemoveLabel: Right.LABELS,
    codebook.MoveLabel: Right.CODEBOOK,
    codebook.MergeLabels: Right.LABELS,
    codebook.SplitLabel: Right.LABELS,
    actors.RegisterActor: Right.REGISTER,
    actors.ChangeActor: Right.ACTORS,
    actors.RemoveActor: Right.ACTORS,
    actors.MergeActors: Right.ACTORS,
    actors.SplitActor: Right.ACTORS,
    actors.AddShippedActors: Right.ACTORS,
    actors.ImportActors: Right.ACTORS,
    gold.Decide: Right.DECIDE,
    gold.JoinCases: Right.DECIDE,
    gold.ReopenCase: Right.DECIDE,
    gold.AddToGold: Right.DECIDE,
    gold.TakeOutOfGold: Right.DECIDE,
    gold.Settle: Right.DECIDE,
    gold.AnswerNewcomers: Right.DECIDE,
    gold.AdjudicateWithoutNames: Right.SETTINGS,
    gold.ShowNamesAtTheEnd: Right.SETTINGS,
    gold.ChangeReasons: Right.SETTINGS,
    gold.ReleaseGold: Right.RELEASE,
    gold.TakeBackRelease: Right.RELEASE,
    gold.ChangeReleases: Right.RELEASE,
    gold.ShowToCopies: Right.RELEASE,
    gold.SetRound: Right.RELEASE,
    gold.DrawSample: Right.RELEASE,
    documents.ChangeDocument: Right.DOCUMENTS,
    documents.ChangeDocuments: Right.DOCUMENTS,
    documents.MakeSet: Right.SETS,
    documents.RenameSet: Right.SETS,
    documents.ChangeSet: Right.SETS,
    documents.OrderSets: Right.SETS,
    documents.RemoveSet: Right.SETS,
    # One’s own; everybody’s are another right, see `_act_of`.
    searches.KeepSearch: Right.OWN_SEARCHES,
    searches.ChangeSearch: Right.OWN_SEARCHES,
    searches.RenameSearch: Right.OWN_SEARCHES,
    searches.OrderSearches: Right.OWN_SEARCHES,
    searches.RemoveSearch: Right.OWN_SEARCHES,
    documents.DefineField: Right.DOCUMENTS,
    documents.ChangeField: Right.DOCUMENTS,
    documents.RenameField: Right.DOCUMENTS,
    documents.RemoveField: Right.DOCUMENTS,
    assigning.AssignDocuments: Right.ASSIGN,
    assigning.UnassignDocuments: Right.ASSIGN,
    assigning.SetDueDay: Right.ASSIGN,
    remarks.WriteRemark: Right.REMARK,
    remarks.SettleRemarks: Right.REMARK,
    memos.WriteMemo: Right.MEMO,
    memos.ChangeMemo: Right.MEMO,
    memos.RemoveMemo: Right.MEMO,
}
"""The act of every verb; a revert is of the acts that it takes back."""


_IN_LAYERS = frozenset({Right.CODE, Right.IMPORT_OWN})
"""The acts that are done in a layer, which is its coder's alone."""

ACT_OF_SUBJECT: Mapping[Subject, Right] = {
    Subject.SETTING: Right.SETTINGS,
    **dict.fromkeys((Subject.DOCUMENT, Subject.FIELD, Subject.PAIR), Right.DOCUMENTS),
    Subject.CODEBOOK: Right.CODEBOOK,
    **dict.fromkeys((Subject.CODER, Subject.LAYER, Subject.ASSIGNMENT), Right.PEOPLE),
    Subject.ACTOR: Right.ACTORS,
    Subject.CODING: Right.CODE,
    Subject.CASE: Right.DECIDE,
    Subject.RELEASE: Right.RELEASE,
    Subject.REMARK: Right.REMARK,
    Subject.REMOVAL: Right.BIN,
    Subject.SET: Right.SETS,
    Subject.MEMO: Right.MEMO,
    Subject.SEARCH: Right.SEARCHES,
}
"""Whoever may do it decides a conflict about it."""


def obey(project: Project) -> None:
    """Ask the rule before each step of this open project, undo and redo too: `NotAllowed` where it says no."""
    project.journal.rules.append(lambda verb: refuse(project, verb))


def refuse(project: Project, what: Right | Verb) -> None:
    """Raise `NotAllowed` where whoever writes steps in this open project may not do this."""
    if reason := why_not(project, what, project.person):
        raise NotAllowed(reason)


def why_not(project: Project, what: Right | Verb, person: CoderId | None) -> str:
    """Return why a person may not do this, in a sentence; empty where they may.

    A project that has nobody yet is set up by whoever opens it. `person` None: nobody has said who they are.
    """
    people = project.coders.all()
    # Of a revert it is asked before, step by step, by `reverting.why_not`.
    if not people or isinstance(what, Told | Revert):
        return ""
    if isinstance(what, team.TakeIn) and project.owner is not None:
        return ""  # what whoever leads hands out, be it that its coder was removed
    if person is None:
        return "Say first who you are: what one may do here hangs on it."
    if isinstance(what, Verb) and (why := why_not_in_copy(project, what)):
        return why
    permit = RULE[what if isinstance(what, Right) else _act_of(what, person)]
    return _why_not(project, permit, people, person)


def _act_of(verb: Verb, person: CoderId) -> Right:
    """Return the act of a verb; what is done to a whole layer is another one where the layer is somebody else's."""
    if isinstance(verb, project_verbs.AtLayer) and verb.coder and verb.coder != person:
        return Right.PEOPLE if isinstance(verb, project_verbs.RemoveLayer) else Right.BIN
    if isinstance(verb, searches.AboutSearches) and verb.coder is None:
        return Right.SEARCHES
    if isinstance(verb, team.DecideConflict):
        return ACT_OF_SUBJECT[verb.subject]
    return VERB_ACTS[type(verb)]


def _is_shared(project: Project, permit: Permit) -> bool:
    return permit.if_shared and project.settings.get().adjudicator_saves_codebook


def _why_not(project: Project, permit: Permit, people: list[Coder], person: CoderId) -> str:
    is_shared, in_copy = _is_shared(project, permit), held_in_copy(project, person)
    if permit.is_for(_held(people, person) if in_copy is None else in_copy, is_shared and in_copy is None):
        return ""
    return _sentence(permit, is_shared, people, whose_copy(project))


def refused(project: Project, person: CoderId | None) -> dict[Right, str]:
    """Return what a person may not do, and for each in a few words for whom it is: “for whoever leads; ask Ana”."""
    people = project.coders.all()
    if person is None or not people:
        found = {act: why_not(project, act, person) for act in Right}
    else:
        found = {act: _why_not(project, one, people, person) for act, one in RULE.items()}
    titles = {act: f"{permit.title} is " for act, permit in RULE.items()}
    return {act: why.removeprefix(titles[act]).rstrip(".") for act, why in found.items() if why}


def right_to_import(project: Project) -> Right:
    """Return what an import is here: in a coder's copy of that coder's codings alone."""
    return Right.IMPORT if project.owner is None else Right.IMPORT_OWN


def roles_of(project: Project, person: CoderId | None) -> frozenset[TeamRole]:
    """Return the roles that a person has; who leads has all. Nobody has none."""
    in_copy = held_in_copy(project, person)
    return _held(project.coders.all(), person) if in_copy is None else in_copy


def people_of(project: Project) -> list[Coder]:
    """Return the people with the roles that count: where nobody was said to lead the first does, in a copy nobody."""
    people = project.coders.all()
    in_copy = as_in_copy(project, people)
    return with_lead(people) if in_copy is None else in_copy


def leads(people: Iterable[Coder]) -> list[Coder]:
    """Return who leads: of people among whom nobody does, the first, lest nobody can."""
    people = list(people)
    return [one for one in people if TeamRole.LEAD in one.roles] or people[:1]


def with_lead(people: Iterable[Coder]) -> list[Coder]:
    """Return people with the roles that count: where nobody was said to lead, the first one does."""
    people = list(people)
    first = leads(people)[:1]
    return [
        one.model_copy(update={"roles": (TeamRole.LEAD,)}) if [one] == first and TeamRole.LEAD not in one.roles else one
        for one in people
    ]


def why_not_revert(project: Project, step: Step, person: CoderId | None) -> str:
    """Return why a person may not take a step back that is not necessarily their own; empty where they may.

    What was coded is its coder's own: nobody else takes it back, whoever leads neither. What nobody in particular did,
    such as in older projects the command line, is taken back by whoever may do it.
    """
    if step.person == (person or "") or not project.coders.all():
        return why_not(project, step.verb, person)
    if said := whose_copy(project):
        return f"What others did is taken back {said}."
    people, act = project.coders.all(), VERB_ACTS.get(type(step.verb))
    if act in _IN_LAYERS and step.person:
        owner = next((isolated(one.name) for one in people if one.id == step.person), "whoever coded it")
        return f"What is in a coder’s layer is taken back by its coder alone; ask {owner}."
    if person is None:
        return why_not(project, Right.SETTINGS, person)
    allowed = RULE[act].reverts if act is not None and act not in _IN_LAYERS else _LEADS
    if act is Right.CODEBOOK and project.settings.get().adjudicator_saves_codebook:
        allowed |= {TeamRole.ADJUDICATOR}
    if allowed & _held(people, person):
        return ""
    return f"What others did here is taken back by {_who(allowed)}; ask {_named(people, allowed)}."


def _held(people: Iterable[Coder], person: CoderId | None) -> frozenset[TeamRole]:
    people = list(people)
    if any(one.id == person for one in leads(people)):
        return _ALL
    return frozenset(role for one in people if one.id == person for role in one.roles)


def _sentence(permit: Permit, is_shared: bool, people: Iterable[Coder], elsewhere: str = "") -> str:
    allowed = permit.allowed(is_shared)
    if elsewhere:
        return f"{permit.title} is for {_who(allowed)}, {elsewhere}."
    return f"{permit.title} is for {_who(allowed)}; ask {_named(people, allowed)}."


def _who(allowed: Iterable[TeamRole]) -> str:
    return "whoever leads or adjudicates" if TeamRole.ADJUDICATOR in allowed else "whoever leads"


def _named(people: Iterable[Coder], allowed: Iterable[TeamRole]) -> str:
    people, allowed = list(people), set(allowed)
    return word_list((isolated(one.name) for one in people if allowed & _held(people, one.id)), "or")
