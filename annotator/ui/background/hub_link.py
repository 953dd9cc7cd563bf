"""Hands over to one hub by itself: soon after each act, every half minute, when asked and at closing.

All of it is done in the background, since a server may hang, be gone, or answer after half a minute. Nothing is ever
asked in a dialog: what came of it is a `HubState`, and one who has to give a password is told so at the foot.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from annotator.model.errors import NotFound
from annotator.model.verbs.team import TakeIn
from annotator.operations.progress import Progress
from annotator.operations.team.hubs.words import HubReach
from annotator.store.history.steps import Changes
from annotator.ui.background.hub_carrier import HubCarrier
from annotator.ui.background.hub_door import NOT_KEPT
from annotator.ui.background.hub_state import HubState
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

SOON_MS = 1_500
"""So long after the last act it is handed over."""
EVERY_MS = 30_000
KEPT_MS = 15_000
"""So long a connection that nobody uses is kept."""
WAITS_MS = (30_000, 60_000, 120_000, 300_000)
"""So long it is waited after each attempt in vain."""
QUICK_MS = 1_000
"""A hub whose last exchange took longer is not waited for at closing, and one that was quick only so long."""
PATIENT_MS = 3_000
"""An attempt that takes longer is given up for one that somebody asks for."""
_LEAVING_MS = 2_000
"""Far longer than whoever waits for a server takes to give up."""
_CARRIES = (HubReach.IN_STEP, HubReach.ALTERED)
"""All goes over and comes, but for histories that were altered: whoever altered one must not hold up the others."""
_GOES_ON = (HubReach.NOT_YET, *_CARRIES)


class HubLink(QObject):
    """`told`: how it stands is known anew. `gone`: the project knows no such hub any more."""

    told = Signal()
    gone = Signal()

    def __init__(self, session: Session, carrier: HubCarrier, url: str, parent: QObject | None = None) -> None:
        """`url`: the hub's address with the login, by which a password is remembered."""
        super().__init__(parent)
        self._session, self.carrier, self.url = session, carrier, url
        self.state = HubState(carrier.id)
        self._task = LatestTask(session, self)
        self._clock, self._took_ms, self._in_vain = QElapsedTimer(), QUICK_MS + 1, 0
        self._has_news, self._is_under_way = False, False
        self._then: list[Callable[[HubState], object]] = []
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._next, self._idle = QTimer(self, singleShot=True), QTimer(self, singleShot=True, interval=KEPT_MS)
        self._soon.timeout.connect(self._on_soon)
        self._next.timeout.connect(self.exchange)
        self._idle.timeout.connect(self._close)
        session.changed.connect(self._on_changed)
        session.tasks.closing.connect(self._on_tasks_closing)

    @property
    def is_busy(self) -> bool:
        """Whether something is being carried."""
        return self._task.is_busy

    @property
    def is_quick(self) -> bool:
        """Whether the hub was there at the last attempt, and answered soon."""
        return self.state.told.reach is HubReach.IN_STEP and self._took_ms <= QUICK_MS

    def exchange_now(self, then: Callable[[HubState], object] = lambda _: None) -> None:
        """Try at once, however long it was to be waited; `then` hears how it stands.

        An attempt that has no answer for a while is given up for it.
        """
        self._in_vain = 0
        if self._is_under_way and self._clock.elapsed() >= PATIENT_MS:
            self.carrier.give_up()
        self._then.append(then)
        self.exchange()

    def give_password(self, password: str, then: Callable[[HubState], object] = lambda _: None) -> None:
        """Sign in with this password from now on."""
        self.carrier.password, self.carrier.is_typed = password, True
        self.exchange_now(then)

    def keep_password(self) -> None:
        """Let the system's keyring have the password that was given; where there is none it is said."""

        def told(is_kept: bool) -> None:
            if not is_kept:
                self._session.said.emit(f"Signed in{NOT_KEPT}")

        self._session.in_background(self.carrier.keep_password, returned=told, errored=self._session.tell)

    @Slot()
    def exchange(self) -> None:
        """Hand over and take in, as it is done by itself."""
        if self._session.is_open and not self.carrier.is_stopped:
            self._soon.stop()
            self._next.stop()
            self._idle.stop()
            self._task.when_free(self._start)

    def stop(self) -> None:
        """Carry nothing any more: the project is closed, or the hub is left. Nobody waits for the server."""
        for timer in (self._soon, self._next, self._idle):
            timer.stop()
        self.carrier.stop()
        self._task.drop()
        self._then.clear()
        self._session.tasks.run(lambda _: self.carrier.close())

    def hand_over_last(self) -> None:
        """Hand over what waits before the project is closed, if the hub answers soon; else it goes the next time."""
        session = self._session
        if self.carrier.is_stopped or not self.is_quick or not self._has_news:
            return
        project, person, carrier = session.project, session.project.person, self.carrier

        def work(progress: Progress) -> None:
            with project.open_again(person) as opened:
                carrier.exchange(opened, progress)

        task = session.tasks.run(work)
        if not task.wait(QUICK_MS):
            carrier.stop()
            task.wait(_LEAVING_MS)

    def _start(self) -> None:
        self._clock.start()
        self._has_news, self._is_under_way = False, True
        self._task.start(self.carrier.exchange, self._on_done, self._on_failed)

    def _on_done(self, state: HubState) -> None:
        self._took_ms, self.state, self._is_under_way = self._clock.elapsed(), state, False
        self._in_vain = self._in_vain + 1 if state.told.reach is HubReach.UNREACHABLE else 0
        if (wait := self._wait_ms()) is not None:
            self._next.start(wait)
        self._idle.start()
        self.told.emit()
        self._tell_waiting()

    def _wait_ms(self) -> int | None:
        """Return how long it is waited until the next attempt, None for one that waits for somebody."""
        reach = self.state.told.reach
        if reach in _CARRIES:
            return EVERY_MS
        if reach is HubReach.UNREACHABLE:
            return WAITS_MS[min(self._in_vain, len(WAITS_MS)) - 1]
        return None if reach.wants_password else WAITS_MS[-1]

    def _tell_waiting(self) -> None:
        waiting, self._then = self._then, []
        for then in waiting:
            then(self.state)

    def _on_failed(self, error: Exception) -> None:
        self._is_under_way = False
        if isinstance(error, NotFound):
            self.gone.emit()
            return
        self._next.start(WAITS_MS[-1])
        self._tell_waiting()
        self._session.tell(error)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        is_own = self.is_busy and isinstance(changes.verb, TakeIn)  # what this exchange brought
        if not is_own and not self.carrier.is_stopped:
            self._has_news = True
            self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        """Hand over what was done; while the hub cannot be reached only count it, and wait as long as is due."""
        if self.state.told.reach in _GOES_ON:
            self.exchange()
        elif self._session.is_open:
            self._task.when_free(lambda: self._task.start(self.carrier.count, self._on_counted, self._on_failed))

    def _on_counted(self, state: HubState) -> None:
        self.state = state
        self.told.emit()

    @Slot()
    def _close(self) -> None:
        if not self._task.is_busy:
            self._task.compute(lambda _: self.carrier.close(), lambda _: None)

    @Slot()
    def _on_tasks_closing(self) -> None:
        # Whoever closes the project waits for what is under way: it is to end now, whatever the server does. The task
        # may have been dropped already, and works on all the same.
        if self._is_under_way:
            self.carrier.stop()
