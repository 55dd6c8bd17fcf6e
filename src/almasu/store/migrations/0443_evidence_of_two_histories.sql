-- Evidence of two histories is found by a number, and is kept as the file that is handed on, sealed: that two exported
-- histories differ stands beside what a peer signed twice. What was kept before has no file, and its record still.
alter table interstate_forks
    alter column record drop not null,
    add column number uuid not null default gen_random_uuid(),
    add column file bytea;
create unique index interstate_forks_by_number on interstate_forks (number);
