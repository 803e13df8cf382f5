"""Landed migrations stay as they are: a database that has run one never runs it again."""

import re
from hashlib import sha256
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from server.core.db import db
from server.core.migrations import MIGRATIONS_DIR, init_migrations, migrate
from tests.factories.makers import MakeApp, MakeSettings

VERSIONS = MIGRATIONS_DIR / "versions"
LANDED = MIGRATIONS_DIR / "landed.sha256"
NUMBERED = re.compile(r"[0-9]{4}_[a-z0-9]+(_[a-z0-9]+)*\.py")
NAMED_BEFORE_NUMBERS = ["accounts", "ledger", "sharing", "nudges"]


def landed() -> dict[str, str]:
    """Return the hash of each file, by name, as `sha256sum` writes them."""
    lines = LANDED.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def files() -> list[Path]:
    return sorted(VERSIONS.glob("*.py"))


def test_each_landed_file_is_what_it_was() -> None:
    """Make a new revision instead of changing one; `sha256sum` in `versions` gives the line of a new file."""
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in files()} == landed()


def test_the_files_are_numbered_in_the_order_in_which_they_run(app: Flask) -> None:
    with app.app_context():
        scripts = ScriptDirectory.from_config(init_migrations(app).get_config())
        in_order = [*scripts.walk_revisions()][::-1]

    names = [Path(script.path).name for script in in_order]
    assert [name for name in names if not NUMBERED.fullmatch(name)] == []
    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
    assert names == [path.name for path in files()]
    ids = [script.revision for script in in_order]
    assert ids == [*NAMED_BEFORE_NUMBERS, *(name[:4] for name in names[len(NAMED_BEFORE_NUMBERS) :])]


def test_a_new_revision_gets_the_next_number(app: Flask, tmp_path: Path) -> None:
    count = len(files())
    with app.app_context():
        config = init_migrations(app).get_config()
        config.set_main_option("version_locations", f"{VERSIONS}:{tmp_path}")
        script = command.revision(config, "Give things a colour", version_path=str(tmp_path))

    assert not isinstance(script, list)
    assert script is not None
    assert script.revision == f"{count + 1:04d}"
    assert [path.name for path in tmp_path.glob("*.py")] == [f"{count + 1:04d}_give_things_a_colour.py"]


def test_triggers_for_each_row_become_triggers_for_each_statement(
    make_app: MakeApp, make_settings: MakeSettings, postgresql_url: str
) -> None:
    """A database from before revision 0002 was edited gets the triggers of those made since."""
    app = make_app(make_settings(DATABASE_URL=postgresql_url))
    with app.app_context():
        command.upgrade(init_migrations(app).get_config(), "nudges")
        with db.engine.begin() as connection:
            for statement in AS_IT_WAS:
                connection.execute(text(statement))
    migrate(app)

    with app.app_context():
        triggers = db.session.execute(
            text("SELECT tgname, tgtype & 1 FROM pg_trigger WHERE tgname LIKE '%numbered' ORDER BY tgname")
        ).all()
        assert inspect(db.engine).has_table("record")
        db.session.remove()
        db.engine.dispose()

    expected = ("fact_insert", "fact_update", "record_insert", "record_update")
    assert [tuple(row) for row in triggers] == [(f"{name}_numbered", 0) for name in expected]


AS_IT_WAS = (
    "DROP TRIGGER record_insert_numbered ON record",
    "DROP TRIGGER record_update_numbered ON record",
    "DROP TRIGGER fact_insert_numbered ON fact",
    "DROP TRIGGER fact_update_numbered ON fact",
    """
    CREATE OR REPLACE FUNCTION refuse_unnumbered() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM feed WHERE account_id = NEW.account_id AND NEW.seq > floor AND NEW.seq <= head
      ) THEN RAISE EXCEPTION 'not numbered'; END IF;
      RETURN NEW;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_numbered BEFORE INSERT OR UPDATE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_unnumbered()"
        for table in ("record", "fact")
    ),
)
