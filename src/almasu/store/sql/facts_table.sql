-- The table of requests that packs and oddities are made from (DuckDB), in a private file that lives as long as the work.

-- name: be_quiet
-- Show no bar of progress: it would be written among what a program prints.
set enable_progress_bar = false;

-- name: make_facts
-- The facts, moments on the clock of Astana.
create table facts (
    request varchar, asked timestamp, account varchar, user varchar, task varchar, subject_kind varchar, subject varchar,
    ground varchar, purpose varchar, justification varchar, resources varchar, sensitive boolean, answered integer,
    empty integer, refused integer, silent integer, viewed_at timestamp, edition varchar, leaf varchar
);

-- name: make_known
-- What is known beside them.
create table ties (account varchar, subject varchar, relation varchar);
create table tasks (task varchar, closed_at timestamp);
create table copies (request varchar, account varchar, made_at timestamp, destroyed_at timestamp);
create table absences (account varchar, since timestamp, until timestamp, why varchar);
create table rosters (account varchar, since timestamp, until timestamp);

-- name: add_facts
-- Take in a batch of facts.
insert into facts
select request, asked, account, user, task, subject_kind, subject, ground, purpose, justification, resources, sensitive,
       answered, empty, refused, silent, viewed_at, edition, leaf
from batch;

-- name: add_ties
-- Take in who is close to whom.
insert into ties select unnest($account), unnest($subject), unnest($relation);

-- name: add_tasks
-- Take in tasks.
insert into tasks select unnest($task), unnest($closed_at::timestamp[]);

-- name: add_copies
-- Take in downloaded copies.
insert into copies
select unnest($request), unnest($account), unnest($made_at::timestamp[]), unnest($destroyed_at::timestamp[]);

-- name: add_absences
-- Take in who must not work when.
insert into absences select unnest($account), unnest($since::timestamp[]), unnest($until::timestamp[]), unnest($why);

-- name: add_rosters
-- Take in whose post includes nights or weekends, and when.
insert into rosters select unnest($account), unnest($since::timestamp[]), unnest($until::timestamp[]);

-- name: known_ties
-- Who is close to somebody they asked about, by the requests in the list.
select distinct account, subject, relation from ties semi join facts using (account, subject) order by all;

-- name: known_tasks
-- The tasks of the list.
select distinct task, closed_at from tasks semi join facts using (task) order by all;

-- name: known_copies
-- The copies of answers to requests in the list.
select distinct request, account, made_at, destroyed_at from copies semi join facts using (request) order by all;

-- name: known_absences
-- Who of the people in the list must not work when.
select distinct account, since, until, why from absences semi join facts using (account) order by all;

-- name: known_rosters
-- Whose post of the people in the list includes nights or weekends, and when.
select distinct account, since, until from rosters semi join facts using (account) order by all;

-- name: count_facts
-- How many requests the table holds.
select count(*) from facts;

-- name: plain_scan
-- Read every column of a Parquet file once: what the machine needs at the least for such a table.
select count(request), max(asked), max(account), max(user), max(task), max(subject), max(justification), max(resources),
       sum(answered), max(leaf)
from read_parquet($file);

-- name: make_cell
-- What a spreadsheet would take for a formula is shown as text: the apostrophe is what its user sees too.
create macro cell(value) as case when regexp_matches(value, '^\s*[=+\-@\t\r\n|]') then '''' || value else value end;

-- name: for_spreadsheets
-- The full list with cells that no spreadsheet calculates.
select request, strftime(asked, '%Y-%m-%d %H:%M:%S') as asked, account, cell(user) as user, cell(task) as task,
       subject_kind, cell(subject) as subject, cell(ground) as ground, cell(purpose) as purpose,
       cell(justification) as justification, resources, sensitive, answered, empty, refused, silent,
       strftime(viewed_at, '%Y-%m-%d %H:%M:%S') as viewed_at, edition, leaf
from facts;

-- name: for_programs
-- The full list as it is.
select * from facts;

-- name: by_user
-- How many requests each user sent, to how many subjects, how many got records, how many were never opened.
select user, count(*), count(distinct subject), count(*) filter (where answered > 0),
       count(*) filter (where answered > 0 and viewed_at is null)
from facts group by user order by count(*) desc, user;

-- name: by_resource
-- How many requests went to each resource.
select resource::integer, count(*) from (select unnest(string_split(resources, ' ')) as resource from facts)
group by resource order by 1;

-- name: by_ground
-- How many requests rested on each ground, and how many of them asked a specially protected resource.
select ground, count(*), count(*) filter (where sensitive) from facts group by ground order by count(*) desc, ground;

-- name: by_hour
-- How many requests were sent in each hour of the day.
select hour(asked)::integer, count(*) from facts group by 1 order by 1;

-- name: leaves
-- The commitments of all requests in the list.
select request, leaf from facts;

-- name: named_of_list
-- Which of some requests are in the list.
select request from facts where list_contains($requests::varchar[], request);

-- name: leaves_of_file
-- The same of a Parquet file that somebody brought.
select request, leaf from read_parquet($file);

-- name: head_of_csv
-- The names of the columns in a list for spreadsheets that somebody brought.
select * from read_csv($file, header = false, auto_detect = false, compression = 'zstd', delim = ',', quote = '"',
                       escape = '"', max_line_size = $longest, parallel = false, columns = {
    'c01': 'varchar', 'c02': 'varchar', 'c03': 'varchar', 'c04': 'varchar', 'c05': 'varchar',
    'c06': 'varchar', 'c07': 'varchar', 'c08': 'varchar', 'c09': 'varchar', 'c10': 'varchar',
    'c11': 'varchar', 'c12': 'varchar', 'c13': 'varchar', 'c14': 'varchar', 'c15': 'varchar',
    'c16': 'varchar', 'c17': 'varchar', 'c18': 'varchar', 'c19': 'varchar'}) limit 1;

-- name: rows_of_csv
-- Its rows, every value as it is written.
select * from read_csv($file, header = false, skip = 1, auto_detect = false, compression = 'zstd', delim = ',', quote = '"',
                       escape = '"', max_line_size = $longest, parallel = false, columns = {
    'c01': 'varchar', 'c02': 'varchar', 'c03': 'varchar', 'c04': 'varchar', 'c05': 'varchar',
    'c06': 'varchar', 'c07': 'varchar', 'c08': 'varchar', 'c09': 'varchar', 'c10': 'varchar',
    'c11': 'varchar', 'c12': 'varchar', 'c13': 'varchar', 'c14': 'varchar', 'c15': 'varchar',
    'c16': 'varchar', 'c17': 'varchar', 'c18': 'varchar', 'c19': 'varchar'});
