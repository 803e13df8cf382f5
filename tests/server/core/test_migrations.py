"""Migrations: all of them or none, on both databases, also when there are none yet."""

import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from server.core.db import Base, db
from server.core.migrations import MIGRATIONS_DIR, MigrationError, init_migrations, migrate
from tests.factories.makers import MakeApp, MakeSettings

REVISION = '''
"""A revision of the test."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{name}", {after}, None, None
def upgrade():
    {upgrade}
def downgrade():
    pass
'''
PARENTS = (
    "op.create_table('parent', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.Text))"
)
CHILDREN = (
    "op.create_table('child', sa.Column('id', sa.Integer, primary_key=True),"
    " sa.Column('parent_id', sa.Integer, sa.ForeignKey('parent.id', ondelete='CASCADE')))"
)
ROWS = "op.execute('INSERT INTO parent VALUES (1, NULL)'); op.execute('INSERT INTO child VALUES (1, 1)')"
REBUILD = """
    with op.batch_alter_table("parent") as batch:
        batch.alter_column("name", existing_type=sa.Text, type_=sa.String(32))
"""


@pytest.fixture
def empty_app(make_app: MakeApp, make_settings: MakeSettings, database_url: str) -> Flask:
    return make_app(make_settings(DATABASE_URL=database_url))


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A copy of the project's migrations folder without its revisions."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS_DIR, folder, ignore=shutil.ignore_patterns("versions", "__pycache__"))
    (folder / "versions").mkdir()
    return folder


def write_revisions(migrations: Path, *upgrades: str) -> None:
    for number, upgrade in enumerate(upgrades):
        after = repr(f"r{number - 1}") if number else None
        revision = REVISION.format(name=f"r{number}", after=after, upgrade=upgrade)
        (migrations / "versions" / f"r{number}.py").write_text(revision, encoding="utf-8")


def tables(app: Flask) -> set[str]:
    with app.app_context():
        return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_it_works_with_the_revisions_there_are(empty_app: Flask) -> None:
    migrate(empty_app)
    migrate(empty_app)


def test_the_tables_are_those_of_the_models(empty_app: Flask) -> None:
    migrate(empty_app)

    with empty_app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_it_can_go_back_to_nothing(empty_app: Flask) -> None:
    migrate(empty_app)

    with empty_app.app_context():
        command.downgrade(init_migrations(empty_app).get_config(), "base")
        db.engine.dispose()

    assert tables(empty_app) == set()


def test_it_runs_what_is_missing(empty_app: Flask, migrations: Path) -> None:
    write_revisions(migrations, PARENTS)
    migrate(empty_app, migrations)
    write_revisions(migrations, PARENTS, CHILDREN)
    migrate(empty_app, migrations)

    assert tables(empty_app) == {"parent", "child"}


def test_it_leaves_nothing_of_a_failed_run(empty_app: Flask, migrations: Path) -> None:
    write_revisions(migrations, PARENTS, "op.execute('SELECT * FROM nowhere')")

    with pytest.raises(MigrationError, match="was undone"):
        migrate(empty_app, migrations)

    assert tables(empty_app) == set()


def test_it_keeps_children_while_their_parents_table_is_rebuilt(empty_app: Flask, migrations: Path) -> None:
    write_revisions(migrations, PARENTS, CHILDREN, ROWS, REBUILD)

    migrate(empty_app, migrations)

    with empty_app.app_context():
        assert db.session.execute(text("SELECT count(*) FROM child")).scalar_one() == 1


def test_it_says_that_a_newer_version_made_the_database(empty_app: Flask, migrations: Path) -> None:
    write_revisions(migrations, PARENTS, CHILDREN)
    migrate(empty_app, migrations)
    (migrations / "versions" / "r1.py").unlink()

    with pytest.raises(MigrationError, match="newer version"):
        migrate(empty_app, migrations)


def test_it_names_the_database_that_does_not_answer(make_app: MakeApp, make_settings: MakeSettings) -> None:
    app = make_app(make_settings(DATABASE_URL="postgresql://kept:secret@127.0.0.1:1/kept"))

    with pytest.raises(MigrationError, match=r"DATABASE_URL \(127\.0\.0\.1, kept\)") as raised:
        migrate(app)

    assert "secret" not in str(raised.value)
