"""A partner's login sees its sponsor's rows, and only the columns that the API tells.

The sponsor is named for one transaction by `set_config('lims.sponsor', ..., true)`. Afterwards
the value is the empty string, which nullif turns into null: nothing is equal to null, so nothing
is shown. Each policy names the sponsor itself and leans on no other table's policy.

Of steps a partner learns how many there are and how many are done, from a function that counts
as the owner and checks the sponsor itself. A policy on every step would be asked for each of the
ten thousand steps of a page of the list; so the partner's login has no right to that table.

Row security is enabled and not forced: the owner, whom it would bind only when forced, migrates
and dumps all rows, and pg_dump refuses to work under policies. Nobody else is owner.
"""

from django.db import migrations

SPONSOR = "nullif(current_setting('lims.sponsor', true), '')::uuid"
PRODUCT = f"SELECT FROM materials_product p WHERE p.sponsor_id = {SPONSOR} AND p.id"
BATCH = f"SELECT FROM batches_batchrecord b WHERE b.sponsor_id = {SPONSOR} AND b.id"

OWN = {
    "materials_product": f"sponsor_id = {SPONSOR}",
    "batches_masterbatchrecord": f"EXISTS ({PRODUCT} = product_id)",
    "batches_batchrecord": f"sponsor_id = {SPONSOR}",
    "batches_batchrendition": f"EXISTS ({BATCH} = batch_id)",
    "documents_rendition": (
        "EXISTS (SELECT FROM batches_batchrendition r JOIN batches_batchrecord b"
        f" ON b.id = r.batch_id WHERE b.sponsor_id = {SPONSOR}"
        " AND r.rendition_id = documents_rendition.id)"
    ),
}
TOLD = {
    "materials_product": "id, sponsor_id, code, name",
    "batches_masterbatchrecord": "id, product_id, code, revision",
    "batches_batchrecord": (
        "id, version, sponsor_id, master_id, number, status, patient_code, chain_of_identity,"
        " created_at, started_at, executed_at"
    ),
    "batches_batchrendition": "id, batch_id, rendition_id, batch_version",
    "documents_rendition": "id, title, media_type, sha256, size, pages, made_at",
}
PROGRESS = f"""
CREATE FUNCTION batches_progress(wanted uuid[])
  RETURNS TABLE (batch_id uuid, steps bigint, done bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
SELECT b.id, sum(counted.steps)::bigint, sum(counted.done)::bigint
FROM batches_batchrecord b
JOIN batches_batchoperation o ON o.batch_id = b.id
CROSS JOIN LATERAL (
  SELECT count(*) AS steps, count(*) FILTER (WHERE s.state = 'DONE') AS done
  FROM batches_batchstep s WHERE s.operation_id = o.id
) counted
WHERE b.id = ANY (wanted) AND (session_user = 'lims_app' OR b.sponsor_id = {SPONSOR})
GROUP BY b.id
$$;
REVOKE EXECUTE ON FUNCTION batches_progress(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION batches_progress(uuid[]) TO lims_app, lims_partner;
"""


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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("batches", "0001_initial"),
        ("documents", "0001_initial"),
        ("materials", "0001_initial"),
    ]

    operations = [
        *(migrations.RunSQL(secure(table), open_up(table)) for table in OWN),
        migrations.RunSQL(PROGRESS, "DROP FUNCTION batches_progress(uuid[])"),
    ]
