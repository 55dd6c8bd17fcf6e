-- What a database must be like for this release.

-- name: facts
-- Tells version, encoding, and durability of the server.
select
    current_setting('server_version_num')::integer,
    current_setting('server_encoding'),
    current_setting('fsync'),
    current_setting('full_page_writes'),
    current_setting('synchronous_commit'),
    current_setting('data_checksums')
