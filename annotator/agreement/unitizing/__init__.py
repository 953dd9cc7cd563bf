"""Krippendorff’s unitizing alphas, on texts as lines."""
