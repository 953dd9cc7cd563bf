"""Verified copies, kept by rule and made anew as projects."""
