"""Papers of what was submitted, which the database itself refuses to change.

A migration that makes the table anew on SQLite loses the trigger and has to put it back: a test
looks for it (`tests/strategies/test_report_filing.py`).
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "strategies_reportpaper"
TRIGGER = "strategies_reportpaper_never_changes"
MESSAGE = "The paper of what was submitted is never changed."

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
        ("strategies", "0004_versions_never_change"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(editable=False, verbose_name="gjort")),
                (
                    "checksum",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="kontrollsumma (SHA-256)"
                    ),
                ),
                ("content", models.BinaryField(verbose_name="innehåll")),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="strategies.reportversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "papper till diariet",
                "verbose_name_plural": "papper till diariet",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("checksum", ""), _negated=True),
                        name="strategies_reportpaper_summed",
                        violation_error_message="Något som måste stå saknas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content", b""), _negated=True),
                        name="strategies_reportpaper_filled",
                        violation_error_message="Ett papper är inte tomt.",
                    ),
                ],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
