import { sql } from 'kysely';
import { countDuties, planDuties } from '#centre/commitments/index.ts';
import { databaseTime } from '#platform/time/time-source.ts';
import type { CentreDatabase } from '../product/centre-database.ts';

/** Months that lie behind each project. */
const MONTHS = 12;

/**
 * Gives a centre that will be thrown away more customers, each with a project and a plan of its own: the rows of the demonstration's,
 * under other ids. Of every one of their commitments the register then holds a year of months, with figures drawn from `seed`. Those
 * figures stand for requests that nobody made: what is measured is how they are read. Duties of a year it has as rows, which the product
 * itself counts.
 */
export async function addProjects(database: CentreDatabase, about: { projects: number; seed: number }): Promise<void> {
  const { db } = database;
  await planDuties({ db, time: databaseTime });
  await database.within(async (tx) => {
    await copies(about.projects - 1).execute(tx);
    await fillDuties(about.seed).execute(tx);
    await followed.execute(tx);
  });
  for (let { more } = { more: true }; more;) ({ more } = await countDuties({ db, time: databaseTime }));
  await database.within((tx) => fillMonths(about.seed).execute(tx));
  await database.within((tx) => sumOfHouse.execute(tx));
}

const copies = (count: number) => sql`
  with plan as (select * from pledge.service_plan where provider_id = pledge.current_provider() and status = 'active' order by applied_at limit 1),
    made as materialized (select n, gen_random_uuid() as customer_id, gen_random_uuid() as project_id from generate_series(1, ${sql.lit(count)}) n),
    customers as (insert into pledge.customer (provider_id, id, code, name)
      select plan.provider_id, made.customer_id, 'CUST-B-' || n, customer.name from made cross join plan
        join pledge.customer customer on customer.provider_id = plan.provider_id and customer.id = plan.customer_id),
    projects as (insert into pledge.project (provider_id, id, customer_id, code, name, manager_id)
      select plan.provider_id, made.project_id, made.customer_id, 'PRJ-B-' || n, project.name, project.manager_id from made cross join plan
        join pledge.project project on project.provider_id = plan.provider_id and project.id = plan.project_id)
  insert into pledge.service_plan (provider_id, id, customer_id, project_id, code, revision, status, source, document, digest, applied_at, seq, last_hash)
  select plan.provider_id, gen_random_uuid(), made.customer_id, made.project_id, 'SP-B-' || n, 1, 'active', plan.source,
    jsonb_set(plan.document, '{customer,id}', to_jsonb('CUST-B-' || n)), plan.digest, plan.applied_at + n * interval '1 second', plan.seq, plan.last_hash
  from made cross join plan`;

/** A figure between 0 and `most`, always the same for the seed and what it is drawn for. */
const drawn = (seed: number, what: string, most: number) =>
  sql`abs(hashtext(${`${seed} ${what} `} || plan.project_id::text || commitment || month)) % ${sql.lit(most + 1)}`;

const fillMonths = (seed: number) => sql`
  insert into pledge.fulfilment_month (provider_id, customer_id, project_id, commitment, month, kept, breached, waived, passed, refused, explained, last_at, last_event_id)
  select plan.provider_id, plan.customer_id, plan.project_id, commitment, month::date, ${drawn(seed, 'kept', 6)},
    case when ${drawn(seed, 'breached', 40)} = 0 then 1 else 0 end, 0, ${drawn(seed, 'passed', 4)}, 0, 0, month::timestamptz + interval '20 days', gen_random_uuid()
  from pledge.service_plan plan
    cross join lateral (select value->>'id' as commitment from jsonb_array_elements(plan.document->'commitments') union all select '*') stated
    cross join lateral (select to_char(date_trunc('month', now()) - make_interval(months => back), 'YYYY-MM-DD') as month from generate_series(0, ${sql.lit(MONTHS - 1)}) back) months
  where plan.provider_id = pledge.current_provider() and plan.status = 'active'
  on conflict do nothing`;

const sumOfHouse = sql`
  insert into pledge.fulfilment_house_month as known (provider_id, commitment, month, kept, breached, waived, passed, refused, explained, last_at, last_event_id)
  select provider_id, commitment, month, sum(kept), sum(breached), sum(waived), sum(passed), sum(refused), sum(explained), max(last_at),
    (array_agg(last_event_id order by last_at desc))[1]
  from pledge.fulfilment_month where provider_id = pledge.current_provider() group by provider_id, commitment, month
  on conflict (provider_id, commitment, month) do update set kept = excluded.kept, breached = excluded.breached, passed = excluded.passed`;

/** Works of the plan that each project has duties of, one a month. */
const WORKS = 8;

/** Of a hundred duties 95 are reported the day before they come due and three the day after. Those of this month are open. */
const fillDuties = (seed: number) => sql`
  with works as (select distinct on (work) work, commitments from pledge.duty where provider_id = pledge.current_provider() order by work limit ${sql.lit(WORKS)}),
    dated as (
      select plan.provider_id, plan.customer_id, plan.project_id, plan.id as plan_id, work, commitments, month, month + interval '1 month' as due_at,
        abs(hashtext(${`${seed} duty `} || plan.project_id::text || work || month)) % 100 as lot
      from pledge.service_plan plan cross join works
        cross join lateral (select date_trunc('month', now()) - make_interval(months => back) as month from generate_series(0, ${sql.lit(MONTHS)}) back) months
      where plan.provider_id = pledge.current_provider() and plan.status = 'active'
    ), lived as (
      select *, case when due_at > now() then null when lot < 95 then due_at - interval '1 day' when lot < 98 then due_at + interval '1 day' end as reported_at
      from dated)
  insert into pledge.duty (provider_id, id, customer_id, project_id, plan_id, work, due_on, opens_at, warns_at, due_at, due_month, commitments, reported_at, event_id)
  select provider_id, gen_random_uuid(), customer_id, project_id, plan_id, work, (due_at - interval '1 day')::date, month, due_at - interval '7 days', due_at,
    month::date, commitments, reported_at, case when reported_at is not null then gen_random_uuid() end
  from lived on conflict do nothing`;

/** The projects' duties are written up to tomorrow: no worker adds others while something is measured. */
const followed = sql`
  insert into pledge.duty_course (provider_id, project_id, customer_id, plan_id, since, next_at)
  select provider_id, project_id, customer_id, id, now() - interval '1 year', now() + interval '1 day'
  from pledge.service_plan where provider_id = pledge.current_provider() and status = 'active' on conflict do nothing`;
