import type { Chapter, ChapterBlock, ChapterTable } from '#platform/print/chapter.schema.ts';
import { languageTag } from '#platform/i18n/language.ts';
import { Worded } from './Worded.tsx';
import './chapter.css';

/** A chapter on the page: the same text that is printed, always on paper. */
export function ChapterView({ chapter }: { readonly chapter: Chapter }) {
  return (
    <article className="chapter" lang={languageTag[chapter.language]}>
      {chapter.mark !== undefined && <p className="chapter-mark">{chapter.mark}</p>}
      <h2 className="chapter-title">{chapter.title}</h2>
      <dl className="chapter-facts">
        {chapter.facts.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {chapter.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      <p className="chapter-foot">{chapter.foot}</p>
    </article>
  );
}

const HEADINGS = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

function Block({ block }: { readonly block: ChapterBlock }) {
  if (block.kind === 'table') return <Table table={block} />;
  if (block.kind === 'paragraph') return <p className={block.isQuiet === true ? 'quiet' : undefined}>{block.text}</p>;
  const Heading = HEADINGS[block.level];
  return <Heading>{block.text}</Heading>;
}

function Table({ table: { columns, rows } }: { readonly table: ChapterTable }) {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return (
    <div className="chapter-table">
      <table>
        <colgroup>
          {columns.map(({ name, share }) => (
            <col key={name} style={{ width: `${(100 * share) / all}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className={row.tone}>
              {row.cells.map((cell, at) => (
                <td key={at} data-label={columns[at]?.name}>
                  <Worded text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
