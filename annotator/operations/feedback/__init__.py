"""What coders get back: gold released, practice, their own spans against it."""
