"""The reader's style out of the theme, the settings and the codebook."""

from annotator.model.codebook import Codebook
from annotator.ui import theme
from annotator.ui.colour import SHAPE_CONTRAST, mix, readable
from annotator.ui.reader.style import LabelLook, ReaderStyle
from annotator.ui.settings import Settings


def reader_style(settings: Settings, codebook: Codebook | None) -> ReaderStyle:
    """Return how the reader looks now."""
    look = theme.current()
    labels = codebook.labels if codebook else ()
    base = ReaderStyle.dark() if look.dark else ReaderStyle.light()
    return ReaderStyle(
        paper=look.paper,
        ink=look.ink,
        secondary=look.secondary,
        hairline=look.hairline,
        accent=look.accent,
        selection=look.selection,
        focus=base.focus if not look.high_contrast else mix(look.paper, look.accent, 0.3),
        caret=look.accent,
        hit=base.hit if not look.high_contrast else mix(look.paper, look.accent, 0.45),
        agree=readable(base.agree, look.paper, look.ink, SHAPE_CONTRAST),
        partly=readable(base.partly, look.paper, look.ink, SHAPE_CONTRAST),
        conflict=readable(base.conflict, look.paper, look.ink, SHAPE_CONTRAST),
        families=(*([settings.text_font] if settings.text_font else []), *base.families),
        span_look=settings.span_look,
        looks={label.id: LabelLook(theme.label_colour(label.colour, look), label.cue) for label in labels},
        font_px=settings.text_px,
        line_height=settings.line_height,
        measure=settings.measure,
    )
