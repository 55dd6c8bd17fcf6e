-- name: keep_parts
-- Keep parts of evidence that are not kept yet, in one order, so that two processes never wait for each other.
insert into evidence_parts (name, data)
select name, data from unnest(%(names)b::bytea[], %(data)b::bytea[]) as t (name, data) order by name
on conflict do nothing;

-- name: parts
-- Some parts of evidence.
select name, data from evidence_parts where name = any(%(names)b::bytea[]);
