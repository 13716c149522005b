import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  aConsultation,
  aDossier,
  aFault,
  contextOf,
  decided,
  fire,
  ids,
  surroundings,
  verdictOf,
} from '#flows/dossier/dossier.fixture.ts';
import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { supportResponse } from '#flows/support-response/index.ts';
import { intakeStates } from './rows.ts';

const owned = (unitId: string | null, personId: string | null): Dossier =>
  aDossier({ request: aFault({ ownerUnitId: unitId, ownerPersonId: personId }) });
const engineer = surroundings.staff.find(({ id }) => id === ids.supportEngineer) ?? assert.fail('no engineer');
const reason = '交班';

describe('a hand-over', () => {
  const refused: readonly (readonly [said: string, input: Record<string, unknown>, code: string | undefined])[] = [
    ['without a reason', { ownerPersonId: ids.supportEngineer }, undefined],
    ['without anybody named', { reason }, 'nobody'],
    ['to somebody unknown', { ownerPersonId: ids.customer, reason }, 'position'],
    ['to a person and another unit', { ownerPersonId: ids.supportEngineer, ownerUnitId: ids.branch, reason }, 'otherUnit'],
    ['to the unit that has it', { ownerUnitId: ids.branch, reason }, 'same'],
  ];
  for (const [said, input, code] of refused)
    it(`${said} is refused`, () => {
      const verdict = verdictOf(faultEmergency, 'assignOwner', 'ownerGiven', contextOf(owned(ids.branch, null), input));
      assert.notEqual(verdict, true);
      assert.equal(verdict === true ? null : verdict.code, code);
    });

  it('to a person brings the unit of that person along, and keeps the reason', () => {
    const input = { ownerPersonId: ids.supportEngineer, reason };
    const { dossier, events } = decided(faultEmergency, owned(ids.branch, null), 'assignOwner', input);
    assert.deepEqual([dossier.request.ownerUnitId, dossier.request.ownerPersonId], [engineer.unitId, engineer.id]);
    assert.deepEqual(events[0]?.texts, { reason });
  });

  it('is taken back once: whose it was before has it again', () => {
    const handed = decided(faultEmergency, owned(ids.branch, ids.branchEngineer), 'assignOwner', {
      ownerPersonId: ids.supportEngineer,
      reason,
    }).dossier;
    const { dossier, events } = decided(faultEmergency, handed, 'returnOwner');
    assert.deepEqual([dossier.request.ownerUnitId, dossier.request.ownerPersonId], [ids.branch, ids.branchEngineer]);
    assert.equal(events[0]?.type, 'returnOwner');
    assert.deepEqual(fire(faultEmergency, dossier, 'returnOwner').refused, ['ownerBefore']);
  });

  it('tells the clocks nothing and leaves the request where it stands, in every state and for every owner', () => {
    const unfinished = ({ flow }: FlowModule) =>
      flow.states.filter((state) => !flow.final.includes(state) && state !== intakeStates[0]);
    const cases = [
      ...unfinished(faultEmergency).map((state) => ({ module: faultEmergency, request: aFault({ state }) })),
      ...unfinished(supportResponse).map((state) => ({ module: supportResponse, request: aConsultation({ state }) })),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.constantFrom(null, ...surroundings.units.map(({ id }) => id)),
        fc.constantFrom(...surroundings.staff.map(({ id }) => id)),
        ({ module, request }, ownerUnitId, ownerPersonId) => {
          const before = aDossier({ request: { ...request, ownerUnitId } });
          const handed = fire(module, before, 'assignOwner', { ownerPersonId, reason });
          fc.pre(handed.refused === undefined);
          const back = decided(module, handed.dossier, 'returnOwner');
          assert.deepEqual(
            [...handed.events, ...back.events].map(({ writes }) => writes),
            [[], []],
          );
          assert.deepEqual([...handed.messages, ...back.messages], []);
          const { ownerUnitId: unit, ownerPersonId: person, details, ...rest } = back.dossier.request;
          assert.deepEqual(
            { ...rest, ownerUnitId: unit, ownerPersonId: person, details: { ...details } },
            {
              ...before.request,
              details: { ...before.request.details, ownerBefore: undefined },
            },
          );
        },
      ),
    );
  });
});
