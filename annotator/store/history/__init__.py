"""Steps: done, undone, reverted, read by pages."""
