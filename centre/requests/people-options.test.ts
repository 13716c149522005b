import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aDossier, aFault, aTaskOrder, aVisit, ids, surroundings } from '#flows/dossier/dossier.fixture.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { peopleOptions, reviewerOptions } from './people-options.ts';

const shown = (dossier: Dossier, language: 'zh' | 'en' = 'zh'): string[] =>
  peopleOptions(dossier).map(({ label }) => label[language]);
const onCall = (...people: readonly string[]): Dossier['surroundings'] => ({
  ...surroundings,
  staff: surroundings.staff.map((person) => ({ ...person, onCall: people.includes(person.id) })),
});

describe('who may review a report', () => {
  it('is offered by position, and never its own author', () => {
    const names = (personId: string) => reviewerOptions(aDossier(), { personId }).map(({ label }) => label.zh);
    assert.deepEqual(names(ids.supportEngineer), ['服务经理', '审批经理', '中心经理']);
    assert.deepEqual(names(ids.manager), ['审批经理', '中心经理']);
  });
});

describe('whom a dispatch offers', () => {
  it('first who serves the site, then the other competent, then who lacks something; each with the unit', () => {
    const atEast = aDossier({ request: aFault({ siteId: ids.eastSite }), surroundings: onCall() });
    assert.deepEqual(shown(atEast), [
      '成都工程师（成都分支机构，本站点）',
      '服务经理（北京本部）',
      '本部工程师（北京本部）',
      '绵阳工程师（绵阳分支机构）',
      '审批经理（北京本部）',
      '中心经理（北京本部）',
      '新工程师（成都分支机构，本站点；缺售后服务经验2年）',
    ]);
  });
  it('another site is served by another branch, and among equals whoever is on call comes first', () => {
    const atNorth = aDossier({ request: aFault({ siteId: ids.northSite }), surroundings: onCall(ids.supportEngineer) });
    assert.deepEqual(shown(atNorth, 'en').slice(0, 2), [
      '绵阳工程师 (绵阳分支机构, serves this site)',
      '本部工程师 (北京本部, on call)',
    ]);
  });
  it('who is out for this request says so', () => {
    const sent = aDossier({
      request: aFault({ siteId: ids.eastSite }),
      surroundings: onCall(ids.branchEngineer),
      taskOrders: [
        aTaskOrder({ state: 'inExecution', assignees: [{ personId: ids.branchEngineer, unitId: ids.branch, level: 1 }] }),
      ],
      visits: [aVisit({ state: 'onSite' })],
    });
    assert.equal(shown(sent)[0], '成都工程师（成都分支机构，本站点，值班，已派出）');
  });
  it('nobody whose last position was taken away', () => {
    const staff = surroundings.staff.map((person) => (person.id === ids.branchEngineer ? { ...person, positions: [] } : person));
    const offered = peopleOptions(aDossier({ surroundings: { ...surroundings, staff } })).map(({ value }) => value);
    assert.deepEqual(new Set(offered), new Set(staff.flatMap(({ id, positions }) => (positions.length === 0 ? [] : [id]))));
    assert.ok(!offered.includes(ids.branchEngineer));
  });
  it('nobody serves a site that is not known', () => {
    const nowhere = aDossier({ request: aFault({ siteId: null }), surroundings: onCall() });
    assert.ok(shown(nowhere).every((label) => !label.includes('本站点')));
  });
});
