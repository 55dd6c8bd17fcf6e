-- Sheets of days for departmental control, sealed part by part; a paper of the node names each part by its digest.
create table control_sheets (
    sheet uuid not null,
    version integer not null,
    part integer not null,
    data bytea not null,
    primary key (sheet, version, part)
);
alter table control_sheets alter column data set storage external;
