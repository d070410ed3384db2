"""Erasing what a person may ask to be erased, without touching the trail."""

ERASE = """
CREATE FUNCTION integrity_erase(of_table regclass, of_row uuid) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  opened uuid := integrity_opened();
  bare name := (SELECT relname FROM pg_class WHERE oid = of_table);
  row_now jsonb;
  erased text[];
BEGIN
  EXECUTE format('SELECT to_jsonb(t) FROM %s AS t WHERE id = $1', of_table)
    INTO row_now USING of_row;
  SELECT array_agg("column" ORDER BY "column") INTO erased FROM integrity_personalvalue
    WHERE "table" = bare AND row_id = of_row::text AND value IS NOT NULL
      AND coalesce(row_now ->> "column", '') <> '';
  IF erased IS NOT NULL THEN
    RAISE EXCEPTION 'Still in use: %.', array_to_string(erased, ', ')
      USING ERRCODE = 'object_in_use', HINT = 'Empty these columns of the record first.';
  END IF;
  WITH gone AS (
    DELETE FROM integrity_personalvalue
      WHERE "table" = bare AND row_id = of_row::text AND value IS NOT NULL RETURNING "column"
  ) SELECT coalesce(array_agg("column" ORDER BY "column"), '{}') INTO erased FROM gone;
  RETURN erased;
END $$;
REVOKE ALL ON FUNCTION integrity_erase(regclass, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION integrity_erase(regclass, uuid) TO lims_app;
"""

DROP_ERASE = "DROP FUNCTION integrity_erase(regclass, uuid);"
