#!/usr/bin/env bash
# Alembic reports an empty server default on SQLite as changed, each time
#
# Versions: alembic 1.20.1, SQLAlchemy 2.1.9 (PyPI), SQLite.
#
# Guess: a table made from the very metadata that it is compared with shows no difference with
#   compare_server_default=True, whatever the text of the default.
# What happened: server_default="x", "0" and " " are equal. server_default="" is a modify_default, and
#   still is after the operation that Alembic proposes has been carried out. SQLite reports the default
#   with its quotes, '' here; Alembic removes them for the comparison only if something is between them.
# What follows: on SQLite, a check "migrations match the models" (alembic check) never passes with an
#   empty text default, and autogenerate writes the same migration again and again. Write the default as
#   text("''") on the model (equal below), or give compare_server_default a function of your own.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet alembic==1.20.1 SQLAlchemy==2.1.9 Mako==1.4.3

cat >compare.py <<'PY'
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations

def differences(context, metadata):
    return [change[0][0] for change in compare_metadata(context, metadata)] or "equal"

for default in ("x", "0", " ", "", sa.text("''")):
    metadata = sa.MetaData()
    sa.Table("t", metadata, sa.Column("name", sa.String, server_default=default))
    with sa.create_engine("sqlite://").begin() as connection:
        metadata.create_all(connection)
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        before = differences(context, metadata)
        with Operations(context).batch_alter_table("t") as table:
            table.alter_column("name", existing_type=sa.String, server_default=default)
        print(repr(str(default)), before, "| after the proposed change:", differences(context, metadata))
PY
seen=$(venv/bin/python compare.py)
echo "$seen"
expected="'x' equal | after the proposed change: equal
'0' equal | after the proposed change: equal
' ' equal | after the proposed change: equal
'' ['modify_default'] | after the proposed change: ['modify_default']
\"''\" equal | after the proposed change: equal"
[ "$seen" = "$expected" ]
