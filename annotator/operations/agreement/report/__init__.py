"""The two reports of a study: an appendix that fits on two pages, and a supplement with everything."""
