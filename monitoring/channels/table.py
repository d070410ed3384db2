"""The tables of readings and roll-ups in PostgreSQL: partitions by month, appended to only."""

READINGS = """
CREATE TABLE monitoring_reading (
  channel integer NOT NULL,
  at timestamptz NOT NULL,
  value numeric NOT NULL CHECK (value NOT IN ('NaN', 'Infinity', '-Infinity')),
  ingest integer NOT NULL,
  PRIMARY KEY (channel, at) INCLUDE (value)
) PARTITION BY RANGE (at);
CREATE INDEX monitoring_reading_at ON monitoring_reading
  USING brin (at) WITH (pages_per_range = 32);
REVOKE UPDATE, DELETE, TRUNCATE ON monitoring_reading FROM lims_app;
"""

# Once for each statement, not for each row: a command is open, or nothing is added.
BY_COMMAND = """
CREATE FUNCTION monitoring_only_commands_add() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM integrity_opened();
  RETURN NULL;
END $$;
CREATE TRIGGER only_commands_add BEFORE INSERT ON monitoring_reading
  FOR EACH STATEMENT EXECUTE FUNCTION monitoring_only_commands_add();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON monitoring_reading
  FOR EACH STATEMENT EXECUTE FUNCTION integrity_refuse_change();
ALTER TABLE monitoring_reading ENABLE ALWAYS TRIGGER only_commands_add;
ALTER TABLE monitoring_reading ENABLE ALWAYS TRIGGER never_changed;
"""

# Attached, not created as a part: so nobody who reads or adds has to wait.
PARTITION = """
CREATE FUNCTION monitoring_make_partition(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  month timestamptz := date_trunc('month', day::timestamptz);
  part text := 'monitoring_reading_' || to_char(month, 'YYYYMM');
BEGIN
  IF to_regclass(part) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('monitoring_make_partition'));
  IF to_regclass(part) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE monitoring_reading INCLUDING ALL)', part);
  EXECUTE format('REVOKE ALL ON %I FROM lims_app', part);
  EXECUTE format('GRANT SELECT ON %I TO lims_app', part);
  EXECUTE format(
    'ALTER TABLE monitoring_reading ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    part, month, month + interval '1 month');
END $$;
REVOKE ALL ON FUNCTION monitoring_make_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitoring_make_partition(date) TO lims_app;
"""

ROLL_UP = """
CREATE TABLE monitoring_by_{part} (
  channel integer NOT NULL,
  at timestamptz NOT NULL,
  count integer NOT NULL,
  total numeric NOT NULL,
  least numeric NOT NULL,
  most numeric NOT NULL,
  PRIMARY KEY (channel, at)
);
REVOKE DELETE, TRUNCATE ON monitoring_by_{part} FROM lims_app;
"""
PARTS = ("minute", "hour", "day")
CREATE = READINGS + BY_COMMAND + PARTITION + "".join(ROLL_UP.format(part=part) for part in PARTS)
DROP = (
    "".join(f"DROP TABLE monitoring_by_{part};" for part in PARTS)
    + "DROP FUNCTION monitoring_make_partition(date); DROP TABLE monitoring_reading;"
    " DROP FUNCTION monitoring_only_commands_add();"
)
