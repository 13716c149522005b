-- The organisation and its people. Names of people stand here and nowhere else in clear.
-- A customer's scope sees the provider's units, the names and positions of staff and its own people; it sees numbers,
-- mailboxes and sign-in names of its own people alone, and no competence sheet.

create table pledge.org_unit (
  provider_id uuid not null references pledge.provider (provider_id),
  id uuid not null,
  code text not null,
  kind text not null,
  parent_id uuid,
  name text not null,
  timezone text not null default 'Asia/Shanghai',
  primary key (provider_id, id),
  unique (provider_id, code),
  foreign key (provider_id, parent_id) references pledge.org_unit (provider_id, id)
);

create table pledge.person (
  provider_id uuid not null references pledge.provider (provider_id),
  id uuid not null,
  name text,
  home_unit_id uuid,
  language text not null default 'zh' check (language in ('zh', 'en')),
  customer_id uuid,
  contact_id uuid,
  disabled_at timestamptz(3),
  erased_at timestamptz(3),
  erased_under text,
  created_at timestamptz(3) not null,
  primary key (provider_id, id),
  foreign key (provider_id, home_unit_id) references pledge.org_unit (provider_id, id),
  -- A customer's person is a contact and sits in no unit of the provider.
  check ((customer_id is null) = (contact_id is null)),
  check (customer_id is null or home_unit_id is null)
);
create unique index person_of_contact on pledge.person (provider_id, contact_id) where contact_id is not null;

-- How a person is reached and signs in: apart from the name, so that a customer's scope can see the one without the other.
create table pledge.person_reach (
  provider_id uuid not null,
  person_id uuid not null,
  customer_id uuid,
  login text not null,
  email text,
  mobile text,
  primary key (provider_id, person_id),
  unique (provider_id, login),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id)
);

-- Bound to the whole provider (or customer), to a unit, a project or a site: to one of them.
create table pledge.position_held (
  provider_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  customer_id uuid,
  position text not null,
  unit_id uuid,
  project_id uuid,
  site_id uuid,
  from_on date not null,
  -- The last day, inclusive; null as long as nothing else is said.
  to_on date,
  primary key (provider_id, id),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id),
  foreign key (provider_id, unit_id) references pledge.org_unit (provider_id, id),
  check (num_nonnulls(unit_id, project_id, site_id) <= 1),
  check (to_on is null or to_on >= from_on),
  check (position not in ('residentEngineer', 'customerSiteStaff') or site_id is not null),
  check ((position like 'customer%') = (customer_id is not null))
);
create unique index position_once on pledge.position_held
  (provider_id, person_id, position, unit_id, project_id, site_id, from_on) nulls not distinct;
create index position_by_name on pledge.position_held (provider_id, position);

create table pledge.competence_sheet (
  provider_id uuid not null,
  person_id uuid not null,
  -- Years by the names that the plan's minimums use: afterSalesYears, integrationOrDevelopmentYears.
  years jsonb not null default '{}',
  -- [{ product, level }]
  skills jsonb not null default '[]',
  attested text[] not null default '{}',
  -- [{ name, expiresOn }]
  certificates jsonb not null default '[]',
  implemented_project_ids uuid[] not null default '{}',
  conduct_acknowledged_on date,
  updated_at timestamptz(3) not null,
  primary key (provider_id, person_id),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id)
);

create table pledge.on_call_shift (
  provider_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  -- The position that answers, in the order of the plan's on-call levels.
  level text not null,
  person_id uuid not null,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  primary key (provider_id, id),
  foreign key (provider_id, unit_id) references pledge.org_unit (provider_id, id),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id),
  check (to_at > from_at)
);
create index shift_by_time on pledge.on_call_shift (provider_id, from_at, to_at);

do $$
declare
  t text;
  -- What a customer's scope may see beside the provider's own scope, table by table.
  seen constant jsonb := '{
    "org_unit": "true",
    "person": "customer_id is null or customer_id = pledge.current_customer()",
    "person_reach": "customer_id = pledge.current_customer()",
    "position_held": "customer_id is null or customer_id = pledge.current_customer()",
    "competence_sheet": "false",
    "on_call_shift": "true"
  }';
begin
  foreach t in array array['org_unit', 'person', 'person_reach', 'position_held', 'competence_sheet', 'on_call_shift'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I
      using (provider_id = pledge.current_provider() and (pledge.current_customer() is null or %s))
      with check (provider_id = pledge.current_provider() and (pledge.current_customer() is null or (%s)))$p$,
      t, seen ->> t, case when t in ('person', 'person_reach', 'position_held') then 'customer_id = pledge.current_customer()' else 'false' end);
    execute format('grant select, insert, update on pledge.%I to pledge_app', t);
  end loop;
end $$;
