-- Sheets of days: what packs of departmental control are told of each request of a day.

-- name: keep_part
-- Keep a part of a sheet, sealed.
insert into control_sheets (sheet, version, part, data) values (%(sheet)s, %(version)s, %(part)s, %(data)s);

-- name: part
-- A part of a sheet.
select data from control_sheets where sheet = %(sheet)s and version = %(version)s and part = %(part)s;

-- name: drop_before
-- Take the parts of earlier versions of a sheet away.
delete from control_sheets where sheet = %(sheet)s and version < %(version)s;

-- name: accepted
-- How many requests were accepted in a time.
select count(*) from requests where accepted_at >= %(since)s and accepted_at < %(until)s;

-- name: written
-- Which of some sheets and counts are written.
select id from papers
where id = any(%(numbers)s::uuid[]) and latest and kind in ('control_sheet', 'control_count');
