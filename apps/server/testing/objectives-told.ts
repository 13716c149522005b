import assert from 'node:assert/strict';
import { countRegisters } from '#centre/commitments/index.ts';
import type { Feed, Fulfilment } from '#centre/commitments/register/register.schema.ts';
import type { ObjectiveRow, ObjectivesAnswer, ObjectiveView } from '#centre/quality/objectives.schema.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { reported, type Course } from './course.ts';
import type { TestServer } from './test-server.ts';

/** The objectives of a house as its people read them; what happened until then is counted first. */
export interface ObjectivesTold {
  readonly count: () => Promise<void>;
  readonly all: (query?: string, who?: HouseName) => Promise<ObjectivesAnswer>;
  readonly one: (name: string, query?: string) => Promise<ObjectiveView>;
  /** Status, value, numerator, denominator. */
  readonly stands: (name: string, query?: string) => Promise<readonly unknown[]>;
  readonly rows: (name: string, query?: string) => Promise<readonly ObjectiveRow[]>;
  /** How the register shows a commitment: status, kept, due, and by what its figure is fed. */
  readonly inRegister: (id: string, query?: string) => Promise<readonly [string, number, number, Feed | undefined]>;
}

const QUARTER = 'period=2026Q4';

export function objectivesTold(server: TestServer): ObjectivesTold {
  const count = async (): Promise<void> => {
    for (let more = true; more;) ({ more } = await countRegisters(server.app.house));
  };
  const read = async (who: HouseName, path: string): Promise<unknown> => {
    await count();
    const { status, body } = await server.get(who, path);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const all: ObjectivesTold['all'] = async (query = '', who = 'qualityController') =>
    (await read(who, `/api/quality-objectives${query}`)) as ObjectivesAnswer;
  const one: ObjectivesTold['one'] = async (name, query = `?${QUARTER}`) => {
    const found = (await all(query)).items.find((item) => item.name === name);
    assert.ok(found, name);
    return found;
  };
  return {
    count,
    all,
    one,
    stands: async (name, query) => {
      const { status, value, numerator, denominator } = await one(name, query);
      return [status, value, numerator, denominator];
    },
    rows: async (name, query = '') => {
      const body = await read('qualityController', `/api/quality-objectives/${name}/rows?${QUARTER}${query}`);
      return (body as { items: ObjectiveRow[] }).items;
    },
    inRegister: async (id, query = '') => {
      const body = await read('qualityController', `/api/fulfilments${query}`);
      const found = (body as { items: Fulfilment[] }).items.find((item) => item.id === id);
      assert.ok(found, `${id} is in the register`);
      return [found.status, found.kept, found.due, found.feeds.find(({ means }) => means === 'metric')];
    },
  };
}

export function measuredBy(name: string): Feed {
  return { means: 'metric', by: 'objectives', names: [name] };
}

/** A question of the customer at a day, `10-12`, answered after so many minutes. */
export async function answeredQuestion(server: TestServer, day: string, minutes = 20): Promise<Course> {
  server.house.time.set(`2026-${day}T09:00:00+08:00`);
  const course = await asked(server, 'consultation');
  await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好，马上为您查看。' });
  await course.take('branchEngineer', 'start-handling');
  server.house.time.pass(minutes);
  await course.take('branchEngineer', 'answer', { finding: '在监控页面', action: '已查手册', nextStep: '请试用' });
  return course;
}

export function asked(server: TestServer, kind: 'consultation' | 'fault'): Promise<Course> {
  return reported(server, 'technician', {
    kind,
    siteId: server.house.sites['SITE-01'],
    enquirerPhone: '+86 10 0000 0004',
    content: '如何查看端口流量？',
  });
}
