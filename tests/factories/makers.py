"""The types of the fixtures that make things."""

from collections.abc import Callable

from flask import Flask

from server.config import Settings

MakeSettings = Callable[..., Settings]
MakeApp = Callable[..., Flask]
