"""The trail in PostgreSQL: what appends events, and what writes every row's change.

All run as the owner with a pinned search path and time zone, so that the same row gives the same
text in every session. `lims_app` may append and nothing else.
"""

OPENED = """
CREATE FUNCTION integrity_opened() RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE opened text := current_setting('lims.command', true);
BEGIN
  IF coalesce(opened, '') = '' THEN
    RAISE EXCEPTION 'GMP records are changed by commands only.'
      USING ERRCODE = 'insufficient_privilege', HINT = 'Call a command of CGT-LIMS.';
  END IF;
  IF EXISTS (SELECT FROM integrity_auditevent WHERE command_id = opened::uuid) THEN
    RAISE EXCEPTION 'The command % has ended; it changes nothing any more.', opened
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN opened::uuid;
END $$;
"""

COMMIT_TO = """
CREATE FUNCTION integrity_commit_to(
  told jsonb, kind text, name text, of_table text, of_row text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  clear text := told ->> name;
  salted text := gen_random_uuid()::text;
  sealed text;
BEGIN
  IF coalesce(clear, '') = '' THEN
    RETURN told;
  END IF;
  sealed := encode(sha256(convert_to(salted || clear, 'UTF8')), 'hex');
  INSERT INTO integrity_personalvalue (commitment, "table", row_id, "column", salt, value)
    VALUES (sealed, of_table, of_row, name, salted, CASE kind WHEN 'personal' THEN clear END);
  RETURN told || jsonb_build_object(name, 'sha256:' || sealed);
END $$;
"""

WRITE_CHANGE = """
CREATE FUNCTION integrity_write_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  opened uuid := integrity_opened();
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  row_id text := coalesce(new_row, old_row) ->> 'id';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.id <> NEW.id THEN
      RAISE EXCEPTION 'The identity of a record is never changed.'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Compared as text: 98.0 and 98.00 are equal numbers and different records.
    SELECT jsonb_object_agg(key, old_row -> key), jsonb_object_agg(key, value)
      INTO old_row, new_row
      FROM jsonb_each(new_row) WHERE (old_row ->> key) IS DISTINCT FROM (new_row ->> key);
    IF new_row IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  FOR i IN 0 .. TG_NARGS - 1 LOOP
    old_row := integrity_commit_to(
      old_row, split_part(TG_ARGV[i], ' ', 1), split_part(TG_ARGV[i], ' ', 2),
      TG_TABLE_NAME, row_id);
    new_row := integrity_commit_to(
      new_row, split_part(TG_ARGV[i], ' ', 1), split_part(TG_ARGV[i], ' ', 2),
      TG_TABLE_NAME, row_id);
  END LOOP;
  INSERT INTO integrity_rowchange (command_id, "table", row_id, diff) VALUES (
    opened, TG_TABLE_NAME, row_id,
    jsonb_build_object('op', TG_OP, 'old', old_row, 'new', new_row)::text);
  RETURN NULL;
END $$;
"""

REFUSE_CUT = """
CREATE FUNCTION integrity_refuse_cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'GMP records are never cut off: TRUNCATE of % is refused.', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""

APPEND = """
CREATE FUNCTION integrity_append(ended uuid, told text) RETURNS integrity_auditevent
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  altered text;
  head integrity_chainhead;
  event integrity_auditevent;
  read jsonb;
BEGIN
  SELECT encode(sha256(convert_to(
      coalesce(string_agg("table" || ' ' || row_id || ' ' || diff, E'\\n' ORDER BY id), ''),
      'UTF8')), 'hex')
    INTO altered FROM integrity_rowchange WHERE command_id = ended;
  SELECT * INTO STRICT head FROM integrity_chainhead FOR UPDATE;
  event.body := '{"altered":"' || altered || '","appended_at":"'
    || to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '",' || substr(told, 2);
  read := event.body::jsonb;
  IF (read ->> 'command_id')::uuid IS DISTINCT FROM ended THEN
    RAISE EXCEPTION 'The event is that of another command.';
  END IF;
  event.seq := head.seq + 1;
  event.hash := sha256(
    '\\x00'::bytea || int8send(event.seq) || head.hash || convert_to(event.body, 'UTF8'));
  event.command_id := ended;
  event.verb := read ->> 'verb';
  event.subject_type := read #>> '{subject,type}';
  event.subject_id := read #>> '{subject,id}';
  event.actor_id := read #>> '{by,id}';
  event.at := read ->> 'at';
  INSERT INTO integrity_auditevent SELECT event.*;
  UPDATE integrity_chainhead SET seq = event.seq, hash = event.hash;
  PERFORM set_config('lims.command', '', true);
  RETURN event;
