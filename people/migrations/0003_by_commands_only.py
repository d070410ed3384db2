"""Only commands change these tables, and PostgreSQL writes every change down."""

from django.db import migrations

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_sessions_end"),
        ("integrity", "0005_chain_only"),
    ]

    operations = [
        migrations.RemoveField("User", "last_login"),
        AuditedTable("Organisation"),
        AuditedTable("Role"),
        AuditedTable("Membership"),
        AuditedTable("User", personal=("email",), secret=("password",)),
    ]
