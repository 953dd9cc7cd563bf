"""Gamma: the best alignment of coders’ units, against random ones."""
