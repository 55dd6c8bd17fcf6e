-- Where reading of each collection of others goes on, in the words of its server.
create table pull_places (
    source text primary key,
    added_after text not null,
    cursor text not null
);
