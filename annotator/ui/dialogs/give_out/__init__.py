"""The dialog by which work is given out."""
