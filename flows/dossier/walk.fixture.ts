import { withPrintedNumber } from '#flows/intake/consultation-record.rules.ts';
import { flowDefinitions, flowModules } from '#flows/registry.ts';
import { decided, fire, writesOf, type Circumstances } from './dossier.fixture.ts';
import type { Dossier } from './dossier.schema.ts';
import type { Decision, EventDraft } from './draft.schema.ts';
import type { FlowModule } from './flow-module.ts';

export interface Walk {
  /** Takes a step that must not be refused; answers the names that clocks listen to, in the order written. */
  readonly take: (flow: string, event: string, input?: Record<string, unknown>, given?: Circumstances) => string[];
  /** The guards that refuse a step. */
  readonly refused: (flow: string, event: string, input?: Record<string, unknown>, given?: Circumstances) => readonly string[];
  readonly dossier: () => Dossier;
  readonly last: () => Decision;
  /** Everything that happened so far. */
  readonly events: () => readonly EventDraft[];
}

/** Several commands one after the other on one dossier; numbers are issued as the writer does. */
export function walkFrom(start: Dossier): Walk {
  let dossier = start;
  let commands = 0;
  let numbers = 0;
  const decisions: Decision[] = [];
  const moduleOf = (flow: string): FlowModule => {
    const module = flowModules[flow];
    if (module === undefined) throw new Error(`no flow ${flow}`);
    return module;
  };
  const circumstances = (given: Circumstances = {}): Circumstances => ({
    flows: flowDefinitions,
    firstId: 1000 + (commands += 1) * 100,
    ...given,
  });
  return {
    dossier: () => dossier,
    last: () => {
      const decision = decisions.at(-1);
      if (decision === undefined) throw new Error('nothing has happened yet');
      return decision;
    },
    events: () => decisions.flatMap((decision) => decision.events),
    take: (flow, event, input = {}, given) => {
      const decision = decided(moduleOf(flow), dossier, event, input, circumstances(given));
      decisions.push(decision);
      const records = decision.dossier.records.map((record) =>
        record.recordNumber === 'next'
          ? { ...record, recordNumber: `${record.documentNumber}-2026-${String((numbers += 1)).padStart(4, '0')}` }
          : record,
      );
      dossier = withPrintedNumber({ ...decision.dossier, records });
      return writesOf(decision);
    },
    refused: (flow, event, input = {}, given) => fire(moduleOf(flow), dossier, event, input, circumstances(given)).refused ?? [],
  };
}

/** A signature by hand. */
export function drawn(name: string, contactId?: string): Record<string, unknown> {
  return {
    name,
    means: 'handwritten',
    strokes: [
      {
        points: [
          { x: 1, y: 1 },
          { x: 9, y: 4 },
          { x: 30, y: 20 },
        ],
      },
    ],
    ...(contactId === undefined ? {} : { contactId }),
  };
}
