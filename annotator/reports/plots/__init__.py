"""Plots: plain numbers and names -> `Drawing`, one file per plot; drawn alike in a report and in the window."""
