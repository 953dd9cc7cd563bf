"""Passages: what was coded, or where words stand, over all texts; the conditions at the left, the passage at the right.

A search is one line. The fields only write it, and all that is found by it is read in the background.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Codebook
from annotator.operations.passages.arranging import ArrangedRow, LineArrangement
from annotator.operations.passages.context import PassageContext, context_of
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import ShownLine
from annotator.operations.people.seeing import Sight
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope, Fact
from annotator.ui.commands.key_names import key_of
from annotator.ui.commands.label_keys import LabelKeys, taken_keys, with_free_keys
from annotator.ui.passages.acts import PassageActs
from annotator.ui.passages.condition_form import ConditionForm
from annotator.ui.passages.counts_page import CountsPage
from annotator.ui.passages.finder import FirstLines, FoundPassages, PassageFinder
from annotator.ui.passages.kept_panel import KeptSearchPanel
from annotator.ui.passages.line_list import LineList
from annotator.ui.passages.offers import SearchOffers, offers_of
from annotator.ui.passages.page import PassagesPage, PassageView, in_documents
from annotator.ui.passages.passage_export import PassageExport
from annotator.ui.passages.passage_side import PassageSide
from annotator.ui.passages.remembered import RememberedSearch
from annotator.ui.workspace import BLIND, Workspace

_PAUSE_MS = 60
"""So long one stays on a line before it is read whole."""
_NOTHING = "Nothing is found. Take a condition away, or look for other words."
_NOTHING_CODED = "Nothing is coded yet. Write words to find where they stand in the texts."


class PassagesWorkspace(Workspace):
    """What was found in the middle, the conditions at its left, the passage at hand at its right."""

    place = CommandScope.PASSAGES
    activity = "reading passages"
    left_widths = (216, 232, 264)
    right_widths = (320, 332, 400)
    folded = frozenset({"left.narrow"})
    shows_texts = True
    main_keys = (
        (("1–9",), "code the lines that are ticked"),
        (("passages.tick",), "tick"),
        (("passages.open",), "open"),
        (("passages.group",), "group"),
        (("passages.search",), "search"),
        (("project.export",), "export"),
    )
    depends_on = frozenset(
        {Table.SPANS, Table.LINKS, Table.DOCUMENTS, Table.ACTORS, Table.LAYERS, Table.CODERS, Table.CODEBOOK_VERSIONS}
        | {Table.DOCUMENT_SETS, Table.DOCUMENT_FIELDS, Table.DECISIONS, Table.RELEASES, Table.KEPT_SEARCHES}
    )
    wait_ms = 300

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.lines = LineList(session)
        self.counts = CountsPage(session)
        self.page = PassagesPage(self.lines, self.counts, self)
        self.form, self.panel = ConditionForm(), PassageSide()
        self.finder = PassageFinder(session, self)
        self.acts = PassageActs(session, self.lines, lambda: self.page.coded_part, self)
        self.exporting = PassageExport(session, self._to_export, lambda: (self._search, self.page.how), self)
        self.offering, self.reading = LatestTask(session, self), LatestTask(session, self)
        self.label_keys = LabelKeys(self.lines.view, self.acts.code)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_whole)
        self._codebook: Codebook | None = None
        self._keys: Mapping[str, tuple[str, ...]] | None = None
        self._found: FoundPassages | None = None
        self._search, self._took = "", ""
        self._is_new, self._shown = True, 0
        self._goes_down = False
        self.set_middle(self.page)
        self.kept = KeptSearchPanel(session)
        self.left.hold(self.form, self._to_conditions)
        self.left.hold(self.kept)
        self.left.say("Which passages")
        for each in (self.form, self.kept):
            each.show()
        self.right.hold(self.panel, lambda: self.panel.text.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.panel.show()
        self.right.say("Passage")
        self._connect()

    # What is shown.

    def follow(self, changes: Changes) -> bool:
        """A search that is kept finds what it found: nothing is looked for again."""
        if changes.touches(Table.KEPT_SEARCHES):
            self.kept.renew()
            self.kept.show_line(self._search)
        return not changes.touches(*self.depends_on - {Table.KEPT_SEARCHES})

    def catch_up(self, changes: Changes | None) -> None:
        """Look again for what is asked for; the line at hand and the ticks stay."""
        self.kept.renew()
        self._offer()
        self._find(is_new=self._found is None or self._found.search != self._search)

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the lines, or where one searches while there is none."""
        if self.lines.model.rows or self.finder.is_busy:
            self.page.focus_list()
        else:
            self.page.field.setFocus(reason)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self._codebook = codebook
        self.lines.set_codebook(codebook)
        self.panel.set_codebook(codebook)
        self.counts.view.set_labels(codebook.labels)
        self._give_keys()

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().set_keys(keys)
        self._keys = keys
        self._give_keys()

    def refresh_theme(self) -> None:
        """Draw in the colours of another theme."""
        self.panel.refresh_theme()
        self.page.refresh_theme()
        self.counts.view.refresh_theme()
        self.lines.view.viewport().update()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        for task in (self.offering, self.reading):
            task.drop()
        self._pause.stop()
        self.finder.drop()
        self.lines.feed.drop()
        self._found, self._search, self._took, self._is_new = None, "", "", True
        self.lines.model.clear()
        self.page.field.show_line("")
        self.page.put_how(LineArrangement(), PassageView.LINES)
        self.form.show_line("")
        self.kept.reset()
        self.page.say_found("", "")
        self.counts.view.reset()
        self.panel.show_passage(None)

    def put_kept(self, kept: str) -> None:
        """Look for what was looked for in this project last."""
        chosen = RememberedSearch.read(kept)
        self._search = chosen.search
        self.page.field.show_line(chosen.search)
        self.form.show_line(chosen.search)
        self.kept.show_line(chosen.search)
        self.page.put_how(chosen.how, chosen.view)
        self.set_stale()

    def how_much(self) -> str:
        """Return how long the search took."""
        return self._took

    def doing(self) -> str:
        return self.activity if self.session.may_see_others else BLIND

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            "passages.open": self.open,
            "passages.tick": self.tick,
            "passages.tick_all": self.tick_all,
            "passages.search": self.to_search,
            "passages.group": self.choose_group,
            "passages.sort": self.choose_order,
            "passages.view": self.next_view,
            "passages.relabel": self.acts.ask_label,
            "passages.value": self.acts.ask_value,
            "passages.note": self.acts.ask_note,
            "passages.copy": lambda: self.exporting.copy(self.acts.chosen),
            "passages.export": self.exporting.save,
            "passages.keep": self.kept.keep,
            "passages.kept": self.to_kept,
            "passages.clear": lambda: self.search(""),
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: letters are typed elsewhere, and kept searches are renamed, too."""
        typed = ("open", "tick", "tick_all", "search", "group", "sort", "view", "kept")
        of_lines = {f"passages.{name}": (self.lines.view,) for name in typed}
        return of_lines | {"passages.note": (self.lines.view, self.panel.text)}

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return frozenset({Fact.LINE}) if self.lines.at_hand is not None else frozenset()

    def titles(self) -> dict[str, str]:
        """Return that a key of the project writes here what is found."""
        return {"project.export": "Export what is found…"} if self.is_shown else {}

    def take_label(self, purpose: str, label: str) -> None:
        self.acts.relabel(label)

    def search(self, line: str) -> None:
        """Look for something, as if it was typed."""
        self.page.field.write(line)

    def show_search(self, search: str) -> None:
        """Show the passages that a number stands for."""
        self.page.show_view(PassageView.LINES)
        self.search(search)

    def open(self) -> None:
        """Go to the line at hand in Code."""
        line = self.lines.at_hand
        if line is None:
            return
        if line.span is not None:
            self.passage_requested.emit(line.document, line.span)
        else:
            self.words_requested.emit(line.document, line.start, line.stop)

    def tick(self) -> None:
        """Tick the line at hand, or no more, and go on to the next."""
        line, row = self.lines.at_hand, self.lines.row
        if line is not None:
            self.lines.model.tick([line], line not in self.lines.model.ticked)
            if (following := self.lines.model.next_line(row + 1)) >= 0:
                self.lines.go(following)

    def tick_all(self) -> None:
        """Tick all that was found, or nothing where all is."""
        lines = self._found.lines if self._found is not None else ()
        if lines and len(self.lines.model.ticked) == len(lines):
            self.lines.model.untick_all()
        else:
            self.lines.model.tick(lines, True)

    def to_search(self) -> None:
        """Put the keyboard into the line of the search."""
        self.page.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.field.selectAll()

    def to_kept(self) -> None:
        """Put the keyboard on the kept searches; a folded side lies over the page meanwhile."""
        if self.kept.list.count():
            self.go(self.left)
            self.kept.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.session.refused.emit(f"No search is kept yet; {key_of('passages.keep')} keeps the one at hand.")

    def choose_group(self) -> None:
        """Choose by what the lines are grouped."""
        self.page.group.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.group.showPopup()

    def choose_order(self) -> None:
        """Choose by what the lines are sorted."""
        self.page.order.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.order.showPopup()

    def next_view(self) -> None:
        """Show the lines as paragraphs, or the other way."""
        self.page.turn()

    # Inside.

    def _connect(self) -> None:
        session = self.session
        session.coder_changed.connect(self._on_desk)
        session.sight_changed.connect(self._on_desk)
        self.page.field.asked.connect(self._on_asked)
        self.page.field.done.connect(self._to_lines)
        self.page.arranged.connect(self._on_arranged)
        self.page.turned.connect(self._on_turned)
        self.counts.search_chosen.connect(self._on_cell)
        self.counts.passage_chosen.connect(self.passage_requested)
        self.page.see_requested.connect(self._see_others)
        self.page.export_requested.connect(self.exporting.save)
        self.form.written.connect(self.search)
        self.form.begun.connect(self.page.field.go_on_with)
        self.form.left.connect(self.take_keyboard)
        self.kept.chosen.connect(self._on_cell)
        self.kept.left.connect(self.take_keyboard)
        self.finder.began.connect(self._on_first)
        self.finder.found.connect(self._on_found)
        self.finder.failed.connect(self._on_failed)
        self.lines.chosen_changed.connect(self._on_current)
        self.lines.activated.connect(self.open)
        self.lines.menu_requested.connect(self.menu_requested)
        self.lines.model.ticks_changed.connect(self._say_ticks)
        self.panel.command_requested.connect(self.command_requested)
        self.acts.picker_requested.connect(self.picker_requested)

    def _give_keys(self) -> None:
        """Let the keys of labels code here, where no command of this place has them."""
        if self._codebook is not None and self._keys is not None:
            taken = taken_keys(self._keys, CommandScope.PASSAGES)
            self.label_keys.show_labels(with_free_keys(self._codebook.in_use, taken))
            for action in self.label_keys.actions:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _to_export(self) -> Sequence[PassageLine]:
        """Return what is ticked, else all that was found."""
        found = self._found.lines if self._found is not None else ()
        return self.lines.model.ticked_lines() or found

    def export(self) -> bool:
        self.exporting.save()
        return True

    def _to_conditions(self) -> None:
        self.form.fields["label"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find(self, is_new: bool) -> None:
        if not self.session.is_open:
            return
        self._is_new = is_new
        self.set_fresh()
        self.page.see.setVisible(self.session.sight is Sight.ASKED and not self.session.may_see_others)
        self.finder.find(self._search, self.page.how, self._held())
        self._count()

    def _count(self) -> None:
        """Count what is asked for, where the counts are seen."""
        if self.page.view is PassageView.COUNTS and self.session.is_open:
            self.counts.show_search(self._search)

    def _held(self) -> Collection[PassageLine]:
        """Return the lines whose places are to be known again."""
        at_hand = self.lines.at_hand
        return dict.fromkeys([*([at_hand] if at_hand is not None else []), *self.lines.model.ticked])

    @Slot(str)
    def _on_asked(self, line: str) -> None:
        self._search = line
        self.form.show_line(line)
        self.kept.show_line(line)
        self._remember()
        if self.is_shown:
            self._find(is_new=True)
        else:
            self.set_stale()

    @Slot()
    def _to_lines(self) -> None:
        """Put the keyboard on the lines: on those that are looked for once they are there, if there are some."""
        self._goes_down = self.finder.is_busy
        if not self._goes_down:
            self.take_keyboard()

    def _go_down(self) -> None:
        field = self.page.field
        is_there = self.window().focusWidget() is field and field.text().strip() == self._search
        if self._goes_down and is_there and self.lines.model.rows:
            self._goes_down = False
            self.page.focus_list()

    @Slot()
    def _on_arranged(self) -> None:
        self._remember()
        if self.is_shown and self.session.is_open:
            self.finder.arrange(self.page.how, self._held())

    @Slot()
    def _on_turned(self) -> None:
        self._remember()
        self._count()

    @Slot(str)
    def _on_cell(self, search: str) -> None:
        """Show the passages behind a number of the counts."""
        self.show_search(search)
        self.take_keyboard()

    @Slot(object)
    def _on_first(self, first: FirstLines) -> None:
        """Show the first lines of a search that is new; what is read again stays until all of it is there."""
        self.page.say_fault("")
        if not self._is_new:
            return
        self.lines.model.untick_all()
        self._show_rows(first.lines, first.shown)
        self.page.say_found(first.sentence, "")
        self.page.say_nothing("")
        self.lines.go(0)
        self._go_down()

    @Slot(object)
    def _on_found(self, found: FoundPassages) -> None:
        before, row, stays = self.lines.at_hand, self.lines.row, self._is_new and self.finder.how.is_plain
        self._found, self._is_new = found, False
        self._took = f"found in {max(1, round(found.took_s * 1000)):,} ms"
        self.page.say_fault("")
        self.page.say_found(found.sentence, in_documents(found.documents, found.searched))
        self.page.say_nothing("" if found.lines else _NOTHING if found.search else _NOTHING_CODED)
        self._show_rows(found.rows)
        self.lines.model.move_ticks(found.moved)
        self._say_ticks()
        if not (stays and self.lines.row >= 0):
            at = found.places.get(before, -1) if before is not None else -1
            self.lines.go(at if at >= 0 else min(max(row, 0), max(len(found.rows) - 1, 0)))
        self.lines.feed.ask()
        self._go_down()
        self._goes_down = False
        self._on_current()

    def _show_rows(self, rows: Sequence[ArrangedRow], words: Sequence[ShownLine] = ()) -> None:
        self.lines.model.show_rows(rows, words, is_same=self._shown == self.finder.number)
        self._shown = self.finder.number

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._goes_down = False
        self.page.say_fault(sentence)

    @Slot()
    def _on_current(self) -> None:
        self._pause.start()
        self.state_changed.emit()

    @Slot()
    def _read_whole(self) -> None:
        line = self.lines.at_hand
        if line is None or not self.session.is_open:
            self._show_whole(None)
            return
        self.reading.start(lambda project, _: context_of(project, line), self._show_whole)

    def _show_whole(self, context: PassageContext | None) -> None:
        self.panel.show_passage(context)
        title = context.document.title if context is not None else "Passage"
        self.right.say(title, f"¶ {context.paragraph}" if context is not None and context.paragraph else "")

    def _offer(self) -> None:
        if self.session.is_open:
            self.offering.start(offers_of, self._on_offers)

    def _on_offers(self, offers: SearchOffers) -> None:
        self.page.field.offers = offers
        self.form.offer(offers)
        self.page.offer_groups(offers.groupings)

    @Slot()
    def _say_ticks(self) -> None:
        found = self._found.lines if self._found is not None else ()
        self.page.say_ticks(len(self.lines.model.ticked), bool(found) and found[0].span is None)

    @Slot()
    def _on_desk(self) -> None:
        """Who sits down sees what they may see: nothing of before is kept."""
        self._found = None
        self.lines.model.clear()
        self.panel.show_passage(None)
        if self.is_shown and self.session.is_open:
            self.catch_up_now()
        else:
            self.set_stale()

    @Slot()
    def _see_others(self) -> None:
        self.session.see_others("Passages")
        self.take_keyboard()

    @Slot()
    def _remember(self) -> None:
        self.kept_changed.emit(RememberedSearch(self._search, self.page.how, self.page.view).text)
