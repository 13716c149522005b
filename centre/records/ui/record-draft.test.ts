import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  cellsOf,
  cellWritten,
  draftFrom,
  keptAfterSave,
  shownValues,
  valuesToSave,
  type RecordDraft,
} from './record-draft.rules.ts';

const open = ['workProcessAndResult', 'performer', 'serviceMode'];
const record = (values: Record<string, unknown>, writable: string[] = open) => ({ values, open: writable });

/** What is kept once these cells were typed one after the other. */
function typed(seen: ReturnType<typeof record>, ...changes: [string, string | undefined][]): RecordDraft {
  return changes.reduce<RecordDraft>((draft, [field, value]) => {
    const { [field]: _before, ...others } = draft;
    const cell = cellWritten(draft, seen, { field, value });
    return cell === undefined ? others : { ...others, [field]: cell };
  }, {});
}

describe('cells written on a record and not saved yet', () => {
  it('are kept with what stood there when the writing began', () => {
    const draft = typed(record({ performer: '陈工' }), ['performer', '陈工、李'], ['performer', '陈工、李工']);
    assert.deepEqual(draft, { performer: { written: '陈工、李工', from: '陈工' } });
    assert.deepEqual(draftFrom(JSON.parse(JSON.stringify(draft)) as Record<string, unknown>), draft);
  });

  it('are no draft once they say again what stood there', () => {
    assert.deepEqual(typed(record({ performer: '陈工' }), ['performer', '陈'], ['performer', '陈工']), {});
  });

  it('are saved as they are, a box taken away as empty', () => {
    const seen = record({ serviceMode: 'onSite' });
    assert.deepEqual(valuesToSave(typed(seen, ['serviceMode', undefined], ['performer', '陈工']), seen), {
      serviceMode: '',
      performer: '陈工',
    });
  });

  it('meet what somebody else wrote there: both are shown, nothing is sent before the writer says which stands', () => {
    const draft = typed(record({ workProcessAndResult: '更换模块' }), ['workProcessAndResult', '更换模块，恢复']);
    const now = record({ workProcessAndResult: '更换模块\n10:20 测试' });
    assert.deepEqual(cellsOf(draft, now), [
      {
        field: 'workProcessAndResult',
        written: '更换模块，恢复',
        from: '更换模块',
        theirs: '更换模块\n10:20 测试',
        standing: 'changed',
      },
    ]);
    assert.equal(valuesToSave(draft, now), null);
    assert.deepEqual(shownValues(draft, now), { workProcessAndResult: '更换模块，恢复' });
  });

  it('are not held up by another cell that somebody else wrote', () => {
    const draft = typed(record({}), ['performer', '陈工']);
    assert.deepEqual(valuesToSave(draft, record({ workProcessAndResult: '更换模块' })), { performer: '陈工' });
  });

  it('are done with where somebody else wrote the very same', () => {
    const draft = typed(record({}), ['performer', '陈工']);
    assert.deepEqual(cellsOf(draft, record({ performer: '陈工' })), []);
  });

  it('stay readable beside a cell that was signed meanwhile, and do not cover it', () => {
    const draft = typed(record({ performer: '陈工' }), ['performer', '李工']);
    const signed = record({ performer: '陈工' }, []);
    assert.deepEqual(
      cellsOf(draft, signed).map(({ standing, written }) => [standing, written]),
      [['closed', '李工']],
    );
    assert.deepEqual(shownValues(draft, signed), { performer: '陈工' });
    assert.deepEqual(valuesToSave(draft, signed), {});
  });

  it('go on from what was saved where somebody typed while it went out', () => {
    const draft = typed(record({}), ['performer', '陈工、李工'], ['serviceMode', 'onSite']);
    assert.deepEqual(keptAfterSave(draft, { performer: '陈工', serviceMode: 'onSite' }), {
      performer: { written: '陈工、李工', from: '陈工' },
      serviceMode: undefined,
    });
  });

  it('are read without trust: what a device kept in another shape is no draft', () => {
    assert.deepEqual(draftFrom({ performer: '陈工', serviceMode: null, email: { written: 'a' } }), {});
  });
});
