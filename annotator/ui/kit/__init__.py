"""Widgets, fields, themes and icons, of which everything on the screen is made; it knows neither reader nor session."""
