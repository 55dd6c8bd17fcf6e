-- Questions that were asked from here are found by number, and those that still hold something by their age and peer.
create index interstate_blind_asked on interstate_blind (number) where side = 'asked';
create index interstate_blind_to_forget on interstate_blind (at, number) where side = 'asked' and state in ('sent', 'read');
create index interstate_blind_sent on interstate_blind (peer, at) where side = 'asked' and state = 'sent';
create index interstate_forks_of_peer on interstate_forks (peer, id);
