"""Commands and verbs that are not played, and why; and what may take more in a larger project, and how much."""

from collections.abc import Mapping
from itertools import chain

from tests.growth.plays import BY_POLICY, TICKS, TICKS_OF_GOLD

_COMMANDS: Mapping[str, str] = {
    "opens a dialog, whose lists are read when it is opened": """
        project.new project.open project.import project.export project.describe project.who project.people
        project.check_publication
        project.take_in project.give_out project.hand_out project.hand_in_to project.remove_person project.share_folder
        project.share_hub project.invite_hub project.join_hub project.hub_password project.revoke_member
        project.leave_hub project.journal project.bin project.backups project.back_up project.empty_bin
        project.erase_name project.encrypt project.change_passphrase project.decrypt document.join_table
        document.rename document.details document.reread document.earlier document.remove document.erase
        feedback.release feedback.training feedback.results feedback.recode edit.palette edit.preferences
        documents.columns documents.add_field documents.new_set documents.add_to_set documents.who_codes
        documents.duplicates documents.remove documents.board_csv passages.value passages.export passages.keep
        adjudicate.reasons adjudicate.coders codebook.save codebook.discard codebook.merge codebook.split
        codebook.retire codebook.remove_codings codebook.move codebook.together codebook.preset codebook.load
        codebook.write agreement.report agreement.save_picture agreement.coders agreement.documents agreement.labels
        explore.save_picture explore.save_dyads explore.save_network actors.merge actors.split actors.remove
        actors.import actors.export team.add team.rename history.revert history.remark history.then help.shortcuts
        help.about
    """,
    "opens the list of labels, by which `the key of a label` and `a case with another label` are done": """
        code.pick_label code.relabel adjudicate.relabel passages.relabel
    """,
    "works in the background, and says when it has done": """
        project.look_folder project.take_arrived project.stop_folder project.hand_over project.hand_in
        project.hand_in_all project.check project.compact code.accept_mentions code.cut_units code.source_page
        adjudicate.settle adjudicate.keep_decided adjudicate.open_apart agreement.errors agreement.compare
        agreement.again agreement.intervals agreement.all codebook.confirm_all actors.add_shipped team.take
        team.take_all team.each history.settle
    """,
    "shows a workspace, which reads what it shows in the background": """
        view.documents view.code view.passages view.adjudicate view.agreement view.explore view.codebook view.actors
        view.feedback view.team view.history project.codebook project.start project.present documents.open
        passages.open codebook.recode codebook.passage agreement.adjudicate feedback.passage feedback.next_document
        history.passage help.label help.manual
    """,
    "lists anew, in the background, what another workspace shows": """
        documents.filter documents.sort documents.board documents.all documents.take_out passages.search
        passages.group passages.sort passages.view passages.clear passages.kept passages.tick_all history.only_document
        history.all explore.all_acts agreement.next_view agreement.unfold_all
    """,
    "is about one row of another workspace": """
        documents.edit documents.memo passages.tick passages.note passages.copy codebook.add codebook.remove
        codebook.up codebook.down codebook.in codebook.out codebook.rename agreement.unfold agreement.fold
        agreement.copy actors.new actors.form actors.save actors.revert feedback.next feedback.previous team.not_now
        team.forget team.next_conflict team.leave_conflict
    """,
    "changes a setting or the codebook, after which all is read anew": """
        code.offer_mentions code.punctuation adjudicate.blind adjudicate.names_at_end adjudicate.example
    """,
    "needs units that are given, which a project has or not": "code.split_unit code.join_units",
    "does with a coder’s span, a slot or a reason what one that is played does with another": """
        adjudicate.take_d adjudicate.take_e adjudicate.take_f adjudicate.take_g adjudicate.take_h code.fill_slot
        adjudicate.reason_1 adjudicate.reason_2 adjudicate.reason_3 adjudicate.reason_4 adjudicate.reason_5
        adjudicate.reason_6 adjudicate.reason_7 adjudicate.reason_8 adjudicate.reason_9 team.choose_a team.choose_b
        team.choose_c team.choose_d team.choose_e team.choose_f team.choose_g team.choose_h code.memo
    """,
    "changes how the window looks": """
        view.larger view.smaller view.light view.dark view.as_system view.contrast view.left view.right view.page
        view.menu program.quit
    """,
    "goes through the whole text at hand, once, when somebody asks for that": "edit.find text.copy",
}
_VERBS: Mapping[str, str] = {
    "sets a project up, or people, sets and fields": """
        new project|add coder|add layer|rename coder|merge coders|remove coder|remove layer|put back layer|put back
        change roles|share codebook|choose languages|describe dataset|see others|offer mentions|code punctuation
        adjudicate without names|show names at the end|change reasons|release|take back release|change releases
        show to copies|set round|draw sample|keep apart|assign|unassign|set due|make set|rename set|change set
        order sets|remove set|keep search|change search|rename search|order searches|remove search|define field
        change field|rename field|remove field|share codebook
    """,
    "changes much at once, or all that it is about": """
        rescue|rescue all|add documents|describe documents|join table|remove documents|read anew|erase documents
        erase names|empty bin|import files|import annotations|take in|code passages|relabel passages|set on passages
        note passages|take over codebook|merge labels|split label|move label|remove label|change documents|cut units
        import own|import actors|merge actors|split actor|add shipped actors|answer newcomers|revert
    """,
    "changes the codebook or the register, after which all is read anew": """
        change codebook|make example|rename label|retire label|bring back label|register actor|change actor
        remove actor
    """,
    "is about a document, a remark or a conflict, as a memo is": """
        rename document|change metadata|keep source|change document|write remark|settle remarks|change memo
        remove memo|decide conflict|split unit|join units
    """,
    "is `a slot`, with an attribute that no role of the first codebook has": "set slot value",
}

COMMANDS = {id: why for why, ids in _COMMANDS.items() for id in ids.split()}
"""By their ids."""
VERBS = {
    id.strip(): why
    for why, ids in _VERBS.items()
    for id in chain.from_iterable(line.split("|") for line in ids.strip().splitlines())
}

GROWS: Mapping[str, tuple[str, float]] = {
    **dict.fromkeys(
        (TICKS, TICKS_OF_GOLD),
        ("has a tick for each of 512 parts of the text where something is, and there are no more parts", 3.0),
    ),
    "move.previous_document": (
        "begins to show the long text, whose slices come whenever nothing else is to be done",
        2.0,
    ),
    BY_POLICY: ("is done in the background, and reads of each document how far it is and who is done with it", 12.0),
    "view.columns": ("sets the paragraphs of the text at hand in another width, so as to know how high they are", 8.0),
}
"""What takes more in a project of fifty times as many spans: why, and how many times as much at most."""