END $$;
"""

BASELINE = """
CREATE FUNCTION integrity_baseline(of_table regclass, kinds text[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex'
AS $$
DECLARE
  opened uuid := gen_random_uuid();
  name text := (SELECT relname FROM pg_class WHERE oid = of_table);
  row_now jsonb;
  kind text;
  rows int := 0;
BEGIN
  PERFORM set_config('lims.command', opened::text, true);
  FOR row_now IN EXECUTE format('SELECT to_jsonb(t) FROM %s AS t ORDER BY id', of_table) LOOP
    rows := rows + 1;
    FOREACH kind IN ARRAY kinds LOOP
      row_now := integrity_commit_to(
        row_now, split_part(kind, ' ', 1), split_part(kind, ' ', 2), name, row_now ->> 'id');
    END LOOP;
    INSERT INTO integrity_rowchange (command_id, "table", row_id, diff) VALUES (
      opened, name, row_now ->> 'id',
      jsonb_build_object('op', 'BASELINE', 'old', NULL, 'new', row_now)::text);
  END LOOP;
  IF rows > 0 THEN
    PERFORM integrity_append(opened, '{"at":"'
      || to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      || '","by":{"id":"' || md5('CGT-LIMS migration')::uuid || '","name":"CGT-LIMS migration"}'
      || ',"command":"integrity.baseline","command_id":"' || opened
      || '","details":{"rows":"' || rows || '"},"reason":"Written before changes were recorded."'
      || ',"subject":{"id":"' || name || '","label":"' || name || '","type":"table"}'
      || ',"v":"1","verb":"table.baselined"}');
  END IF;
  PERFORM set_config('lims.command', '', true);
END $$;
"""

RIGHTS = """
REVOKE ALL ON FUNCTION integrity_opened(), integrity_write_change(), integrity_refuse_cut(),
  integrity_baseline(regclass, text[]),
  integrity_commit_to(jsonb, text, text, text, text), integrity_append(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION integrity_append(uuid, text) TO lims_app;
REVOKE INSERT ON integrity_auditevent FROM lims_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE
  ON integrity_rowchange, integrity_personalvalue, integrity_chainhead FROM lims_app;
CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE ON integrity_rowchange
  FOR EACH ROW EXECUTE FUNCTION integrity_refuse_change();
CREATE TRIGGER change_never_cut BEFORE TRUNCATE ON integrity_rowchange
  FOR EACH STATEMENT EXECUTE FUNCTION integrity_refuse_change();
ALTER TABLE integrity_rowchange ENABLE ALWAYS TRIGGER change_append_only;
ALTER TABLE integrity_rowchange ENABLE ALWAYS TRIGGER change_never_cut;
"""

FUNCTIONS = OPENED + COMMIT_TO + WRITE_CHANGE + REFUSE_CUT + APPEND + BASELINE + RIGHTS

DROP_FUNCTIONS = """
DROP TRIGGER change_append_only ON integrity_rowchange;
DROP TRIGGER change_never_cut ON integrity_rowchange;
GRANT INSERT ON integrity_auditevent TO lims_app;
DROP FUNCTION integrity_baseline(regclass, text[]);
DROP FUNCTION integrity_append(uuid, text);
DROP FUNCTION integrity_refuse_cut();
DROP FUNCTION integrity_write_change();
DROP FUNCTION integrity_commit_to(jsonb, text, text, text, text);
DROP FUNCTION integrity_opened();
"""
