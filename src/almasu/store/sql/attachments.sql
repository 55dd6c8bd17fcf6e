-- name: keep_attachment
-- Keep a file beside a document; the same bytes are kept once.
insert into sector_attachments (document, number, at, data)
values (%(document)s, %(number)s, %(at)s, %(data)s) on conflict do nothing;

-- name: attachment
-- A file beside a document, with the moment it was attached.
select at, data from sector_attachments where document = %(document)s and number = %(number)s;

-- name: drop_attachment
-- Take a file away that was never sent.
delete from sector_attachments where document = %(document)s and number = %(number)s;
