-- name: keep_stamp
-- Keep a verified time stamp over the head of a size.
insert into journal_stamps (log, size, note, token, stamped_at)
values (%(log)s, %(size)s, %(note)s, %(token)s, %(stamped_at)s) on conflict do nothing;

-- name: stamped_size
-- How far a log is stamped.
select coalesce(max(size), 0) from journal_stamps where log = %(log)s;

-- name: first_stamp_over
-- The first stamped head of a log that covers the entry at an index.
select note, token from journal_stamps where log = %(log)s and size > %(index)s order by size limit 1;
