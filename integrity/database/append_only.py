"""Shutting the trail against changes, and opening it for a migration that rewrites its columns."""

SHUT = """
CREATE FUNCTION integrity_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only: % is refused.', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON integrity_auditevent
  FOR EACH ROW EXECUTE FUNCTION integrity_refuse_change();
CREATE TRIGGER audit_never_cut BEFORE TRUNCATE ON integrity_auditevent
  FOR EACH STATEMENT EXECUTE FUNCTION integrity_refuse_change();
ALTER TABLE integrity_auditevent ENABLE ALWAYS TRIGGER audit_append_only;
ALTER TABLE integrity_auditevent ENABLE ALWAYS TRIGGER audit_never_cut;
REVOKE UPDATE, DELETE, TRUNCATE ON integrity_auditevent FROM lims_app;
"""
OPEN = """
DROP TRIGGER audit_append_only ON integrity_auditevent;
DROP TRIGGER audit_never_cut ON integrity_auditevent;
DROP FUNCTION integrity_refuse_change();
GRANT UPDATE ON integrity_auditevent TO lims_app;
"""

# For tables that are written once: signed heads, checks, signatures (InsertOnlyTable).
SHUT_TABLE = """
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION integrity_refuse_change();
CREATE TRIGGER never_cut BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION integrity_refuse_change();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER written_once;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_cut;
REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM lims_app;
"""
OPEN_TABLE = """
DROP TRIGGER written_once ON {table};
DROP TRIGGER never_cut ON {table};
GRANT UPDATE ON {table} TO lims_app;
"""
