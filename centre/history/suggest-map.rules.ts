/** A first map of a log, guessed from the names of its columns and what stands in them. Somebody looks at it before it counts. Pure. */
import { stringify } from 'yaml';
import { readTime } from './instants.rules.ts';
import type { LogSample } from './log-sample.schema.ts';
import type { HistoryField } from './map.schema.ts';

/** What a map may name of the house. */
export interface SuggestFrom {
  readonly project: string | null;
  readonly kind: string | null;
  readonly severities: readonly string[];
  readonly closed: string | null;
  readonly open: string | null;
  readonly zone: string;
}

type Column = LogSample['columns'][number];

const NAMED = {
  id: /(^|[\s_.-])(id|no|nr|number|ticket|incident|case|request)$|^(ticket|incident|case|sr|request)|编号|单号|工单号?$/iu,
  at: /time|date|timestamp|^(when|at)$|_at$|时间|日期/iu,
  status: /status|state|状态/iu,
  severity: /severity|impact|priority|urgency|等级|级别|影响|优先级/iu,
} as const;

const FIELDS: Readonly<Record<HistoryField, RegExp>> = {
  title: /title|subject|summary|标题|主题/iu,
  content: /content|description|detail|note|内容|描述|说明/iu,
  enquirerName: /^(who|name|caller|reporter|contact)$|报修人|联系人|姓名/iu,
  enquirerPhone: /phone|mobile|tel|电话|手机/iu,
  enquirerEmail: /e-?mail|邮箱/iu,
  site: /^(site|place|location)|站点|地点/iu,
  channel: /^channel$|渠道/iu,
};

const ENDED = /clos|done|complet|resolv|finish|cancel|关闭|完成|解决|结束|已恢复/iu;

/** Patterns of times that are tried, where a column is not as ISO 8601 writes it. */
const FORMATS = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy/M/d H:mm:ss',
  'yyyy/M/d H:mm',
  'yyyyMMddHHmmss',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  "yyyy'年'M'月'd'日' H:mm",
] as const;

/** The map as YAML: what could be told, and nothing that could not. */
export function suggestMap(sample: LogSample, from: SuggestFrom): string {
  const named = (name: RegExp): Column | undefined => sample.columns.find((column) => name.test(column.name));
  const at = sample.columns.find((column) => timeOf(column.values) !== undefined) ?? named(NAMED.at);
  const time = timeOf(at?.values ?? []);
  const status = named(NAMED.status);
  const severity = named(NAMED.severity);
  const ended = (status?.values ?? []).filter((value) => ENDED.test(value));
  const fields = Object.entries(FIELDS).flatMap(([field, name]) => {
    const column = named(name);
    return column === undefined ? [] : [[field, column.name] as const];
  });
  const done = status === undefined || ended.length === 0 ? null : { [status.name]: ended };
  const map = {
    ...(named(NAMED.id) === undefined ? {} : { id: named(NAMED.id)?.name }),
    ...(at === undefined ? {} : { at: at.name }),
    ...(time?.format === undefined ? {} : { format: time.format }),
    ...(time?.needsZone === true ? { zone: from.zone } : {}),
    ...(sample.encoding === 'utf-8' ? {} : { encoding: sample.encoding }),
    ...(sample.delimiter === ',' ? {} : { delimiter: sample.delimiter }),
    ...(from.project === null ? {} : { project: from.project }),
    ...(from.kind === null ? {} : { kind: from.kind }),
    ...(severity === undefined || from.severities.length === 0
      ? {}
      : { severity: { column: severity.name, values: severitiesOf(severity.values, from.severities) } }),
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    events: [
      { first: true, event: 'reportReceived' },
      { first: true, event: 'registered' },
      ...(done === null ? [] : [{ when: done, first: true, event: 'restored' }]),
    ],
    state: [
      ...(done === null || from.closed === null ? [] : [{ when: done, state: from.closed }]),
      ...(from.open === null ? [] : [{ state: from.open }]),
    ],
  };
  return stringify(map, { aliasDuplicateObjects: false });
}

/** What values of a severity are called elsewhere, the gravest first. */
const GRAVE = [
  /^(?:highest|critical|urgent|emergency|severe|blocker|(?:(?:p|s|sev|severity) ?-?)?[01])\b|[最极特]高|(?<![非不])(?:紧急|严重|特大)|特急|特别重大/iu,
  /^(?:high|major|important|(?:(?:p|s|sev|severity) ?-?)?2)\b|^较?高|(?<![非不])(?:重大|重要|较大)/iu,
  /^(?:medium|normal|moderate|average|(?:(?:p|s|sev|severity) ?-?)?3)\b|^中|一般|普通/iu,
] as const;
const MILD =
  /^(?:low|lowest|minor|trivial|(?:(?:p|s|sev|severity) ?-?)?[4-9])\b|^[最极较]?低|[非不](?:紧急|严重|重大|重要)|轻微|次要/iu;

/**
 * A value that is called like a severity is that, one that sounds grave or mild elsewhere is so here. Of any other nobody can tell how
 * grave it was, nor of one that comes later in the log: those are left open, and the dry run names them.
 */
function severitiesOf(values: readonly string[], severities: readonly string[]): Record<string, string> {
  const meant = (value: string): string | undefined => {
    const named = severities.find((known) => known.toLowerCase() === value.toLowerCase());
    const grave = GRAVE.findIndex((name) => name.test(value));
    return named ?? (grave === -1 && !MILD.test(value) ? undefined : (severities[grave] ?? severities.at(-1)));
  };
  return Object.fromEntries(
    values.flatMap((value) => {
      const severity = meant(value.trim());
      return severity === undefined ? [] : [[value, severity] as const];
    }),
  );
}

/** How a column's values are times, if most of them are: a log may have bad rows. */
function timeOf(values: readonly string[]): { readonly format?: string; readonly needsZone: boolean } | undefined {
  for (const format of [undefined, ...FORMATS]) {
    const fitting = (zone: string | undefined): number =>
      values.filter((value) => typeof readTime(value, { format, zone }) === 'number').length;
    const about = format === undefined ? {} : { format };
    const all = fitting('UTC');
    if (all * 2 > values.length) return { ...about, needsZone: fitting(undefined) < all };
  }
  return undefined;
}
