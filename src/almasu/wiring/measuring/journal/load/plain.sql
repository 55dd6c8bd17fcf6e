insert into bench_acts (actor, body) values ('account:0001', decode(repeat('ab', 300), 'hex'));
