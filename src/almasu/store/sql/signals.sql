-- name: modules
-- Modules by their certificates.
select m.certificate, m.organisation, m.name, m.expires_at, m.blocked_at, m.paper, m.version, p.latest, m.mark
from signal_modules m left join papers p on p.id = m.paper and p.version = m.version
where m.certificate = any(%(certificates)s);

-- name: let_in
-- Keep a module, or what is now so of one.
insert into signal_modules (certificate, organisation, name, expires_at, blocked_at, paper, version, mark)
values (%(certificate)s, %(organisation)s, %(name)s, %(expires_at)s, %(blocked_at)s, %(paper)s, %(version)s, %(mark)s)
on conflict (certificate) do update set organisation = excluded.organisation, name = excluded.name,
    expires_at = excluded.expires_at, blocked_at = excluded.blocked_at, paper = excluded.paper,
    version = excluded.version, mark = excluded.mark;

-- name: contacts
-- When modules were heard of last, how much they sent and lost.
select certificate, max(moved_at), sum(reached - lost)::bigint, sum(lost)::bigint
from signal_queues where certificate = any(%(certificates)s) group by certificate;

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

-- name: keep_delivery
-- Keep a delivery with its leaf and move its queues, each from where it was thought to be, of modules as they were read.
with moved as (
    update signal_queues q set reached = given.reached, lost = q.lost + given.lost, moved_at = %(at)s
    from unnest(%(certificates)b::bytea[], %(epochs)b::bytea[], %(befores)s::bigint[], %(reached)s::bigint[],
        %(lost)s::bigint[], %(marks)b::bytea[]) as given (certificate, epoch, before, reached, lost, mark)
    join signal_modules m on m.certificate = given.certificate and m.mark = given.mark
    left join papers p on p.id = m.paper and p.version = m.version
    where q.certificate = given.certificate and q.epoch = given.epoch and q.reached = given.before
      and (m.paper is null or p.latest)
    returning 1
), told as (
    insert into journal_waiting (log, commitment, entry) values (%(log)s, %(leaf)s, %(entry)s)
)
insert into signal_deliveries (received_at, leaf, signals, queues_meant, queues_moved, body)
select %(at)s, %(leaf)s, %(signals)s, %(meant)s, (select count(*) from moved), %(body)s;

-- name: spells
-- When modules were in contact, the latest spell first.
select certificate, since, until, deliveries, version from signal_contacts
where certificate = any(%(certificates)s) order by since desc, certificate limit %(most)s;

-- name: latest_spells
-- The latest spell of contact of each module.
select distinct on (certificate) certificate, since, until, deliveries, version from signal_contacts
where certificate = any(%(certificates)s) order by certificate, since desc;

-- name: hold_contacts
-- Let one writer at a time note when these modules were in contact, in one order for everybody.
select certificate from signal_modules where certificate = any(%(certificates)s)
order by certificate for no key update;

-- name: note_contact
-- Let a spell of contact go on, or begin a new one; what is known already is not told twice.
with latest as (
    select since, until, version from signal_contacts where certificate = %(certificate)s
    order by since desc limit 1
), known_already as (
    select 1 from signal_contacts where certificate = %(certificate)s
      and case when %(deliveries)s > 0 then delivered_until else until end >= %(until)s limit 1
), grown as (
    update signal_contacts known set since = least(known.since, %(since)s), until = greatest(known.until, %(until)s),
        deliveries = known.deliveries + %(deliveries)s,
        delivered_until = case when %(deliveries)s > 0 then %(until)s else known.delivered_until end
    from latest where known.certificate = %(certificate)s and known.since = latest.since
      and latest.version = %(version)s and not exists (select from known_already)
      and %(since)s <= latest.until + make_interval(secs => %(silence)s)
      and latest.since <= %(until)s + make_interval(secs => %(silence)s)
    returning 1
)
insert into signal_contacts (certificate, since, until, deliveries, version, delivered_until)
select %(certificate)s, %(since)s, %(until)s, %(deliveries)s, %(version)s,
    case when %(deliveries)s > 0 then %(until)s::timestamptz end
where not exists (select from grown) and not exists (select from known_already)
  and exists (select from signal_modules where certificate = %(certificate)s)
on conflict (certificate, since) do nothing;
