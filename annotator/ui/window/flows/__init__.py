"""What takes more than one step with the user: opening a project, importing, exporting, reading the codebook."""
