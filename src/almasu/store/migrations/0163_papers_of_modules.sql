-- The paper by which a module was let in or shut out: the row counts only while it is of the paper's latest version.
alter table signal_modules add column paper uuid, add column version integer not null default 0;
