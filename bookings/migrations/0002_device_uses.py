"""A booking of a device names the use that began it."""

import django.db.models.deletion
from django.db import migrations, models

from integrity.database.audited import AuditedTable


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0001_bookings"),
        ("cleanrooms", "0007_exposures"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="device_use",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="booking",
                to="cleanrooms.equipmentuse",
            ),
        ),
        AuditedTable("Booking"),
    ]
