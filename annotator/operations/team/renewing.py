"""What copies are to be shown of gold, noted before something is handed out to them."""

from annotator.model.verbs.gold import ShowToCopies
from annotator.operations.feedback import training
from annotator.operations.feedback.shown_gold import missing_releases
from annotator.store.project import Project


def renew_shown_gold(project: Project) -> int:
    """Note what copies are to be shown of gold, as one step; return of how many documents it is other than before.

    Nothing is written where copies have all of it.
    """
    releases, results = list(missing_releases(project)), list(training.noted_for_copies(project))
    documents = tuple(dict.fromkeys([*(id for id, _ in releases), *(one.document for one in results)]))
    if not documents:
        return 0
    with project.transact(ShowToCopies(documents=documents)):
        for id, content in releases:
            project.releases.update(id, {"content": content})
        for one in results:
            if project.practice_results.get(one.layer, one.document) is None:
                project.practice_results.add([one])
            else:
                project.practice_results.update(f"{one.layer}/{one.document}", {"content": one.content})
    return len(documents)
