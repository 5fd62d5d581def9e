-- The record of teams: lines as their journals have them, who may read them, and what was erased.
-- Run by `dcx team init` inside a transaction; never changed once it was released.

CREATE SCHEMA dcx;
REVOKE ALL ON SCHEMA dcx FROM PUBLIC;

CREATE TABLE dcx.migration (
  version int PRIMARY KEY,
  -- the oldest schema that a dcx may be made for and still work with this one
  works_from int NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE dcx.team (name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_-]{0,39}$'));

CREATE TABLE dcx.member (
  login name PRIMARY KEY,
  team text NOT NULL REFERENCES dcx.team,
  rep text NOT NULL DEFAULT '',
  synced_at timestamptz,
  left_at timestamptz
);

CREATE TABLE dcx.device (
  device text PRIMARY KEY,
  login name NOT NULL REFERENCES dcx.member,
  team text NOT NULL REFERENCES dcx.team,
  last_pos bigint NOT NULL DEFAULT 0,
  left_at timestamptz
);
CREATE INDEX device_team ON dcx.device (team);

-- `pos`: the place in its device's journal, in the order it came. No number runs over all devices: whoever reads
-- by such a number passes over what a slower transaction commits later.
CREATE TABLE dcx.event (
  device text COLLATE "C" NOT NULL REFERENCES dcx.device,
  pos bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  team text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  member name NOT NULL,
  line text COLLATE "C" NOT NULL,
  PRIMARY KEY (device, pos)
);
CREATE UNIQUE INDEX event_id ON dcx.event (id);

-- Ids of what was erased, and nothing else of it.
CREATE TABLE dcx.erased (id text COLLATE "C" PRIMARY KEY, team text NOT NULL);

-- Who asks. These run with the owner's rights, for the tables they look into are under row-level security.
CREATE FUNCTION dcx.my_team() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT team FROM dcx.member WHERE login = session_user AND left_at IS NULL $$;

CREATE FUNCTION dcx.am_lead() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_has_role(session_user, 'dcx_lead', 'MEMBER') $$;

-- A line's envelope, as every dcx writes it (docs/journal.md); no row when it is none. A quotation mark inside a text
-- is escaped, so `","rep":"` is where the key is and nowhere before. Regular expressions take 20 times as long.
CREATE TYPE dcx.envelope AS (place bigint, id text, n bigint, rep text, device text, kind text, line text);

CREATE FUNCTION dcx.read_lines(lines text[]) RETURNS SETOF dcx.envelope
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT one.place, m.id, m.n::bigint, m.rep, m.device, m.kind, one.line
  FROM unnest(lines) WITH ORDINALITY AS one (line, place),
    LATERAL (SELECT left(one.line, 4000) AS head OFFSET 0) AS h,  -- OFFSET 0: worked out once
    LATERAL (SELECT substr(h.head, 16, 12) AS id,
      split_part(split_part(h.head, ',"n":', 2), ',"at":"', 1) AS n,
      split_part(split_part(h.head, '","rep":"', 2), '","device":"', 1) AS rep,
      left(split_part(h.head, '","device":"', 2), 12) AS device,
      split_part(split_part(h.head, '","kind":"', 2), '"', 1) AS kind OFFSET 0) AS m
  WHERE starts_with(h.head, '{"dcx":1,"id":"') AND substr(h.head, 28, 9) = '","prev":'
    AND length(m.id || m.device) = 24 AND translate(m.id || m.device, 'bcdfghjkmnpqrstvwxz23456789', '') = ''
    AND length(m.n) BETWEEN 1 AND 13 AND translate(m.n, '0123456789', '') = '' AND left(m.n, 1) <> '0'
    AND m.kind <> '' AND translate(m.kind, 'abcdefghijklmnopqrstuvwxyz_', '') = ''
    AND left(right(one.line, 18), 8) = ',"crc":"' AND right(one.line, 2) = '"}'
    AND translate(left(right(one.line, 10), 8), '0123456789abcdef', '') = ''
    AND octet_length(one.line) = length(one.line) AND strpos(one.line, E'\n') = 0
$$;

-- The one way in: all of these lines or none of them. What is there already counts once, what is erased is refused.
CREATE TYPE dcx.outcome AS (id text, outcome text);

CREATE FUNCTION dcx.send(lines text[]) RETURNS SETOF dcx.outcome
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  mine text := dcx.my_team();
  every dcx.envelope[];
  outcomes dcx.outcome[];
  gone text[];
BEGIN
  IF mine IS NULL THEN
    RAISE EXCEPTION 'in no team' USING ERRCODE = 'DX001';
  END IF;
  SELECT array_agg(one ORDER BY one.place) INTO every FROM dcx.read_lines(lines) AS one;
  IF coalesce(cardinality(every), 0) <> coalesce(cardinality(lines), 0) THEN
    RAISE EXCEPTION 'not a record' USING ERRCODE = 'DX003';
  END IF;
  INSERT INTO dcx.device (device, login, team)
    SELECT DISTINCT one.device, session_user, mine FROM unnest(every) AS one
    ON CONFLICT DO NOTHING;
  -- one who writes for a device at a time: its places have no gap that a reader could pass over
  PERFORM 1 FROM dcx.device AS d
    WHERE d.device IN (SELECT one.device FROM unnest(every) AS one) ORDER BY d.device FOR UPDATE;
  IF EXISTS (
    SELECT 1 FROM dcx.device AS d
    WHERE d.device IN (SELECT one.device FROM unnest(every) AS one) AND (d.login <> session_user OR d.team <> mine)
  ) THEN
    RAISE EXCEPTION 'another login''s journal' USING ERRCODE = 'DX002';
  END IF;
  UPDATE dcx.device SET left_at = NULL
    WHERE left_at IS NOT NULL AND device IN (SELECT one.device FROM unnest(every) AS one);
  UPDATE dcx.member SET synced_at = now(), rep = coalesce(every[cardinality(every)].rep, rep)
    WHERE login = session_user;

  WITH one AS (
    SELECT DISTINCT ON (e.id) e.* FROM unnest(every) AS e ORDER BY e.id, e.place
  ), wanted AS (
    SELECT one.*, row_number() OVER (PARTITION BY one.device ORDER BY one.place) AS ahead FROM one
    WHERE NOT EXISTS (SELECT 1 FROM dcx.erased AS x WHERE x.id = one.id)
      AND NOT EXISTS (SELECT 1 FROM dcx.event AS v WHERE v.id = one.id)
  ), added AS (
    INSERT INTO dcx.event (device, pos, id, team, n, kind, member, line)
      SELECT w.device, d.last_pos + w.ahead, w.id, mine, w.n, w.kind, session_user, w.line
      FROM wanted AS w JOIN dcx.device AS d ON d.device = w.device
      ORDER BY w.device, w.ahead
      RETURNING dcx.event.id, dcx.event.device, dcx.event.pos
  ), moved AS (
    UPDATE dcx.device AS d SET last_pos = most.pos
      FROM (SELECT device, max(pos) AS pos FROM added GROUP BY device) AS most
      WHERE d.device = most.device
  )
  SELECT array_agg(ROW (one.id, CASE WHEN added.id IS NOT NULL THEN 'new'
      WHEN EXISTS (SELECT 1 FROM dcx.erased AS x WHERE x.id = one.id) THEN 'erased' ELSE 'known' END)::dcx.outcome)
    INTO outcomes FROM one LEFT JOIN added ON added.id = one.id;

  SELECT array_agg(DISTINCT found[1]) INTO gone
    FROM unnest(every) AS one,
      regexp_matches(substring(one.line FROM ',"ids":\[([^\]]*)\]'), '"([bcdfghjkmnpqrstvwxz23456789]{12})"', 'g')
        AS found
    WHERE one.kind = 'erased';
  IF gone IS NOT NULL THEN
    INSERT INTO dcx.erased (id, team) SELECT one, mine FROM unnest(gone) AS one ON CONFLICT DO NOTHING;
    DELETE FROM dcx.event AS v WHERE v.id = ANY (gone) AND v.team = mine AND v.kind <> 'erased';
  END IF;
  RETURN QUERY SELECT o.id, o.outcome FROM unnest(outcomes) AS o;
END
$$;

-- One comes (again), or a machine leaves; with the last of them its login. Who is shut out loses the role.
CREATE FUNCTION dcx.come() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ UPDATE dcx.member SET left_at = NULL WHERE login = session_user AND left_at IS NOT NULL $$;

CREATE FUNCTION dcx.leave(devices text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE dcx.device SET left_at = now() WHERE login = session_user AND device = ANY (devices);
  UPDATE dcx.member SET left_at = now() WHERE login = session_user AND left_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM dcx.device AS d WHERE d.login = session_user AND d.left_at IS NULL);
$$;

ALTER TABLE dcx.team ENABLE ROW LEVEL SECURITY;
ALTER TABLE dcx.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE dcx.device ENABLE ROW LEVEL SECURITY;
ALTER TABLE dcx.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE dcx.erased ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_team ON dcx.team FOR SELECT USING (name = (SELECT dcx.my_team()));
CREATE POLICY own_team ON dcx.member FOR SELECT USING (team = (SELECT dcx.my_team()));
CREATE POLICY own_team ON dcx.device FOR SELECT USING (team = (SELECT dcx.my_team()));
CREATE POLICY own_team ON dcx.erased FOR SELECT USING (team = (SELECT dcx.my_team()));
-- A review of a call and the coach's comment on it: for its rep and for the lead.
CREATE POLICY shared ON dcx.event FOR SELECT USING (
  team = (SELECT dcx.my_team())
  AND (kind NOT IN ('reviewed', 'coached') OR member = session_user OR (SELECT dcx.am_lead()))
);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA dcx FROM PUBLIC;
GRANT USAGE ON SCHEMA dcx TO dcx_rep;
GRANT SELECT ON dcx.migration, dcx.team, dcx.member, dcx.device, dcx.event, dcx.erased TO dcx_rep;
GRANT EXECUTE ON FUNCTION dcx.my_team(), dcx.am_lead(), dcx.send(text[]), dcx.come(),
  dcx.leave(text[]) TO dcx_rep;
