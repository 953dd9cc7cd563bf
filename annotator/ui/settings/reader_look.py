"""The reader's style out of the theme, the settings and the codebook."""

from annotator.model.codebook import Codebook, Label
from annotator.ui.kit import theme, themes
from annotator.ui.kit.label_colours import shades
from annotator.ui.reader.style import LabelStyle, ReaderStyle
from annotator.ui.settings.settings import Settings


def reader_style(settings: Settings, codebook: Codebook | None) -> ReaderStyle:
    """Return how the reader looks now."""
    look = theme.current()
    labels = codebook.labels if codebook else ()
    base = _base(look)
    return ReaderStyle(
        paper=look.paper,
        ink=look.ink,
        secondary=look.secondary,
        hairline=look.hairline,
        accent=look.accent,
        selection=look.selection,
        focus=base.focus,
        caret=look.accent,
        hit=base.hit,
        gold=base.gold,
        conflict=base.conflict,
        text_contrast=base.text_contrast,
        shape_contrast=base.shape_contrast,
        families=(*([settings.text_font] if settings.text_font else []), *base.families),
        looks={label.id: _style_of(label, look) for label in labels},
        font_px=settings.text_px,
        spacing=settings.spacing,
        measure=settings.measure,
    )


def _style_of(label: Label, look: themes.Theme) -> LabelStyle:
    bar, word, tint = shades(label.colour, look)
    return LabelStyle(bar, label.cue, word, tint)


def _base(look: themes.Theme) -> ReaderStyle:
    """Return the style whose own colours (of hits, cases, agreement) go with a theme."""
    if look.high_contrast:
        return ReaderStyle.dark_contrast() if look.dark else ReaderStyle.light_contrast()
    return ReaderStyle.dark() if look.dark else ReaderStyle.light()
