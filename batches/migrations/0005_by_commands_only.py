"""Only commands change these tables, and PostgreSQL writes every change down."""

from django.db import migrations

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("batches", "0004_values_may_be_rejected"),
        ("integrity", "0005_chain_only"),
    ]

    operations = [
        AuditedTable("MasterBatchRecord"),
        AuditedTable("Operation"),
        AuditedTable("ProcessStep"),
        AuditedTable("StepMaterial"),
        AuditedTable("Parameter"),
        AuditedTable("BatchRecord"),
        AuditedTable("BatchOperation"),
        AuditedTable("BatchStep"),
        AuditedTable("BatchMaterial"),
        AuditedTable("BatchParameter"),
        AuditedTable("Entry"),
        AuditedTable("BatchSample"),
        AuditedTable("BatchRendition"),
    ]
