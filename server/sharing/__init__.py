"""Sharing by consent: invitations, what is shown to whom, and small warm gestures (docs/consent.md)."""
