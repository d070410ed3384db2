"""A partner's login sees its sponsor's rows, and only the columns that the API tells.

The sponsor is named for one transaction by `set_config('lims.sponsor', ..., true)`. Afterwards
the value is the empty string, which nullif turns into null: nothing is equal to null, so nothing
is shown. Each policy names the sponsor itself and leans on no other table's policy.

Row security is enabled and not forced: the owner, whom it would bind only when forced, migrates
and dumps all rows, and pg_dump refuses to work under policies. Nobody else is owner.
"""

from django.db import migrations

SPONSOR = "nullif(current_setting('lims.sponsor', true), '')::uuid"
BATCH = f"SELECT FROM batches_batchrecord b WHERE b.sponsor_id = {SPONSOR} AND b.id"
PRODUCT = f"SELECT FROM materials_product p WHERE p.sponsor_id = {SPONSOR} AND p.id"

OWN = {
    "materials_product": f"sponsor_id = {SPONSOR}",
    "batches_masterbatchrecord": f"EXISTS ({PRODUCT} = product_id)",
    "batches_batchrecord": f"sponsor_id = {SPONSOR}",
    "batches_batchoperation": f"EXISTS ({BATCH} = batch_id)",
    "batches_batchstep": (
        "EXISTS (SELECT FROM batches_batchoperation o JOIN batches_batchrecord b"
        f" ON b.id = o.batch_id WHERE b.sponsor_id = {SPONSOR} AND o.id = operation_id)"
    ),
    "batches_batchrendition": f"EXISTS ({BATCH} = batch_id)",
    "documents_rendition": (
        "EXISTS (SELECT FROM batches_batchrendition r JOIN batches_batchrecord b"
        f" ON b.id = r.batch_id WHERE b.sponsor_id = {SPONSOR} AND r.rendition_id ="
        " documents_rendition.id)"
    ),
}
TOLD = {
    "materials_product": "id, sponsor_id, code, name",
    "batches_masterbatchrecord": "id, product_id, code, revision",
    "batches_batchrecord": (
        "id, version, sponsor_id, master_id, number, status, patient_code, chain_of_identity,"
        " created_at, started_at, executed_at"
    ),
    "batches_batchoperation": "id, batch_id",
    "batches_batchstep": "id, operation_id, state",
    "batches_batchrendition": "id, batch_id, rendition_id, batch_version",
    "documents_rendition": "id, title, media_type, sha256, size, pages, made_at",
}


def secure(table: str) -> str:
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY facility ON {table} TO lims_app, lims_verify USING (true) WITH CHECK (true);
CREATE POLICY partner ON {table} FOR SELECT TO lims_partner USING ({OWN[table]});
GRANT SELECT ({TOLD[table]}) ON {table} TO lims_partner;
"""


def open_up(table: str) -> str:
    return f"""
DROP POLICY partner ON {table};
DROP POLICY facility ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
REVOKE SELECT ({TOLD[table]}) ON {table} FROM lims_partner;
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [
        ("batches", "0001_initial"),
        ("documents", "0001_initial"),
        ("materials", "0001_initial"),
    ]

    operations = [migrations.RunSQL(secure(table), open_up(table)) for table in OWN]
