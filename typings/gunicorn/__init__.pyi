"""The part of gunicorn that Kept uses; the package ships no types."""
