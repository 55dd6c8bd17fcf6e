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
