-- name: begin_delivery
-- Keep a new delivery.
insert into provision_deliveries (id, body, data_set, number, state, at, record)
values (%(id)s, %(body)s, %(data_set)s, %(number)s, %(state)s, %(at)s, %(record)s);

-- name: last_number
-- The number of the last delivery of a set, with a lock on the set until this transaction ends.
select coalesce(max(number), 0)
from (select pg_advisory_xact_lock(hashtextextended(%(lock)s, 6))) as locked
left join provision_deliveries on body = %(body)s and data_set = %(data_set)s;

-- name: delivery
-- A delivery.
select id, body, data_set, number, state, at, record from provision_deliveries where id = %(id)s;

-- name: these_deliveries
-- Deliveries by their numbers.
select id, body, data_set, number, state, at, record from provision_deliveries where id = any(%(ids)s);

-- name: delivery_to_change
-- A delivery, locked until this transaction ends.
select id, body, data_set, number, state, at, record from provision_deliveries where id = %(id)s for update;

-- name: move_delivery
-- Keep where the reading of a delivery stands now.
update provision_deliveries set state = %(state)s, record = %(record)s where id = %(id)s;

-- name: done_of_set
-- Deliveries of a set that count, the latest first.
select id, body, data_set, number, state, at, record from provision_deliveries
where body = %(body)s and data_set = %(data_set)s and state = 'done' order by number desc limit %(most)s;

-- name: sets_given
-- The sets of which more than one delivery counts, with their bodies.
select body, data_set from provision_deliveries where state = 'done' group by body, data_set having count(*) > 1;

-- name: done_before
-- Deliveries of a set that count and came before another one, the oldest first.
select id, body, data_set, number, state, at, record from provision_deliveries
where body = %(body)s and data_set = %(data_set)s and state = 'done' and number < %(number)s
order by number limit %(most)s;

-- name: deliveries
-- Deliveries, the latest first, of one body where one is named, behind a place of the list.
select id, body, data_set, number, state, at, record from provision_deliveries
where (%(body)s::text is null or body = %(body)s)
    and (%(at)s::timestamptz is null or (at, id) < (%(at)s, %(after)s::uuid))
order by at desc, id desc limit %(most)s;

-- name: unended
-- Deliveries that have not come to their end and are in one of these states, the oldest first.
select id, body, data_set, number, state, at, record from provision_deliveries
where state in ('taking', 'reading') and state = any(%(states)s) order by at limit %(most)s;

-- name: keep_segment
-- Keep the sealed rows of a block.
insert into provision_segments (delivery, number, rows, data, keys)
values (%(delivery)s, %(number)s, %(rows)s, %(data)b, %(keys)b);

-- name: segment
-- The sealed rows of a block.
select rows, data from provision_segments where delivery = %(delivery)s and number = %(number)s;

-- name: segments
-- The rows and the digest of each segment in their order: of what is sealed with the hashes of its keys.
select rows, sha256(sha256(data) || keys) from provision_segments where delivery = %(delivery)s order by number;

-- name: hashes_of_key
-- The hashes of one key of all rows, a segment at a time.
select number, substr(keys, %(place)s::integer * rows * 8 + 1, rows * 8)
from provision_segments where delivery = %(delivery)s order by number;

-- name: drop_segments
-- Take away what was loaded of a delivery that does not count.
delete from provision_segments where delivery = %(delivery)s;

-- name: drop_keys
-- Take away the index of a delivery that does not count.
delete from provision_keys where delivery = %(delivery)s;

-- name: keep_rejections
-- Keep what was rejected of a block.
insert into provision_rejections (delivery, number, told) values (%(delivery)s, %(number)s, %(told)b);

-- name: rejections
-- What was rejected, a block at a time, behind a block.
select number, told from provision_rejections
where delivery = %(delivery)s and number > %(after)s order by number limit %(most)s;

-- name: copy_keys
-- Write the index of a delivery.
copy provision_keys (delivery, field, bucket, entries) from stdin (format binary);

-- name: keys
-- The entries of a bucket of the index of a delivery.
select entries from provision_keys where delivery = %(delivery)s and field = %(field)s and bucket = %(bucket)s;
