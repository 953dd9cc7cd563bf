"""Texts in several scripts, and short ways to a page and a view of them."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import Arrangement
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView

LATIN = (
    "The French President urged China to use its influence with Moscow to foster a return to the table, and warned "
    "that any delivery of weapons would have serious consequences for relations between the two sides.\n\n"
    "China calls on all parties to exercise restraint. Both sides reaffirmed their commitment to the Charter, in "
    "particular to the sovereignty and integrity of states, and agreed to stay in close contact."
)
ASTRAL = (
    "Peace 🕊️ and 👩‍👩‍👧 families met 🇫🇷🇨🇳 in 𝒫aris; e\u0301lan, naïve 𠀀 characters 🙂🙂 end here. "
    "Again 🕊️ a long line with doves 🕊️🕊️ that wraps."
)
HEBREW = "השגריר דיווח כי שר החוץ קיבל את האיגרת בדבר ההסכם בין שתי המדינות וביקש הבהרות לפני סוף החודש הזה."
ARABIC = "وحذر وزير الخارجية من عواقب وخيمة ودعا جميع الدول في مدينة جنيف ضبط النفس في مارس وشكر رئيس جمهورية مصر."
CHINESE = "中方呼吁各方保持冷静克制，并愿继续为劝和促谈发挥建设性作用。双方重申遵守《联合国宪章》的宗旨和原则。"
MIXED = "The spokesman said שלום לכולם and then وشكر رئيس مصر in 3 cities, S/RES/242 included."
MIXED_RTL = "השגריר דיווח לגבי S/RES/242 וגם on 3 May 2023 לפני סוף החודש בעיר Geneva יחד."
# Lam and alef are one glyph, of which the alef has no width of its own.
LAM_ALEF = "السلام عليكم ولا خلاف الآن على الاتفاق إلا في مسائل الأمن، لأن الأطراف لا تزال بلا قلا لأ"
PERSIAN = "رئیس‌جمهور می‌گوید که کشورهای عضو باید به تعهدات خود پایبند بمانند و در سال ۱۴۰۲ از خشونت خودداری کنند."
URDU = "وزیر نے تمام فریقین سے تحمل کی اپیل کی اور کہا کہ مذاکرات ہی مسئلے کا واحد حل ہیں۔ ہم امن چاہتے ہیں۔"
JAPANESE = "政府は、すべての当事者に対し最大限の自制を求める。か\u3099き\u3099ｶﾞ「憲章」を守り、2023年5月3日に会う。"
THAI = "รัฐบาลเรียกร้องให้ทุกฝ่ายใช้ความอดกลั้นและกลับสู่โต๊ะเจรจาโดยเร็ว ผู้ที่ได้รับน้ำท่วมกำลังรอ"
DEVANAGARI = "मंत्री ने सभी पक्षों से संयम बरतने को कहा। क्षत्रिय ज्ञान श्री स्त्री राष्ट्रपति ने सिद्धांतों का सम्मान किया।"
TAMIL = "அமைச்சர் நிதானம் காக்க வேண்டும் என்று இந்தியா மற்றும் ஸ்ரீ லங்கா தரப்புகளிடம் சொன்னார்"
COMBINING = (
    "a\u0301\u0302\u0303b\u0323\u0307 and Z\u0351\u036b\u0343\u036a\u0302 with x\u0336y\u0336 "
    "then o\u20dd and 1\ufe0f\u20e3 again e\u0301e\u0301"
)
POINTED = "בְּיוֹם הַשָּׁלוֹם דִּבֵּר הַשַּׂר עִם הַשַּׁגְרִיר עַל הַהֶסְכֵּם"
TABS = "one\ttwo\t\tthree and\tfour words that go on for a while\tto wrap"
TABS_RTL = "שלום\tלכולם\t12\tבעיר Geneva\tיחד עם כל השאר"
EMOJI = "Flags 👩🏽‍🚀🇺🇳🇫🇷🇩🇪 and 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 *️⃣ 👍🏿 end שלום 👩🏽‍🚀🇺🇳🇫🇷 of it"
UNSEEN = "co\u00adop\u00aderation and zero\u200bwidth\u200bspace, word\u2060joiner \ufeffa with שלום\u200bמה"
# Lines that wrap without a blank.
NUMBERS = "安理会第242(1967)号决议和第338(1973)号决议，以及2023年5月3日A/RES/77/1号文件，中方呼吁各方保持冷静克制。"
ADDRESS = (
    "See https://example.org/council/content/resolutions-adopted-since-1967-and-more-words here and well-known, "
    "long-standing S/RES/242-based so-called under-the-table deals"
)
ENDS_LEFTWARDS = "The spokesman said وشكر رئيس مصر"
ENDS_RIGHTWARDS = "دعا الرئيس الفرنسي الصين إلى الحوار في 2023"
BY_NAME = {
    "latin": LATIN,
    "astral": ASTRAL,
    "hebrew": HEBREW,
    "arabic": ARABIC,
    "chinese": CHINESE,
    "mixed": MIXED,
    "mixed right to left": MIXED_RTL,
}
ALL = "\n".join(BY_NAME.values())
BY_NAME |= {
    "lam-alef": LAM_ALEF,
    "persian": PERSIAN,
    "urdu": URDU,
    "japanese": JAPANESE,
    "thai": THAI,
    "devanagari": DEVANAGARI,
    "tamil": TAMIL,
    "combining": COMBINING,
    "pointed": POINTED,
    "tabs": TABS,
    "tabs right to left": TABS_RTL,
    "emoji": EMOJI,
    "unseen": UNSEEN,
    "numbers": NUMBERS,
    "address": ADDRESS,
    "ends leftwards": ENDS_LEFTWARDS,
    "ends rightwards": ENDS_RIGHTWARDS,
}


def page_of(text: str, width: int = 420, marks: Iterable[Mark] = (), lanes: int = 0) -> Page:
    """Return a page of a text; an application must be there."""
    page = Page(TextIndex(text), Metrics(ReaderStyle.light()), width)
    page.arrange(Arrangement(lanes, lanes))
    page.set_marks(marks)
    return page


def mark(mark_id: str, *extents: tuple[int, int], key: str = "appeal", **more: Any) -> Mark:
    """Return a mark whose label is its style key."""
    return Mark(mark_id, key.title(), key, tuple(Extent(*extent) for extent in extents), **more)


def view_of(qtbot: Any, text: str, marks: Iterable[Mark] = (), size: tuple[int, int] = (640, 480)) -> ReaderView:
    """Return a view that is shown and has the focus."""
    view = ReaderView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.set_document(TextIndex(text))
    view.set_marks(tuple(marks))
    view.show()
    view.setFocus()
    QApplication.processEvents()
    return view


def place_of(view: ReaderView, position: int, dx: int = 0, dy: int = 0) -> QPoint:
    """Return the middle of the caret at a position in the viewport."""
    rectangle = view.line_rectangle(position)
    assert not rectangle.isEmpty()
    return rectangle.center() + QPoint(1 + dx, dy)


_BY_CHARACTERS = Qt.KeyboardModifier.AltModifier


def drag(view: ReaderView, start: QPoint, *stops: QPoint, held: Qt.KeyboardModifier = _BY_CHARACTERS) -> None:
    """Press, move over the stops and release; by characters, unless another key is held or none."""
    steps = [(QEvent.Type.MouseButtonPress, start), *((QEvent.Type.MouseMove, stop) for stop in stops)]
    for kind, point in (*steps, (QEvent.Type.MouseButtonRelease, stops[-1])):
        send_mouse(view, kind, point, held)


def send_mouse(
    view: ReaderView, kind: QEvent.Type, point: QPoint, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Send one event of the left button."""
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    place = QPointF(point)
    event = QMouseEvent(kind, place, QPointF(view.viewport().mapToGlobal(point)), button, held, modifier)
    QApplication.sendEvent(view.viewport(), event)


def click(view: ReaderView, point: QPoint) -> None:
    """Press and let go."""
    send_mouse(view, QEvent.Type.MouseButtonPress, point)
    send_mouse(view, QEvent.Type.MouseButtonRelease, point)


def double_click(view: ReaderView, point: QPoint) -> None:
    """Click, and once more so soon that Qt says so."""
    click(view, point)
    send_mouse(view, QEvent.Type.MouseButtonDblClick, point)
    send_mouse(view, QEvent.Type.MouseButtonRelease, point)


LINE_FEED = LATIN.index("\n")
TANGLED = [
    mark("outer", (0, 90)),
    mark("inner", (10, 30), key="warning"),
    mark("twin", (10, 30), key="warning"),
    mark("same place", (10, 30), key="actor"),
    mark("in parts", (40, 50), (60, 70), key="commitment"),
    mark("feed", (LINE_FEED, LINE_FEED + 1)),
    mark("blank", (3, 4), key="actor"),
]
"""Marks of `LATIN` that meet in every way: one in another, twins, in parts, on a line feed and on a blank."""
