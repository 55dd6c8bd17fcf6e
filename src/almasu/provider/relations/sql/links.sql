-- name: drop_coming
-- Take away what an interrupted filling left.
drop schema if exists coming cascade

-- name: make_coming
-- A new edition of the graph is built beside the one that answers.
create schema coming

-- name: use_memory
-- Sorting the country needs more memory than answering does.
set local work_mem = '192MB'

-- name: make_said
-- What the registers say, as it comes: `far` is a party above zero or a thing below.
create unlogged table coming.said (
  kind smallint not null,
  near bigint not null,
  far bigint not null,
  since date not null,
  until date not null,
  record text not null
)

-- name: make_kinds
-- The kinds of links and the number of each seen from the other side; nothing medical can stand here.
create table coming.kinds (
  number smallint primary key,
  source smallint not null check (source not in (12, 43)),
  reverse smallint not null
)

-- name: add_kinds
-- Write the kinds down.
insert into coming.kinds (number, source, reverse)
select * from unnest(%(numbers)s::smallint[], %(sources)s::smallint[], %(reverses)s::smallint[])

-- name: take_said
-- Take what the registers say, row by row.
copy coming.said (kind, near, far, since, until, record) from stdin

-- name: make_called
-- What each party is called.
create table coming.called as
select near as party, min(record) as name from coming.said where kind = 0 group by near order by near

-- name: index_called
-- Found by party.
alter table coming.called add primary key (party)

-- name: make_facts
-- Of several records on the same two, the latest stands; what parties are called is no link.
create unlogged table coming.facts as
select distinct on (kind, near, far) kind, near, far, since, until, record
from coming.said
where kind > 0
order by kind, near, far, until desc, since desc, record

-- name: know_facts
-- Let the planner know the facts.
analyze coming.facts

-- name: end_marriages
-- A marriage ends on the day of the divorce.
update coming.facts as married set until = parted.since
from (
  select least(near, far) as one, greatest(near, far) as other, max(since) as since
  from coming.facts where kind = %(parted)s group by 1, 2
) as parted
where married.kind = %(married)s
  and least(married.near, married.far) = parted.one and greatest(married.near, married.far) = parted.other
  and married.since <= parted.since and married.until > parted.since

-- name: make_held_once
-- Things that one party alone holds link nobody.
create unlogged table coming.held_once as
select kind, far from coming.facts where far < 0 group by kind, far having count(*) = 1

-- name: know_held_once
-- Let the planner know them.
analyze coming.held_once

-- name: make_edge
-- Every fact is found from both its sides.
create table coming.edge (
  near bigint not null,
  kind smallint not null,
  far bigint not null check (far <> near),
  since date not null,
  until date not null check (until >= since),
  record text not null
)

-- name: fill_edge
-- Write each fact once for either side, the sides of one party together on the disk.
insert into coming.edge (near, kind, far, since, until, record)
with facts as (
  select facts.kind, facts.near, facts.far, facts.since, facts.until, facts.record
  from coming.facts as facts
  left join coming.held_once as once on once.kind = facts.kind and once.far = facts.far
  where once.far is null
)
select distinct on (near, kind, far) near, kind, far, since, until, record
from (
  select near, kind, far, since, until, record from facts
  union all
  select facts.far, kinds.reverse, facts.near, facts.since, facts.until, facts.record
  from facts join coming.kinds on kinds.number = facts.kind
) as sides
order by near, kind, far, until desc, since desc, record

-- name: index_edge
-- The order in which a capped reading takes links: those that still hold first, the youngest first.
create index on coming.edge (near, kind, until desc, since desc, far)

-- name: make_degree
-- How many links of each kind a party or thing has.
create table coming.degree as
select near, kind, count(*)::integer as held from coming.edge group by near, kind order by near, kind

-- name: index_degree
-- Found by party and kind.
alter table coming.degree add primary key (near, kind)

