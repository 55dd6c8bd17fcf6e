-- Certificates, OCSP answers and lists stand once for all the signatures they speak of, each under the keyed index of
-- its SHA-256. Nothing here expires: the evidence of a signature is for ever.
create table evidence_parts (
    name bytea primary key,
    data bytea not null
);
alter table evidence_parts alter column data set storage external;
