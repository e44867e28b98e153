"""Papers of final notes, which the database itself refuses to change.

A migration that makes the table anew on SQLite loses the trigger and has to put it back: a test
looks for it (`tests/coordination/test_notes_final.py`).
"""

from django.db import migrations

TABLE = "coordination_notespaper"
TRIGGER = "coordination_notespaper_never_changes"
MESSAGE = "The paper of final notes is never changed."

ON_SQLITE = f"""
CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE}
BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
ON_POSTGRESQL = f"""
CREATE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION {TRIGGER}();
"""


def refuse_changes(apps, schema_editor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(ON_SQLITE if is_sqlite else ON_POSTGRESQL)


def allow_changes(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TRIGGER}")
    else:
        schema_editor.execute(f"DROP TRIGGER {TRIGGER} ON {TABLE}; DROP FUNCTION {TRIGGER}()")


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0002_meetings_at_work"),
    ]

    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
    ]
