-- The tables. Every key begins with the registry: no statement of the program touches two.

-- Which registries there are: the name by which a location names one, and what registry.json says of a
-- directory.
create table if not exists sanshe.registry (
  registry text primary key check (registry ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$'),
  id text not null check (id <> ''),
  format int not null check (format > 0),
  upgrades jsonb not null default '[]'
);

-- The line each registry ends with. A save waits for its row and rewrites it: most of each page is kept free,
-- so that the row stays where it is and no index learns of it.
create table if not exists sanshe.head (
  registry text primary key references sanshe.registry,
  seq bigint not null,
  sha256 text,
  -- What the next line calls the one before it: sha256, or what a repaired line stands for.
  link text,
  at text collate "C",
  -- Who has announced a long save, and until when others wait for it.
  announced_by text,
  announced_until timestamptz
) with (fillfactor = 20);

-- The journal: a line is the bytes that a directory would hold, without the line feed.
create table if not exists sanshe.change_set (
  registry text not null references sanshe.registry,
  seq bigint not null,
  by text not null,
  batch text,
  sha256 text not null,
  line bytea not null,
  primary key (registry, seq)
);
create index if not exists change_set_by on sanshe.change_set (registry, by, seq);
create index if not exists change_set_batch on sanshe.change_set (registry, batch, seq)
  where batch is not null;

-- Lines that `sanshe check --repair` put others in place of, as they were.
create table if not exists sanshe.set_aside (
  registry text not null references sanshe.registry,
  seq bigint not null,
  at timestamptz not null,
  by text not null,
  line bytea not null
);
alter table sanshe.set_aside enable row level security;

-- The records as their lines in a record file, which the lines of the journal lead to.
create table if not exists sanshe.record (
  registry text not null references sanshe.registry,
  kind text not null,
  number int not null,
  record jsonb not null,
  primary key (registry, kind, number)
) with (fillfactor = 70);

-- Which lines changed a record or showed its masked values.
create table if not exists sanshe.touched (
  registry text not null,
  kind text not null,
  number int not null,
  seq bigint not null,
  primary key (registry, kind, number, seq)
);

-- Every attempt to save has a key, by which it is found again after a lost connection; without a seq it was
-- given up, and is refused should it still arrive.
create table if not exists sanshe.attempt (
  registry text not null references sanshe.registry,
  key uuid not null,
  login text not null,
  seq bigint,
  primary key (registry, key)
);

-- Who is in which registry. A login is written into lines as it is.
create table if not exists sanshe.member (
  registry text not null references sanshe.registry,
  login text not null
    check (login ~ '^[^"\\]+$' and login !~ U&'[\0001-\001f\007f\200e\200f\202a-\202e\2066-\2069]'),
  primary key (registry, login)
);

-- The kinds of record and their fields, as the program that printed this declares them; made anew each time.
drop table if exists sanshe.kind, sanshe.field cascade;
create table sanshe.kind (
  kind text primary key,
  letter text not null,
  -- clerks, supervisors, or the field that names the owner.
  keeper text not null,
  -- Of a kind whose records stay as they were made: the fields that may change all the same.
  alterable text[]
);
create table sanshe.field (
  kind text not null,
  key text not null,
  -- It keeps its past.
  dated boolean not null,
  -- What JSON holds it, any where that is not said, and whether in a list.
  type text,
  list boolean not null,
  -- What its text must match; whether it ends with a date, which is to be in the calendar; the greatest value.
  pattern text,
  calendar boolean not null,
  most numeric,
  -- How its last character follows from those before.
  alphabet text,
  factor int,
  -- The kind of record it names.
  refers_to text,
  primary key (kind, key)
);

-- Numbers that name one record alone; the recycle bin does not count.
create unique index if not exists record_login
  on sanshe.record (registry, (record ->> 'login'))
  where kind = 'account' and not record ? 'binned';
create unique index if not exists record_credit_code
  on sanshe.record (registry, kind, (record ->> 'uscc'))
  where kind in ('organization', 'community') and not record ? 'binned';
create unique index if not exists record_id_number
  on sanshe.record (registry, (record ->> 'idNumber'))
  where kind = 'worker' and not record ? 'binned';
create unique index if not exists record_plan_code
  on sanshe.record (registry, (record ->> 'code'))
  where kind = 'plan' and not record ? 'binned';

-- The wall between registries: whoever is no member sees no row. Nobody but the owner writes to a table:
-- sanshe.append does, as the owner.
do $$
declare
  name text;
begin
  foreach name in array array['registry', 'head', 'change_set', 'record', 'touched'] loop
    execute format('alter table sanshe.%I enable row level security', name);
    execute format('drop policy if exists members on sanshe.%I', name);
    execute format(
      'create policy members on sanshe.%I for select using (registry in '
        '(select m.registry from sanshe.member m where m.login = session_user))', name);
    execute format('grant select on sanshe.%I to sanshe_reader', name);
  end loop;
  foreach name in array array['kind', 'field'] loop
    execute format('grant select on sanshe.%I to sanshe_reader', name);
  end loop;
end $$;
alter table sanshe.member enable row level security;
drop policy if exists oneself on sanshe.member;
create policy oneself on sanshe.member for select using (login = session_user);
grant select on sanshe.member to sanshe_reader;
alter table sanshe.attempt enable row level security;

-- Lets a login into a registry, or out of it; what it may do there is a matter of its roles.
create or replace function sanshe.admit(name text, who text) returns void language plpgsql as $$
begin
  if not exists (select from sanshe.registry r where r.registry = name) then
    raise exception 'there is no registry %: init or restore makes one', name
      using errcode = 'no_data_found';
  end if;
  if not exists (select from pg_roles r where r.rolname = who and r.rolcanlogin) then
    raise exception 'there is no role % that can log in', who using errcode = 'undefined_object';
  end if;
  insert into sanshe.member values (name, who) on conflict do nothing;
end $$;
create or replace function sanshe.dismiss(name text, who text) returns void language plpgsql as $$
begin
  delete from sanshe.member where registry = name and login = who;
  if not found then
    raise exception '% is no member of the registry %', who, name using errcode = 'no_data_found';
  end if;
end $$;
revoke execute on function sanshe.admit, sanshe.dismiss from public;
