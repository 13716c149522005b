import type { PeopleTables } from '#centre/people/people.tables.ts';
import type { EvidenceTables } from '#platform/evidence-log/evidence.tables.ts';
import type { ClockTables } from './clock.tables.ts';
import type { CustomerTables } from './customer.tables.ts';
import type { HouseTables } from './house.tables.ts';
import type { ImportTables } from './import.tables.ts';
import type { QualityTables } from './quality.tables.ts';
import type { RegisterTables } from './register.tables.ts';
import type { RequestTables } from './request.tables.ts';
import type { WorkTables } from './work.tables.ts';

/** Every table of schema `pledge`, as queries see it. */
export interface Tables
  extends
    EvidenceTables,
    PeopleTables,
    HouseTables,
    CustomerTables,
    RequestTables,
    ClockTables,
    WorkTables,
    ImportTables,
    RegisterTables,
    QualityTables {}
