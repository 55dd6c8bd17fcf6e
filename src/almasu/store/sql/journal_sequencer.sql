-- Ordering waiting leaves into the tree: one sequencer at a time, by lease and fence.

-- name: open_log
-- Make the log known under its origin; an existing one stays as it is.
insert into journal_logs (log, origin, root)
values (%(log)s, %(origin)s, %(empty_root)s)
on conflict do nothing

-- name: origin_of_log
-- The origin under which a log is known.
select origin from journal_logs where log = %(log)s

-- name: take_lease
-- Become the sequencer when nobody is, or when the last one's time ran out; every taking raises the fence.
update journal_logs
set holder = %(holder)s,
    fence = fence + case when holder is not distinct from %(holder)s and held_until >= now() then 0 else 1 end,
    held_until = now() + %(seconds)s * interval '1 second'
where log = %(log)s and (held_until is null or held_until < now() or holder = %(holder)s)
returning fence, size, root

-- name: give_up_lease
-- Let another sequencer begin at once.
update journal_logs set held_until = null, holder = null
where log = %(log)s and fence = %(fence)s

-- name: order_waiting
-- Move waiting leaves into the log behind its last position and say what was placed, in order.
with gone as (
    delete from journal_waiting
    where id = any(array(select id from journal_waiting where log = %(log)s order by id limit %(most)s))
    returning id, commitment, entry
), placed as (
    insert into journal_entries (log, position, commitment, entry)
    select %(log)s, %(size)s + row_number() over (order by id) - 1, commitment, entry
    from gone
    returning position, commitment
)
select commitment from placed order by position

-- name: forget_replayed
-- Leaves that come back from the archive do not wait any more.
delete from journal_waiting where log = %(log)s and commitment = any(%(commitments)s)

-- name: replay
-- Put back entries the archive still has, behind the last position.
insert into journal_entries (log, position, commitment, entry)
select %(log)s, %(size)s + place - 1, commitment, entry
from unnest(%(commitments)s::bytea[], %(entries)s::bytea[]) with ordinality as archived (commitment, entry, place)

-- name: keep_tiles
-- Keep tiles that grew or filled.
insert into journal_tiles (log, level, number, hashes)
select %(log)s, level, number, hashes
from unnest(%(levels)s::smallint[], %(numbers)s::bigint[], %(hashes)s::bytea[]) as grown (level, number, hashes)
on conflict (log, level, number) do update set hashes = excluded.hashes

-- name: move_head
-- Move the head, if nobody else has become the sequencer and the size is the one the batch began with.
update journal_logs
set size = %(new_size)s, root = %(root)s, held_until = now() + %(seconds)s * interval '1 second'
where log = %(log)s and fence = %(fence)s and size = %(size)s

-- name: last_tiles
-- The last tile of every level.
select distinct on (level) level, number, hashes
from journal_tiles
where log = %(log)s
order by level, number desc

-- name: tidy_waiting
-- Make room where waiting leaves went, so that looking for the next ones stays cheap.
vacuum (truncate false, index_cleanup on) journal_waiting

-- name: keep_checkpoint
-- Keep a co-signed head; fresher cosignatures of the same head replace the older ones.
insert into journal_checkpoints (log, size, root, note, published_at)
values (%(log)s, %(size)s, %(root)s, %(note)s, %(at)s)
on conflict (log, size) do update set note = excluded.note, published_at = excluded.published_at
where journal_checkpoints.root = excluded.root
