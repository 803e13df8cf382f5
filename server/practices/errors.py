"""What can be wrong with the library."""


class CatalogueError(Exception):
    """The catalogue is broken; the text names the file, the place and what is wrong there."""
