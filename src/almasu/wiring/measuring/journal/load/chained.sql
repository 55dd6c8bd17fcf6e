\set r random(1, 9000000000000000000)
\startpipeline
begin;
select size, chain from bench_head for update;
insert into bench_acts (actor, body) values ('account:0001', decode(repeat('ab', 300), 'hex'));
insert into bench_chain (position, entry, chain) select size, int8send(:r) || decode(repeat('cd', 340), 'hex'), sha256(chain || int8send(:r)) from bench_head;
update bench_head set size = size + 1, chain = sha256(chain || int8send(:r));
commit;
\endpipeline
