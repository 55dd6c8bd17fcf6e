-- name: deliveries_to_index
-- Deliveries that are not in the index yet, the oldest first, each for one worker only.
select number, leaf, body, received_at from signal_deliveries
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
update signal_deliveries set indexed = true, spoilt = number = any(%(spoilt)s) where number = any(%(numbers)s);

-- name: forget_index
-- Empty the index.
truncate signal_rollups;

-- name: index_again
-- Let every delivery be put into the index again.
update signal_deliveries set indexed = false, spoilt = false where indexed;

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

-- name: newer
-- How many rollups a list has that would stand above its first row, counted to a limit.
select count(*) from (
    select 1 from signal_rollups
    where last_at > %(newest)s
      and (%(terms)s::text[] is null or terms @> %(terms)s::text[])
      and (%(organisation)s::text is null or organisation = %(organisation)s)
      and (%(kind)s::smallint is null or kind = %(kind)s)
    limit %(most)s
) as above;

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

-- name: take_turn
-- Become the one that fills the index when nobody is, or when the last one's time ran out; every taking raises the fence.
update signal_index_turn
set holder = %(holder)s,
    fence = fence + case when holder is not distinct from %(holder)s and held_until >= now() then 0 else 1 end,
    held_until = now() + %(seconds)s * interval '1 second'
where held_until is null or held_until < now() or holder = %(holder)s
returning fence;

-- name: hold_turn
-- Go on filling the index, if nobody else has begun to.
update signal_index_turn set held_until = now() + %(seconds)s * interval '1 second' where fence = %(fence)s;

-- name: give_up_turn
-- Let another one begin at once.
update signal_index_turn set held_until = null, holder = null where fence = %(fence)s;

-- name: withdraw_campaigns
-- Campaigns that were not found this time are offered no longer.
delete from signal_campaigns where not term = any(%(terms)s);

-- name: offer_campaign
-- Offer a campaign, or what is now so of one; when it was found first stays.
insert into signal_campaigns as known
    (term, found_at, organisations, kinds, records, first_at, last_at, before, surprise)
values (%(term)s, %(at)s, %(organisations)s, %(kinds)s, %(records)s, %(first_at)s, %(last_at)s, %(before)s, %(surprise)s)
on conflict (term) do update set organisations = excluded.organisations, kinds = excluded.kinds,
    records = excluded.records, first_at = excluded.first_at, last_at = excluded.last_at, before = excluded.before,
    surprise = excluded.surprise;

-- name: campaigns
-- Campaigns that are offered, the most surprising first.
select term, organisations, kinds, records, first_at, last_at, before, surprise, found_at from signal_campaigns
order by surprise desc, term;

-- name: counted
-- How much was sent since a moment, by kind; of one organisation where one is named.
select kind, sum(signals)::bigint, sum(records)::bigint, count(distinct organisation) from signal_rollups
where last_at >= %(since)s and (%(organisation)s::text is null or organisation = %(organisation)s)
group by kind order by kind;

-- name: sent
-- What was sent since a moment by day of Astana, kind and organisation; of one organisation where one is named.
select (hour at time zone 'Asia/Almaty')::date as day, kind, organisation, sum(signals)::bigint, sum(records)::bigint
from signal_rollups
where last_at >= %(since)s and hour >= %(since)s
  and (%(organisation)s::text is null or organisation = %(organisation)s)
group by 1, 2, 3 order by 1, 2, 3;

-- name: sources
-- Which source systems fed the modules of each organisation since a moment.
select organisation, array_agg(distinct sensor order by sensor) from signal_rollups
where last_at >= %(since)s and sensor <> '' group by organisation;

-- name: one
-- One rollup.
select key, organisation, kind, hour, first_at, last_at, records, signals, severity, sensor, rule, name, source, target,
    account, terms
from signal_rollups where key = %(key)s;

-- name: hourly
-- How many signals each hour since a moment had; of one organisation where one is named.
select hour, sum(signals)::bigint from signal_rollups
where hour >= %(since)s and last_at >= %(since)s
  and (%(organisation)s::text is null or organisation = %(organisation)s)
group by hour order by hour;
