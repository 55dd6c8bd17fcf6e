-- A module also tells that it lives while it has nothing to send. What is counted of deliveries is known apart from when
-- the module was heard of last, so that none is counted twice and none is missed because a heartbeat came first.
alter table signal_contacts add column delivered_until timestamptz;
update signal_contacts set delivered_until = until;
