"""The part of pytest-xdist that the tests use; the package ships no types."""
