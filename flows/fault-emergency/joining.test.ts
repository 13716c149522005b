import assert from 'node:assert/strict';
import { it } from 'node:test';
import { aDossier, aFault, aRecord, actors, atOf, ids } from '#flows/dossier/dossier.fixture.ts';
import { recordOfOrder } from '#flows/dossier/forms.rules.ts';
import { drawn, walkFrom, type Walk } from '#flows/dossier/walk.fixture.ts';

const at = (time: string) => atOf(`2026-10-04T${time}:00+08:00`);
const first = { people: [{ personId: ids.branchEngineer, level: 1 }], taskContent: '检查核心交换机' };
const second = { people: [{ personId: ids.supportEngineer, level: 2 }] };
const sheet = (walk: Walk) => recordOfOrder(walk.dossier(), 'taskOrder', walk.dossier().taskOrders[0]?.id ?? '');
const names = (walk: Walk) => (sheet(walk)?.values['assignees'] as { name: string }[] | undefined)?.map(({ name }) => name);

function sent(): Walk {
  const walk = walkFrom(aDossier({ request: aFault({ state: 'diagnosing' }), records: [aRecord()] }));
  walk.take('faultEmergency', 'dispatch', first, { at: at('00:10') });
  return walk;
}

it('who joins an order before its leader signed stands in the list of the group', () => {
  const walk = sent();
  walk.take('faultEmergency', 'dispatch', second, { at: at('00:20') });
  assert.deepEqual([names(walk), sheet(walk)?.values['remarks']], [['成都工程师', '本部工程师'], undefined]);
});

it('who joins after it was signed stands under the remarks, and the signed list stays as it was signed', () => {
  const walk = sent();
  const subjectId = walk.dossier().visits[0]?.id ?? '';
  const accepted = { signature: drawn('成都工程师'), siteRulesRead: true };
  walk.take('siteVisit', 'acceptTask', accepted, { subjectId, actor: actors.branchEngineer, at: at('00:15') });
  walk.take('faultEmergency', 'dispatch', second, { at: at('00:20') });
  assert.deepEqual(names(walk), ['成都工程师']);
  assert.equal(sheet(walk)?.values['remarks'], '2026-10-04 00:20增派：本部工程师（北京本部，2级）');
  assert.deepEqual(
    walk.dossier().taskOrders[0]?.assignees.map(({ personId, level }) => [personId, level]),
    [
      [ids.branchEngineer, 1],
      [ids.supportEngineer, 2],
    ],
  );
  // Whoever is out already joins nothing again.
  const again = { people: [...second.people, { personId: ids.northEngineer, level: 2 }] };
  walk.take('faultEmergency', 'dispatch', again, { at: at('00:30') });
  assert.match(String(sheet(walk)?.values['remarks']), /^[^\n]*本部工程师[^\n]*\n[^\n]*绵阳工程师[^\n]*$/);
});
