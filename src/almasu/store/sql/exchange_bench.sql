-- What `almasu bench exchange` sets beside the requests it measures.

-- name: commit_nothing
-- A transaction that keeps nothing, and is flushed all the same.
select pg_logical_emit_message(true, 'almasu', '');

-- name: write_log
-- Write so many megabytes to the database's log and nowhere else.
select count(pg_logical_emit_message(false, 'almasu', repeat('x', 1000000))) from generate_series(1, %(megabytes)s);

-- name: let_files_be_used_again
-- The log's files written so far wait for what will be written next.
checkpoint