-- name: make_about
-- What the edition was made of, and when.
create table coming.about (content text not null, filled_at timestamptz not null, links bigint not null)

-- name: tell_about
-- The last row of a whole edition.
insert into coming.about (content, filled_at, links)
select %(content)s, %(filled_at)s, count(*) from coming.edge

-- name: drop_workings
-- What the edition was built from is not kept.
drop table coming.said, coming.facts, coming.held_once

-- name: count_edges
-- Let the planner know the edition.
analyze links.edge, links.degree, links.called

-- name: drop_links
-- The edition before goes when the new one is whole.
drop schema if exists links cascade

-- name: put_in_place
-- From here on the new edition answers.
alter schema coming rename to links

-- name: make_around
-- The links around one party: at most so many of each kind, and of each thing it shares but those walked already.
create function links.around(party bigint, direct smallint[], shared smallint[], most integer, walked bigint[])
returns table (near bigint, kind smallint, far bigint, since date, until date, record text, place bigint, beyond bigint)
language sql stable
begin atomic
  select own.near, own.kind, edge.far, edge.since, edge.until, edge.record, 0::bigint, greatest(own.held - most, 0)::bigint
  from links.degree as own
  cross join lateral (
    select one.far, one.since, one.until, one.record
    from links.edge as one
    where one.near = own.near and one.kind = own.kind
    order by one.until desc, one.since desc, one.far
    limit most
  ) as edge
  where own.near = party and own.kind = any (direct)
  union all
  select own.near, own.kind, other.far, greatest(thing.since, other.since), least(thing.until, other.until), other.record,
    thing.far, (greatest(whole.held - 1 - most, 0) + greatest(own.held - most, 0))::bigint
  from links.degree as own
  cross join lateral (
    select one.far, one.since, one.until
    from links.edge as one
    where one.near = own.near and one.kind = own.kind and one.far <> all (walked)
    order by one.until desc, one.since desc, one.far
    limit most
  ) as thing
  join links.degree as whole on whole.near = thing.far and whole.kind = own.kind
  cross join lateral (
    select seen.far, seen.since, seen.until, seen.record
    from (
      select one.far, one.since, one.until, one.record
      from links.edge as one
      where one.near = thing.far and one.kind = own.kind
      order by one.until desc, one.since desc, one.far
      limit most * 8::bigint
    ) as seen
    where seen.far <> own.near and seen.since <= thing.until and seen.until >= thing.since
    limit most
  ) as other
  where own.near = party and own.kind = any (shared);
end

-- name: around
-- The links around one party, for the kinds that the purpose allows.
select near, kind, far, nullif(since, '-infinity'), nullif(until, 'infinity'), record, place, beyond
from links.around(%(party)s::bigint, %(direct)s::smallint[], %(shared)s::smallint[], %(most)s::integer, '{}')

-- name: around_each
-- The links around each of several parties, for the kinds that the purpose allows, past the things walked already.
select further.near, further.kind, further.far, nullif(further.since, '-infinity'), nullif(further.until, 'infinity'),
  further.record, further.place, further.beyond
from unnest(%(parties)s::bigint[]) as via (party)
cross join lateral links.around(
  via.party, %(direct)s::smallint[], %(shared)s::smallint[], %(most)s::integer, %(walked)s::bigint[]
) as further

-- name: called
-- What some parties are called.
select party, name from links.called where party = any (%(parties)s::bigint[])

-- name: schema_there
-- Whether an edition is in place.
select 1 from pg_namespace where nspname = 'links'

-- name: about
-- What the edition in place was made of, when, and how many links it has.
select content, filled_at, links from links.about

-- name: one_degree
-- One row by its primary key: the measure that others are held against.
select held from links.degree where near = %(near)s and kind = %(kind)s

-- name: largest_hubs
-- The parties with the most links of one kind: for measuring.
select near from links.degree where near > 0 order by held desc, near limit %(most)s

-- name: size
-- How many bytes the whole database takes: for measuring.
select pg_database_size(current_database())
