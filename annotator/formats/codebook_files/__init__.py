"""Codebooks in files of their own: ours, spreadsheets, REFI-QDA, brat and Label Studio."""
