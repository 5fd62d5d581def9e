-- Whoever has left a team still knows its ids. From another team they neither settle its promises, nor keep its
-- records from being sent by erasing their ids.

-- `had`: the team had a record of this id. Then it is refused from every team, since it was about somebody who was
-- forgotten; an id that a team only named is refused from that team.
ALTER TABLE dcx.erased ADD COLUMN had boolean NOT NULL DEFAULT true;
ALTER TABLE dcx.erased DROP CONSTRAINT erased_pkey, ADD PRIMARY KEY (id, team);

ALTER TABLE dcx.promise_event ADD COLUMN team text COLLATE "C";
UPDATE dcx.promise_event AS p SET team = e.team FROM dcx.event AS e WHERE e.id = p.id;
ALTER TABLE dcx.promise_event ALTER COLUMN team SET NOT NULL;

-- Whether this event of this team no longer counts.
CREATE FUNCTION dcx.is_gone(event text, whose text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT kind <> 'restored' FROM dcx.promise_event WHERE target = event AND team = whose
  ORDER BY n DESC, device DESC, id DESC LIMIT 1), false) $$;

-- These promises anew from all their events, in the order of the fold: the first who settles one counts.
CREATE OR REPLACE FUNCTION dcx.fold_promises(ids text[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM dcx.promise WHERE id = ANY (ids);
  INSERT INTO dcx.promise (id, team, state, due, owner)
  SELECT made.id, made.team,
    coalesce((SELECT CASE s.kind WHEN 'promise_kept' THEN CASE WHEN s.late THEN 'kept_late' ELSE 'kept' END
        WHEN 'promise_missed' THEN 'broken' ELSE 'withdrawn' END
      FROM dcx.promise_event AS s
      WHERE s.promise = made.id AND s.team = made.team AND s.kind IN ('promise_kept', 'promise_missed', 'promise_withdrawn')
        AND (s.n, s.device, s.id) > (made.n, made.device, made.id) AND NOT dcx.is_gone(s.id, made.team)
      ORDER BY s.n, s.device, s.id LIMIT 1), 'open'),
    CASE WHEN moved.id IS NULL THEN made.due ELSE moved.due END,
    coalesce(CASE WHEN handed.id IS NULL THEN made.owner ELSE handed.owner END, '')
  FROM dcx.promise_event AS made
  LEFT JOIN LATERAL (SELECT m.id, m.due FROM dcx.promise_event AS m
    WHERE m.promise = made.id AND m.team = made.team AND m.kind = 'promise_moved' AND (m.n, m.device, m.id) > (made.n, made.device, made.id)
      AND NOT dcx.is_gone(m.id, made.team) ORDER BY m.n DESC, m.device DESC, m.id DESC LIMIT 1) AS moved ON true
  LEFT JOIN LATERAL (SELECT h.id, h.owner FROM dcx.promise_event AS h
    WHERE h.promise = made.id AND h.team = made.team AND h.kind = 'promise_handed' AND (h.n, h.device, h.id) > (made.n, made.device, made.id)
      AND NOT dcx.is_gone(h.id, made.team) ORDER BY h.n DESC, h.device DESC, h.id DESC LIMIT 1) AS handed ON true
  WHERE made.id = ANY (ids) AND made.kind IN ('promise_made', 'alternative_picked') AND NOT dcx.is_gone(made.id, made.team)
$$;

-- What these events say of promises, and the promises they touch.
CREATE OR REPLACE FUNCTION dcx.note_promises(ids text[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO dcx.promise_event (id, team, promise, target, kind, n, device, due, owner, late)
  SELECT e.id, e.team,
    CASE WHEN e.kind NOT IN ('promise_made', 'alternative_picked') THEN f.fields ->> 'promise' END,
    CASE WHEN e.kind IN ('taken_back', 'restored', 'promise_undone') THEN f.fields ->> 'target' END,
    e.kind, e.n, e.device, dcx.moment(f.fields ->> 'due'),
    CASE WHEN e.kind = 'promise_handed' THEN f.fields ->> 'owner'
      ELSE coalesce(nullif(f.fields ->> 'owner', ''), f.fields ->> 'rep') END,
    coalesce(f.fields -> 'late', 'false') = 'true'
  FROM dcx.event AS e, LATERAL (SELECT dcx.fields(e.line) AS fields) AS f
  WHERE e.id = ANY (ids) AND e.kind IN ('promise_made', 'alternative_picked', 'promise_moved', 'promise_handed',
    'promise_kept', 'promise_missed', 'promise_withdrawn', 'taken_back', 'restored', 'promise_undone');
  SELECT dcx.fold_promises(array_agg(DISTINCT touched.promise)) FROM (
    SELECT coalesce(p.promise, p.id) AS promise FROM dcx.promise_event AS p
      WHERE p.id = ANY (ids) AND p.target IS NULL
    UNION ALL
    SELECT coalesce(t.promise, t.id) FROM dcx.promise_event AS p
      JOIN dcx.promise_event AS t ON t.id = p.target AND t.team = p.team WHERE p.id = ANY (ids)
  ) AS touched HAVING count(*) > 0
$$;

DROP FUNCTION dcx.is_gone(text);

-- The one way in, as before.
CREATE OR REPLACE FUNCTION dcx.send(lines text[]) RETURNS SETOF dcx.outcome
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
    WHERE NOT EXISTS (SELECT 1 FROM dcx.erased AS x WHERE x.id = one.id AND (x.had OR x.team = mine))
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
      WHEN EXISTS (SELECT 1 FROM dcx.erased AS x WHERE x.id = one.id AND (x.had OR x.team = mine)) THEN 'erased' ELSE 'known' END)::dcx.outcome)
    INTO outcomes FROM one LEFT JOIN added ON added.id = one.id;

  SELECT array_agg(DISTINCT found[1]) INTO gone
    FROM unnest(every) AS one,
      regexp_matches(substring(one.line FROM ',"ids":\[([^\]]*)\]'), '"([bcdfghjkmnpqrstvwxz23456789]{12})"', 'g')
        AS found
    WHERE one.kind = 'erased';
  IF gone IS NOT NULL THEN
    WITH deleted AS (
      DELETE FROM dcx.event AS v WHERE v.id = ANY (gone) AND v.team = mine AND v.kind <> 'erased' RETURNING v.id
    )
    INSERT INTO dcx.erased AS x (id, team, had)
      SELECT one, mine, deleted.id IS NOT NULL FROM unnest(gone) AS one LEFT JOIN deleted ON deleted.id = one
      ON CONFLICT (id, team) DO UPDATE SET had = x.had OR excluded.had;
  END IF;
  RETURN QUERY SELECT o.id, o.outcome FROM unnest(outcomes) AS o;
END
$$;
REVOKE ALL ON FUNCTION dcx.is_gone(text, text) FROM PUBLIC;

-- A machine whose login has moved to another team: what it sent before is the old team's, and fetched there.
CREATE TABLE dcx.device_was (
  device text NOT NULL REFERENCES dcx.device,
  team text NOT NULL REFERENCES dcx.team,
  PRIMARY KEY (device, team)
);
ALTER TABLE dcx.device_was ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_team ON dcx.device_was FOR SELECT USING (team = (SELECT dcx.my_team()));
CREATE POLICY moved_away ON dcx.device FOR SELECT USING (device IN (SELECT w.device FROM dcx.device_was AS w));
GRANT SELECT ON dcx.device_was TO dcx_rep;

-- What came before this version.
SELECT dcx.fold_promises(array_agg(id)) FROM dcx.promise_event WHERE kind IN ('promise_made', 'alternative_picked') HAVING count(*) > 0;
