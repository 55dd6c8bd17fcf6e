-- name: deliveries_to_index
-- Deliveries that are not in the index yet, the oldest first, each for one worker only.
select number, leaf, body from signal_deliveries
where not indexed order by number limit %(most)s for update skip locked;

-- name: roll_up
-- Add rows to the index; what stands there already grows.
insert into signal_rollups as known (key, organisation, kind, hour, first_at, last_at, records, signals, severity,
    sensor, rule, name, source, target, account, terms)
select key, organisation, kind, hour, first_at, last_at, records, signals, severity, sensor, rule, name, source,
    target, account, string_to_array(terms, E'\x1f')
from unnest(%(key)s::bytea[], %(organisation)s::text[], %(kind)s::smallint[], %(hour)s::timestamptz[],
    %(first_at)s::timestamptz[], %(last_at)s::timestamptz[], %(records)s::bigint[], %(signals)s::bigint[],
    %(severity)s::smallint[], %(sensor)s::text[], %(rule)s::text[], %(name)s::text[], %(source)s::text[],
    %(target)s::text[], %(account)s::text[], %(terms)s::text[])
    as given (key, organisation, kind, hour, first_at, last_at, records, signals, severity, sensor, rule, name, source,
        target, account, terms)
order by key
on conflict (key) do update set
    first_at = least(known.first_at, excluded.first_at),
    last_at = greatest(known.last_at, excluded.last_at),
    records = known.records + excluded.records,
    signals = known.signals + excluded.signals,
    severity = greatest(known.severity, excluded.severity);

-- name: note_indexed
-- Deliveries that are in the index now.
update signal_deliveries set indexed = true where number = any(%(numbers)s);

-- name: forget_index
-- Empty the index.
truncate signal_rollups;

-- name: index_again
-- Let every delivery be put into the index again.
update signal_deliveries set indexed = false where indexed;

-- name: found
-- Rollups that have every term, of one organisation where one is named, newest first.
select key, organisation, kind, hour, first_at, last_at, records, signals, severity, sensor, rule, name, source, target,
    account, terms
from signal_rollups
where (%(terms)s::text[] is null or terms @> %(terms)s::text[])
  and (%(organisation)s::text is null or organisation = %(organisation)s)
  and (%(kind)s::smallint is null or kind = %(kind)s)
  and (%(before_at)s::timestamptz is null or (last_at, key) < (%(before_at)s, %(before_key)s))
order by last_at desc, key desc limit %(most)s;

-- name: seen
-- What several organisations met since a moment, with how many had met it in the time before.
with lately as (
    select term, organisation, kind, records, first_at, last_at
    from signal_rollups, unnest(terms) as term where last_at >= %(since)s
), shared as (
    select term, array_agg(distinct organisation) as organisations, array_agg(distinct kind) as kinds,
        sum(records)::bigint as records, min(first_at) as first_at, max(last_at) as last_at
    from lately where term not like 'target:%%' group by term
    having count(distinct organisation) >= %(least)s
    order by count(distinct organisation) desc, term limit %(most)s
)
select term, organisations, kinds, records, first_at, last_at,
    (select count(distinct organisation) from signal_rollups earlier
     where earlier.terms @> array[shared.term] and earlier.last_at < %(since)s and earlier.last_at >= %(earlier)s)
from shared;

-- name: organisations
-- How many organisations have sent signals since a moment.
select count(distinct organisation) from signal_rollups where last_at >= %(earlier)s;
