"""Nudges: one notification about one thing on one day, sent when it helps and at no other time."""
