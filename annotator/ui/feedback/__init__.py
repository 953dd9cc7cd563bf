"""Feedback: one's own spans against gold, once it was released."""
