"""The database itself refuses to change what was submitted, whoever asks it to.

A migration that makes the table anew on SQLite loses the trigger and has to put it back: a test
looks for it (`tests/strategies/test_report_versions.py`).
"""

from django.db import migrations

TABLE = "strategies_reportversion"
TRIGGER = "strategies_reportversion_never_changes"
MESSAGE = "What was submitted is never changed."

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
    dependencies = [("strategies", "0003_progress_reports")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
