"""A claim is remembered by two clocks, so that a worker whose clock is wrong is seen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrity", "0007_trail_checks")]

    operations = [
        migrations.AddField("Job", "claimed_at", models.DateTimeField(null=True)),
        migrations.AddField("Job", "claimed_by_clock", models.DateTimeField(null=True)),
    ]
