"""Others' parts taken into a project file, and parts read out for other copies."""
