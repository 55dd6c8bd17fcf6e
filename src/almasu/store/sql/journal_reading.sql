-- What the log shows, and what it holds behind the hashes.

-- name: checkpoint
-- The latest co-signed head of a log.
select size, note from journal_checkpoints where log = %(log)s order by size desc limit 1

-- name: tiles
-- Some tiles of a log, each as far as it has grown.
select level, number, hashes
from journal_tiles
join unnest(%(levels)s::smallint[], %(numbers)s::bigint[]) as wanted (level, number) using (level, number)
where log = %(log)s

-- name: commitments
-- The commitments of a stretch of the log, in order.
select commitment
from journal_entries
where log = %(log)s and position >= %(first)s and position < %(last)s
order by position

-- name: entries
-- The commitments and the content of a stretch of the log, in order.
select commitment, entry
from journal_entries
where log = %(log)s and position >= %(first)s and position < %(last)s
order by position

-- name: position_of
-- Where the entry with a commitment stands.
select position from journal_entries where commitment = %(commitment)s and log = %(log)s

-- name: waits
-- Whether a leaf still waits for its place.
select exists (select 1 from journal_waiting where log = %(log)s and commitment = %(commitment)s)

-- name: latest
-- The content of the latest leaves of a log, the latest first: those that still wait for their place, then those in it.
select commitment, entry
from (
    (
        select commitment, entry, 1 as waits, id as place from journal_waiting
        where log = %(log)s order by id desc limit %(most)s
    )
    union all
    (
        select commitment, entry, 0, position from journal_entries
        where log = %(log)s order by position desc limit %(most)s
    )
) as latest
order by waits desc, place desc
limit %(most)s
