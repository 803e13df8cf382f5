"""Putting a backup back without bringing back what was ended since: sessions, passwords, deleted accounts."""
