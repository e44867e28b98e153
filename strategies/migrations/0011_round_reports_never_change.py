"""The database itself refuses to change a version of a report that was published. As in 0008."""

from django.db import migrations

TABLE = "strategies_roundreportversion"
TRIGGER = f"{TABLE}_never_changes"
MESSAGE = "What was published is never changed."


def refuse_changes(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
    else:
        schema_editor.execute(
            f"CREATE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{MESSAGE}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END $$; "
            f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TRIGGER}()"
        )


def allow_changes(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TRIGGER}")
    else:
        schema_editor.execute(f"DROP TRIGGER {TRIGGER} ON {TABLE}; DROP FUNCTION {TRIGGER}()")


class Migration(migrations.Migration):
    dependencies = [("strategies", "0010_round_reports")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
