-- name: keep_visit
-- Keep who proved the EDS in a session; nobody is put in their place later.
insert into visits (session, visitor, proved_at) values (%(session)s, %(visitor)s, %(at)s);

-- name: visitor
-- Who proved the EDS in a session.
select visitor from visits where session = %(session)s;
