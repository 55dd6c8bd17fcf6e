-- A month of many requests for `almasu bench report`; used in a throw-away database only.

-- name: copy_materials
-- Take in materials.
copy materials (id, body_bin, opened_at) from stdin with (format binary);

-- name: copy_requests
-- Take in requests.
copy requests (id, account, material, accepted_at, edition, record, evidence, leaf) from stdin with (format binary);

-- name: copy_questions
-- Take in questions that nobody has answered yet.
copy questions (exchange_id, request, resource, state, asked_at) from stdin with (format binary);

-- name: copy_entries
-- Take in entries of the journal in their order.
copy journal_entries (log, position, commitment, entry) from stdin with (format binary);

-- name: begin_log
-- The log whose entries are copied.
insert into journal_logs (log, origin, root) values ('main', 'almasu.bench/log', %(root)s);

-- name: keep_tile
-- Keep a tile as far as it has grown.
insert into journal_tiles (log, level, number, hashes) values ('main', %(level)s, %(number)s, %(hashes)s)
on conflict (log, level, number) do update set hashes = excluded.hashes;

-- name: keep_head
-- Publish a head of the log at a moment.
insert into journal_checkpoints (log, size, root, note, published_at)
values ('main', %(size)s, %(root)s, %(note)s, %(at)s);

-- name: let_commitments_be
-- No pack looks entries up by their commitments: keeping that index would take longer than all else here.
drop index journal_entries_by_commitment;

-- name: settle_questions
-- The answers of questions came, each row with its mark.
update questions q set state = 'no_record', settled_at = t.at, asked_at = t.at, bound = t.mark
from unnest(%(ids)s::uuid[], %(at)s::timestamptz[], %(marks)s::bytea[]) as t (id, at, mark)
where q.exchange_id = t.id;

-- name: know_tables
-- Let the planner know what is in the tables.
analyze;
