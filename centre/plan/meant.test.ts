import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meant } from './meant.rules.ts';

// prettier-ignore
const CASES: readonly (readonly [format: string, written: string, meant: string | undefined])[] = [
  ['duration', '2h', 'PT2H'], ['duration', '2 hours', 'PT2H'], ['duration', '30min', 'PT30M'], ['duration', '8h30m', 'PT8H30M'],
  ['duration', 'P24H', 'PT24H'], ['duration', 'PT1D', 'P1D'], ['duration', 'pt2h', 'PT2H'], ['duration', '1d 12h', 'P1DT12H'],
  ['duration', '2小时', 'PT2H'], ['duration', '两小时', 'PT2H'], ['duration', '二十四小时', 'PT24H'], ['duration', '十天', 'P10D'], ['duration', '一天', 'P1D'], ['duration', '30分钟', 'PT30M'], ['duration', '3个月', 'P3M'], ['duration', '3天', 'P3D'], ['duration', '１５分', 'PT15M'],
  ['duration', 'soon', undefined], ['duration', '2', undefined], ['duration', '2 moons', undefined], ['duration', '', undefined],
  ['date', '2026/3/1', '2026-03-01'], ['date', '2026.03.01', '2026-03-01'], ['date', '2026年3月1日', '2026-03-01'],
  ['date', '2026-02-30', undefined], ['date', '3/1/2026', undefined],
  ['dateRange', '2026-10-01 - 2026-10-07', '2026-10-01/2026-10-07'], ['dateRange', '2026/10/1 至 2026/10/7', '2026-10-01/2026-10-07'],
  ['dateRange', '2026-10-07/2026-10-01', '2026-10-01/2026-10-07'], ['dateRange', '2026-10-01/', undefined],
  ['hours', '8:30 – 17:00', '8:30-17:00'], ['hours', '08：30~17：00', '08:30-17:00'], ['hours', '8.30-17.00', '8:30-17:00'], ['hours', '17:00-8:30', undefined],
  ['timezone', 'Asia/Shanghi', 'Asia/Shanghai'], ['timezone', 'Mars/Base', undefined],
  ['name', 'a b', undefined],
];

for (const [format, written, expected] of CASES) {
  test(`${format} “${written}” is ${expected === undefined ? 'not guessed' : `meant as ${expected}`}`, () => {
    assert.equal(meant(format, written), expected);
  });
}
