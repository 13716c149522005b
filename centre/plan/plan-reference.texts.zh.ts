export const planReferenceTextsZh = {
  title: '服务方案格式参考',
  generated: '由`tools/docs-plan.ts`根据格式本身生成，请勿手改。编辑器用的JSON Schema：`pledge plan schema`。',
  reading:
    '带 * 的字段必填（在它所在的一层写了的时候）。`*`代表方案自取的名称或列表中的任一项。时长用ISO 8601（`PT15M`、`P10D`、`P6M`），日期写成`2026-03-01`。不认识的字段一律是错误。',
  optional: '可不写',
  field: '字段',
  value: '写法',
  meaning: '含义',
  or: '或',
  list: '列表',
  listOf: '列表，每项：',
  mapping: '键值',
  date: '日期',
  dateRange: '日期或区间',
  duration: '时长',
  anything: '任意',
  types: { string: '文本', number: '数字', integer: '整数', boolean: '`true` `false`', null: '空' } as Readonly<
    Record<string, string>
  >,
};
