"""Identifiers: UUIDv7 texts that stay the same in every copy of a project, and the readable ids of a codebook.

A UUIDv7 begins with its time, so that ids sort by creation and rows of one import lie together in the file.
"""

import secrets
import threading
import time
from typing import NewType

DocumentId = NewType("DocumentId", str)
SpanId = NewType("SpanId", str)
LinkId = NewType("LinkId", str)
CoderId = NewType("CoderId", str)
LayerId = NewType("LayerId", str)
ActorId = NewType("ActorId", str)
DecisionId = NewType("DecisionId", str)
RemarkId = NewType("RemarkId", str)
MemoId = NewType("MemoId", str)
SetId = NewType("SetId", str)
SearchId = NewType("SearchId", str)
FieldId = NewType("FieldId", str)
CodebookVersionId = NewType("CodebookVersionId", str)
UNKNOWN_VERSION = CodebookVersionId("")
"""Where nobody knows under which version of the codebook something was coded."""

# Readable and chosen once, never changed by a rename: they stand in exported data ("appeal").
LabelId = NewType("LabelId", str)
AttributeId = NewType("AttributeId", str)
RoleId = NewType("RoleId", str)

_lock = threading.Lock()
_last_stamp = 0


def new_id() -> str:
    """Return a UUIDv7 (RFC 9562, section 5.7); ids of one process strictly increase, also within a millisecond."""
    global _last_stamp
    with _lock:
        # 48 bits of milliseconds and 12 bits of their fraction (method 3 of section 6.2).
        stamp = max((time.time_ns() << 12) // 1_000_000, _last_stamp + 1)
        _last_stamp = stamp
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
