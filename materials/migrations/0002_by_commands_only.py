"""Only commands change these tables, and PostgreSQL writes every change down."""

from django.db import migrations

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("materials", "0001_initial"),
        ("integrity", "0005_chain_only"),
    ]

    operations = [
        AuditedTable("Product"),
    ]
