-- The team's promises as they stand, folded by the server from the same events by the same rules, so that an index
-- answers what is overdue. It can be made anew from the lines; no text is in it.

CREATE TABLE dcx.promise_event (
  id text COLLATE "C" PRIMARY KEY REFERENCES dcx.event (id) ON DELETE CASCADE,
  promise text COLLATE "C",
  target text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  device text COLLATE "C" NOT NULL,
  due timestamptz,
  owner text COLLATE "C",
  late boolean NOT NULL DEFAULT false
);
CREATE INDEX promise_event_promise ON dcx.promise_event (promise, n, device, id) WHERE promise IS NOT NULL;
CREATE INDEX promise_event_target ON dcx.promise_event (target, n, device, id) WHERE target IS NOT NULL;

CREATE TABLE dcx.promise (
  id text COLLATE "C" PRIMARY KEY REFERENCES dcx.event (id) ON DELETE CASCADE,
  team text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  due timestamptz,
  owner text COLLATE "C" NOT NULL
);
CREATE INDEX promise_open ON dcx.promise (team, due) WHERE state = 'open';

-- A line as JSON; what PostgreSQL's text can't hold (lone surrogates, NUL) reads `?`.
CREATE FUNCTION dcx.fields(line text) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT regexp_replace(line, '\\u(d[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|d[89a-f][0-9a-f]{2}|0000)', '\\u003f', 'gi')::jsonb $$;

-- A moment as dcx writes it; anything else is none.
CREATE FUNCTION dcx.moment(written text) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE WHEN written ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z$'
  OR written ~ '^[0-9]{4}-(0[13-9]|1[0-2])-30T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z$'
  OR written ~ '^[0-9]{4}-(0[13578]|1[02])-31T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z$'
  THEN written::timestamptz END $$;

-- Whether this event no longer counts: the last of what was said of it took it back.
CREATE FUNCTION dcx.is_gone(event text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT coalesce((SELECT kind <> 'restored' FROM dcx.promise_event WHERE target = event
  ORDER BY n DESC, device DESC, id DESC LIMIT 1), false) $$;

-- These promises anew from all their events, in the order of the fold: the first who settles one counts.
CREATE FUNCTION dcx.fold_promises(ids text[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM dcx.promise WHERE id = ANY (ids);
  INSERT INTO dcx.promise (id, team, state, due, owner)
  SELECT made.id, event.team,
    coalesce((SELECT CASE s.kind WHEN 'promise_kept' THEN CASE WHEN s.late THEN 'kept_late' ELSE 'kept' END
        WHEN 'promise_missed' THEN 'broken' ELSE 'withdrawn' END
      FROM dcx.promise_event AS s
      WHERE s.promise = made.id AND s.kind IN ('promise_kept', 'promise_missed', 'promise_withdrawn')
        AND (s.n, s.device, s.id) > (made.n, made.device, made.id) AND NOT dcx.is_gone(s.id)
      ORDER BY s.n, s.device, s.id LIMIT 1), 'open'),
    CASE WHEN moved.id IS NULL THEN made.due ELSE moved.due END,
    coalesce(CASE WHEN handed.id IS NULL THEN made.owner ELSE handed.owner END, '')
  FROM dcx.promise_event AS made
  JOIN dcx.event AS event ON event.id = made.id
  LEFT JOIN LATERAL (SELECT m.id, m.due FROM dcx.promise_event AS m
    WHERE m.promise = made.id AND m.kind = 'promise_moved' AND (m.n, m.device, m.id) > (made.n, made.device, made.id)
      AND NOT dcx.is_gone(m.id) ORDER BY m.n DESC, m.device DESC, m.id DESC LIMIT 1) AS moved ON true
  LEFT JOIN LATERAL (SELECT h.id, h.owner FROM dcx.promise_event AS h
    WHERE h.promise = made.id AND h.kind = 'promise_handed' AND (h.n, h.device, h.id) > (made.n, made.device, made.id)
      AND NOT dcx.is_gone(h.id) ORDER BY h.n DESC, h.device DESC, h.id DESC LIMIT 1) AS handed ON true
  WHERE made.id = ANY (ids) AND made.kind IN ('promise_made', 'alternative_picked') AND NOT dcx.is_gone(made.id)
$$;

-- What these events say of promises, and the promises they touch.
CREATE FUNCTION dcx.note_promises(ids text[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO dcx.promise_event (id, promise, target, kind, n, device, due, owner, late)
  SELECT e.id,
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
      JOIN dcx.promise_event AS t ON t.id = p.target WHERE p.id = ANY (ids)
  ) AS touched HAVING count(*) > 0
$$;

CREATE FUNCTION dcx.take_promises() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ BEGIN PERFORM dcx.note_promises(array_agg(id)) FROM added HAVING count(*) > 0; RETURN NULL; END $$;
CREATE TRIGGER take_promises AFTER INSERT ON dcx.event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION dcx.take_promises();

-- What is erased may have settled, moved or handed over a promise that stays.
CREATE FUNCTION dcx.drop_promises() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM dcx.fold_promises(array_agg(one.id)) FROM dcx.promise AS one
    WHERE one.id IN (SELECT (regexp_match(r.line, ',"promise":"([bcdfghjkmnpqrstvwxz23456789]{12})"'))[1] FROM removed AS r)
    HAVING count(*) > 0;
  RETURN NULL;
END
$$;
CREATE TRIGGER drop_promises AFTER DELETE ON dcx.event REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION dcx.drop_promises();

ALTER TABLE dcx.promise ENABLE ROW LEVEL SECURITY;
ALTER TABLE dcx.promise_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_team ON dcx.promise FOR SELECT USING (team = (SELECT dcx.my_team()));
GRANT SELECT ON dcx.promise TO dcx_rep;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA dcx FROM PUBLIC;

-- What came before this version.
SELECT dcx.note_promises(array_agg(id)) FROM dcx.event HAVING count(*) > 0;
