"""The folder that runs without Python: what goes in, and what is taken out of it."""
