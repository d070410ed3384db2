from django.db import migrations

from integrity.database.erasure import DROP_ERASE, ERASE


class Migration(migrations.Migration):
    dependencies = [("integrity", "0011_trail_reviews")]

    operations = [migrations.RunSQL(ERASE, DROP_ERASE)]
