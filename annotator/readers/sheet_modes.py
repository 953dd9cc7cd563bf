"""How a workbook is read: the sheets that are shown, or all of them."""

SHOWN, ALL = b"p", b"a"
