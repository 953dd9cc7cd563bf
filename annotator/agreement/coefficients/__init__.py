"""Coefficients on units that each coder put into a category."""
