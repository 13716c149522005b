import { useEffect, useMemo, useRef } from 'react';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment, sameDay, time, type Place } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { FlowView } from '../flow-view/flow-view.schema.ts';
import { arrowHead, capsuleHalf, HALO, roundedPath, wordPlace } from './flow-path.rules.ts';
import { withRoom, type NamedNode } from './flow-room.rules.ts';
import { flowTextsEn } from './flow.texts.en.ts';
import { flowTextsZh } from './flow.texts.zh.ts';
import './flow.css';

type Node = FlowView['nodes'][number];
type Edge = FlowView['edges'][number];

/** Room around the layout for names, times and the halo of the current step. */
const MARGIN = 26;

interface FlowDrawingProps {
  readonly flow: FlowView;
  /** Stands above where the flow has no name of its own. */
  readonly title: string;
  readonly zone: string;
}

/** The flow with the path this request took and the current step lit; for those who hear it, the same as an ordered list. */
export function FlowDrawing({ flow, title, zone }: FlowDrawingProps) {
  const say = useSay();
  const texts = useTexts({ zh: flowTextsZh, en: flowTextsEn });
  const { language } = useLanguage();
  const place: Place = { zone, language, today: useNow('calm') };
  const scroll = useRef<HTMLDivElement>(null);
  const current = flow.nodes.find((node) => node.status === 'current');
  const width = flow.width + 2 * MARGIN;
  const { nodes, edges, height } = useMemo(() => withRoom(flow, say), [flow, say]);
  useEffect(() => {
    // A flow wider than its card begins at the current step.
    const frame = scroll.current;
    if (frame && current) frame.scrollLeft = current.x + MARGIN - frame.clientWidth / 2;
  }, [current]);
  return (
    <section className="sheet flow-card" aria-label={texts.title}>
      <h3 className="sheet-title">{texts.names[flow.flow] ?? title}</h3>
      <ol className="unseen">
        {flow.nodes.map((node) => (
          <li key={node.id} aria-current={node.status === 'current' ? 'step' : undefined}>
            {[say(node.label), texts.status[node.status], whenOf(node, place)].filter((part) => part !== '').join(texts.comma)}
          </li>
        ))}
      </ol>
      <div className="flow-scroll" ref={scroll}>
        <svg
          className="flow"
          viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height + 2 * MARGIN}`}
          width={width}
          height={height + 2 * MARGIN}
          aria-hidden="true"
        >
          {[...edges]
            .sort((one, other) => Number(one.taken) - Number(other.taken))
            .map((edge) => (
              <Way key={`${edge.from}-${edge.to}-${edge.loop}`} edge={edge} right={flow.width + MARGIN} />
            ))}
          {nodes.map((node) => (
            <Station key={node.id} node={node} when={whenOf(node, place)} />
          ))}
        </svg>
      </div>
    </section>
  );
}

function whenOf(node: Node, place: Place): string {
  const at = node.at === null ? undefined : parseInstant(node.at);
  if (at === undefined) return '';
  // The timeline carries the days; in the drawing a time needs its day only when the whole flow is older.
  const recent = place.today !== undefined && (sameDay(at, place.today, place.zone) || place.today - at < 86_400_000);
  return recent ? time(at, place) : (moment(at, place).split(/ (?=[^ ]+$)/)[0] ?? '');
}

function Way({ edge, right }: { edge: Edge; right: number }) {
  const say = useSay();
  const word = edge.label === null ? '' : say(edge.label);
  const place = wordPlace(edge.points, { word, left: -MARGIN, right });
  return (
    <>
      <path className={`way ${edge.taken ? 'taken' : ''} ${edge.loop ? 'loop' : ''}`} d={roundedPath(edge.points)} />
      {edge.loop && <path className="tip" d={arrowHead(edge.points)} />}
      {word !== '' && place && (
        <text x={place.x} y={place.y}>
          {word}
        </text>
      )}
    </>
  );
}

function Station({ node, when }: { node: NamedNode; when: string }) {
  const { x, y, name, nameAt } = node;
  if (node.status === 'current') {
    const half = capsuleHalf(name);
    return (
      <g>
        <rect className="halo" x={x - half - HALO} y={y - 18} width={2 * (half + HALO)} height={36} rx={18} />
        <rect className="here" x={x - half} y={y - 13} width={2 * half} height={26} rx={13} />
        <text className="here-name" x={x} y={y + 4.5}>
          {name}
        </text>
      </g>
    );
  }
  return (
    <g>
      {node.status === 'broken' ? (
        <path className="node broken" d={`M${x} ${y - 7}l7 7-7 7-7-7z`} />
      ) : (
        <circle className={`node ${node.status === 'taken' ? 'taken' : ''}`} cx={x} cy={y} r={4.5} />
      )}
      <text className={node.status === 'ahead' ? '' : 'taken-name'} x={nameAt.x} y={nameAt.y}>
        {name}
      </text>
      {when !== '' && (
        <text x={x} y={y + 20}>
          {when}
        </text>
      )}
    </g>
  );
}
