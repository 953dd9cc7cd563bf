"""Prose from the glyphs of printed pages: words, lines, columns, paragraphs, notes; pure functions over boxes.

Lengths are in points, of a page whose y grows upwards, unless they are told in em: the size of the type at hand.
"""
