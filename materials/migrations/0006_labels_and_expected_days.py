from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [("materials", "0005_order_lines_counts_no_cycles")]

    operations = [
        migrations.AddField(
            model_name="lot", name="label", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField(
            model_name="order", name="expected_on", field=models.DateField(null=True)
        ),
        AuditedTable("Lot"),
        AuditedTable("Order"),
    ]
