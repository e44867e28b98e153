"""The database itself refuses to change what an organisation submitted in a round, and what was
signed off. As in 0004: a migration that makes such a table anew on SQLite has to put its trigger
back (`tests/strategies/test_report_versions.py` looks for it)."""

from django.db import migrations

TABLES = ("strategies_requestversion", "strategies_requestsignature")
MESSAGE = "What was submitted is never changed."


def trigger_of(table: str) -> str:
    return f"{table}_never_changes"


def refuse_changes(apps, schema_editor) -> None:
    for table in TABLES:
        trigger = trigger_of(table)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN RAISE EXCEPTION '{MESSAGE}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END $$; "
                f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {trigger}()"
            )


def allow_changes(apps, schema_editor) -> None:
    for table in TABLES:
        trigger = trigger_of(table)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {trigger}")
        else:
            schema_editor.execute(f"DROP TRIGGER {trigger} ON {table}; DROP FUNCTION {trigger}()")


class Migration(migrations.Migration):
    dependencies = [("strategies", "0007_follow_up_rounds")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
