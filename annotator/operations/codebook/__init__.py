"""The codebook and the codings under it: versions, labels changed, codings that became stale."""
