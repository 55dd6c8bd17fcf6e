-- name: put_file
-- Keep a file, or its new edition.
insert into published_files (shelf, name, first_at, at, secrecy, body)
values (%(shelf)s, %(name)s, %(first_at)s, %(at)s, %(degree)s, %(body)s)
on conflict (shelf, name) do update set first_at = excluded.first_at, at = excluded.at, secrecy = excluded.secrecy,
    body = excluded.body;

-- name: files
-- Visible files of a shelf, newest first.
select name, first_at, at, secrecy, body from published_files
where shelf = %(shelf)s and secrecy >= %(narrowest)s order by at desc, name limit %(most)s;

-- name: file
-- A visible file of a shelf.
select name, first_at, at, secrecy, body from published_files
where shelf = %(shelf)s and name = %(name)s and secrecy >= %(narrowest)s;
