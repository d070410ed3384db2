import django.db.models.deletion
from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("cleanrooms", "0007_exposures"),
        ("monitoring", "0002_channels"),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="of_exits",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="sample",
            name="demand",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prints",
                to="cleanrooms.platedemand",
            ),
        ),
        AuditedTable("Round"),
        AuditedTable("Sample"),
    ]
