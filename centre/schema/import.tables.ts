import type { Replay } from '#centre/commitments/replay/replay.schema.ts';
import type { RowFault } from '#centre/history/history.schema.ts';
import type { ReplayQuestion } from '#centre/requests/replay-job/log-replay.schema.ts';
import type { At, JsonOf, MaybeAt, MaybeJson, Names, WithDefault } from './columns.ts';

/** Logs of other systems: on their way in, or replayed against a plan. */
export interface ImportTables {
  'pledge.history_import': {
    provider_id: string;
    id: string;
    person_id: string;
    file_id: string;
    state: 'uploaded' | 'checking' | 'checked' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    uploaded_at: At;
    changed_at: At;
    map: string | null | undefined;
    columns: MaybeJson<string[]>;
    rows: number | null | undefined;
    requests: number | null | undefined;
    faulty_rows: number | null | undefined;
    left_out: number | null | undefined;
    place: WithDefault<number>;
    done: WithDefault<number>;
    imported: WithDefault<number>;
    here_already: WithDefault<number>;
    still_open: WithDefault<number>;
    refused: WithDefault<number>;
    why: MaybeJson<Names>;
    held_by: string | null | undefined;
    held_until: MaybeAt;
  };
  'pledge.history_import_fault': {
    provider_id: string;
    import_id: string;
    line: number;
    column_name: string;
    code: string;
    value: string;
    external_id: string | null;
    cells: JsonOf<string[]>;
    words: MaybeJson<Names>;
  };
  'pledge.log_replay': {
    provider_id: string;
    id: string;
    person_id: string;
    file_id: string;
    state: 'uploaded' | 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    uploaded_at: At;
    changed_at: At;
    asked: MaybeJson<ReplayQuestion>;
    requests: number | null | undefined;
    done: WithDefault<number>;
    answer: MaybeJson<Replay>;
    answered: MaybeJson<ReplayQuestion>;
    faults: MaybeJson<RowFault[]>;
    why: MaybeJson<Names>;
    held_by: string | null | undefined;
    held_until: MaybeAt;
  };
}
