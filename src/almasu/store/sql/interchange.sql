-- name: open_collections
-- Keep collections that are not there yet.
insert into collections (id, alias, title, description, audience, open_to_machines, mark, added_at)
values (%(id)s, %(alias)s, %(title)s, %(description)s, %(audience)s, %(open)s, %(mark)s, %(at)s) on conflict do nothing;

-- name: collections
-- Collections by their numbers.
select id, alias, title, description, audience, open_to_machines, mark from collections
where id = any(%(ids)s) order by title;

-- name: lock_collection
-- When the last object of a collection came in; nobody else adds or deletes until this transaction ends.
select added_at from collections where id = %(id)s for update;

-- name: move_collection
-- Note when the last object came in.
update collections set added_at = %(at)s where id = %(id)s;

-- name: read_in_order
-- Let pages of this transaction be read along their index: without statistics a whole collection is sorted for each.
set local enable_bitmapscan = off;

-- name: page_of_latest
-- A part of a collection: of every object the last version that is visible.
select o.added_at, o.object, o.type, o.version, o.secrecy, case when %(bodies)s then o.body else ''::bytea end
from wanted_versions(%(collection)s, %(narrowest)s::smallint, false, '{}', true, false) o
where o.standing > 0 and o.added_at > %(after)s
order by o.added_at limit %(most)s;

-- name: page_of_all
-- A part of a collection: every version that is visible.
select o.added_at, o.object, o.type, o.version, o.secrecy, case when %(bodies)s then o.body else ''::bytea end
from wanted_versions(%(collection)s, %(narrowest)s::smallint, true, '{}', false, false) o
where o.added_at > %(after)s
order by o.added_at limit %(most)s;

-- name: page_of_some
-- A part of a collection: visible versions by what is asked of versions.
select o.added_at, o.object, o.type, o.version, o.secrecy, case when %(bodies)s then o.body else ''::bytea end
from wanted_versions(%(collection)s, %(narrowest)s::smallint, %(all)s, %(exact)s, %(last)s, %(first)s) o
where o.added_at > %(after)s
order by o.added_at limit %(most)s;

-- name: page_of_types
-- A part of a collection: visible versions of objects of some types, each type read in its own order.
select o.added_at, o.object, o.type, o.version, o.secrecy, case when %(bodies)s then o.body else ''::bytea end
from unnest(%(types)s::text[]) as wanted (type)
cross join lateral (
    select w.* from wanted_versions(%(collection)s, %(narrowest)s::smallint, %(all)s, %(exact)s, %(last)s, %(first)s) w
    where w.type = wanted.type and w.added_at > %(after)s
    order by w.added_at limit %(most)s
) o
order by o.added_at limit %(most)s;

-- name: page_of_objects
-- A part of a collection: visible versions of objects of some numbers, and of some types where these are told.
select o.added_at, o.object, o.type, o.version, o.secrecy, case when %(bodies)s then o.body else ''::bytea end
from unnest(%(ids)s::text[]) as wanted (object)
cross join lateral (
    select w.* from wanted_versions(%(collection)s, %(narrowest)s::smallint, %(all)s, %(exact)s, %(last)s, %(first)s) w
    where w.object = wanted.object and w.added_at > %(after)s
) o
where cardinality(%(types)s::text[]) = 0 or o.type = any(%(types)s::text[])
order by o.added_at limit %(most)s;

-- name: held_versions
-- What a collection holds of some objects, whatever its degree.
select added_at, object, type, version, secrecy, body, versioned from collection_objects
where collection = %(collection)s and object = any(%(objects)s);

-- name: add_objects
-- Keep objects, each at its moment, as if none had another version.
insert into collection_objects (collection, added_at, object, type, version, versioned, secrecy, standing, body)
select %(collection)s, t.* from unnest(%(moments)b::timestamptz[], %(objects)s::text[], %(types)s::text[],
    %(versions)b::timestamptz[], %(versioned)b::boolean[], %(degrees)b::smallint[], %(standings)b::smallint[],
    %(bodies)b::bytea[]) as t;

-- name: rank_versions
-- Count anew how the versions of some objects stand to each other.
update collection_objects o set standing = case
    when not exists (select 1 from collection_objects n where n.collection = o.collection and n.object = o.object
        and n.version > o.version) then 2
    when exists (select 1 from collection_objects n where n.collection = o.collection and n.object = o.object
        and n.version > o.version and n.secrecy >= o.secrecy) then 0
    else 1 end
where o.collection = %(collection)s and o.object = any(%(objects)s);

-- name: delete_versions
-- Delete visible versions of an object by what is asked of versions.
delete from collection_objects o
using wanted_versions(%(collection)s, %(narrowest)s::smallint, %(all)s, %(exact)s, %(last)s, %(first)s) w
where o.collection = w.collection and o.added_at = w.added_at and w.object = %(object)s;

-- name: keep_status
-- Keep what became of an addition.
insert into collection_statuses (id, machine, at, body) values (%(id)s, %(machine)s, %(at)s, %(body)s);

-- name: forget_statuses
-- Let go what became of additions long ago.
delete from collection_statuses where at < %(before)s;

-- name: status
-- What became of an addition of one machine since a moment.
select at, body from collection_statuses where id = %(id)s and machine = %(machine)s and at >= %(since)s;
