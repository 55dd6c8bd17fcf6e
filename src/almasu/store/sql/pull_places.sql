-- name: begin_pulling
-- A source that was never read begins at the beginning.
insert into pull_places (source, added_after, cursor) values (%(source)s, '', '') on conflict do nothing;

-- name: pull_place
-- Where reading of a source goes on, locked until this transaction ends.
select added_after, cursor from pull_places where source = %(source)s for update;

-- name: move_pull_place
-- Note where reading of a source goes on.
update pull_places set added_after = %(added_after)s, cursor = %(cursor)s where source = %(source)s;
