/** The plan's format as a page for people, in one language: a table per block, from the JSON Schema that editors use. */
import { fieldText } from './plan-fields.rules.ts';
import { branchesOf, fieldsOf, planJsonSchema, type JsonSchema } from './plan-json-schema.rules.ts';
import { planReferenceTextsEn } from './plan-reference.texts.en.ts';
import { planReferenceTextsZh } from './plan-reference.texts.zh.ts';
import { FORMS } from './vocabulary.ts';

type Language = 'zh' | 'en';

interface Row {
  place: readonly string[];
  schema: JsonSchema;
  isRequired: boolean;
}

/** The page in Markdown. */
export function planReference(language: Language): string {
  const texts = language === 'zh' ? planReferenceTextsZh : planReferenceTextsEn;
  const schema = planJsonSchema();
  const required = new Set(schema.required);
  const blocks = Object.entries(schema.properties ?? {}).map(([name, block]) =>
    [
      `## \`${name}\`${required.has(name) ? '' : ` (${texts.optional})`}`,
      '',
      fieldText([name])?.[language] ?? '',
      '',
      ...table(rowsOf(block, [name]), language),
    ].join('\n'),
  );
  return `${[`# ${texts.title}`, texts.generated, texts.reading, ...blocks].join('\n\n').trimEnd()}\n`;
}

function table(rows: readonly Row[], language: Language): string[] {
  const texts = language === 'zh' ? planReferenceTextsZh : planReferenceTextsEn;
  if (rows.length === 0) return [];
  return [
    `| ${texts.field} | ${texts.value} | ${texts.meaning} |`,
    '|---|---|---|',
    ...rows.map(({ place, schema, isRequired }) => {
      const name = `\`${place.slice(1).join('.')}\`${isRequired ? ' *' : ''}`;
      return `| ${name} | ${valueText(schema, language)} | ${fieldText(place)?.[language] ?? ''} |`;
    }),
  ];
}

/** Every field below a block, each once, in the order in which the format gives them. Forms are alike: one is shown. */
function rowsOf(schema: JsonSchema, place: readonly string[]): Row[] {
  const required = new Set(schema.required);
  const own = fieldsOf(schema).flatMap(({ key, field }) => {
    if (place.length === 1 && place[0] === 'forms' && FORMS.slice(1).some((form) => form === key)) return [];
    const at = [...place, place[0] === 'forms' && key === FORMS[0] ? '*' : key];
    const row = key === '*' ? [] : [{ place: at, schema: field, isRequired: required.has(key) }];
    return [...row, ...rowsOf(field, at)];
  });
  const ofBranches = branchesOf(schema).flatMap((branch) => rowsOf(branch, place));
  const rows = new Map<string, Row>();
  for (const row of [...own, ...ofBranches]) {
    const name = row.place.join('.');
    const known = rows.get(name);
    rows.set(name, known === undefined ? row : { ...known, schema: { anyOf: [known.schema, row.schema] } });
  }
  return [...rows.values()];
}

/** Lists of the product are as long as they are; the page names the first ones. */
const LISTED_AT_MOST = 12;

function valueText(schema: JsonSchema, language: Language): string {
  const texts = language === 'zh' ? planReferenceTextsZh : planReferenceTextsEn;
  const branches = branchesOf(schema);
  if (branches.length > 0) return [...new Set(branches.map((branch) => valueText(branch, language)))].join(` ${texts.or} `);
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) {
    const words = schema.enum.slice(0, LISTED_AT_MOST).map((word) => `\`${String(word)}\``);
    return `${words.join(' ')}${schema.enum.length > words.length ? ' …' : ''}`;
  }
  if (schema.type === 'array')
    return schema.items === undefined ? texts.list : `${texts.listOf} ${valueText(schema.items, language)}`;
  if (schema.type === 'object') return texts.mapping;
  if (schema.format === 'date') return texts.date;
  if (schema.pattern?.startsWith('^P') === true) return texts.duration;
  if (schema.pattern?.startsWith(String.raw`^\d{4}-`) === true) return texts.dateRange;
  return texts.types[schema.type ?? ''] ?? texts.anything;
}
