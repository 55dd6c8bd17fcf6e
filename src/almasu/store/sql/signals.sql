-- name: modules
-- Modules by their certificates.
select certificate, organisation, name, expires_at, blocked_at, mark
from signal_modules where certificate = any(%(certificates)s);

-- name: let_in
-- Keep a module, or what is now so of one.
insert into signal_modules (certificate, organisation, name, expires_at, blocked_at, mark)
values (%(certificate)s, %(organisation)s, %(name)s, %(expires_at)s, %(blocked_at)s, %(mark)s)
on conflict (certificate) do update set organisation = excluded.organisation, name = excluded.name,
    expires_at = excluded.expires_at, blocked_at = excluded.blocked_at, mark = excluded.mark;

-- name: open_queues
-- Begin queues that were never seen; of others nothing changes.
insert into signal_queues (certificate, epoch, reached, lost, moved_at)
select certificate, epoch, 0, 0, %(at)s
from unnest(%(certificates)s::bytea[], %(epochs)s::bytea[]) as given (certificate, epoch)
order by certificate, epoch on conflict do nothing;

-- name: queues_to_move
-- How far queues have come, locked until this transaction ends, in one order for everybody.
select q.certificate, q.epoch, q.reached
from signal_queues q
join unnest(%(certificates)s::bytea[], %(epochs)s::bytea[]) as given (certificate, epoch) using (certificate, epoch)
order by q.certificate, q.epoch for update of q;

-- name: keep_batches
-- Keep batches with the leaf that tells of them and their place under it.
insert into signal_batches (certificate, epoch, first, signals, organisation, received_at, leaf, place, body)
select certificate, epoch, first, signals, organisation, %(at)s, %(leaf)s, place - 1, body
from unnest(%(certificates)s::bytea[], %(epochs)s::bytea[], %(firsts)s::bigint[], %(signals)s::integer[],
    %(organisations)s::text[], %(bodies)s::bytea[])
    with ordinality as given (certificate, epoch, first, signals, organisation, body, place);

-- name: move_queues
-- Keep how far queues have come.
update signal_queues q set reached = given.reached, lost = q.lost + given.lost, moved_at = %(at)s
from unnest(%(certificates)s::bytea[], %(epochs)s::bytea[], %(reached)s::bigint[], %(lost)s::bigint[])
    as given (certificate, epoch, reached, lost)
where q.certificate = given.certificate and q.epoch = given.epoch;
