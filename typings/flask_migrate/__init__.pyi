"""The part of Flask-Migrate that Kept uses; the package ships no types."""

from alembic.config import Config
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

class Migrate:
    def __init__(self, app: Flask, db: SQLAlchemy, directory: str = ...) -> None: ...
    def get_config(self) -> Config: ...
