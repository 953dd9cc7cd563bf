"""REFI-QDA 1.5 (https://www.qdasoftware.org): projects of programs for qualitative data analysis, and codebooks."""
