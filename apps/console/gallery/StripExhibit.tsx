import { ClockRow } from '#centre/commitments/ui/ClockRow.tsx';
import { ClockSegment } from '#centre/commitments/ui/ClockSegment.tsx';
import { ClockStrip } from '#centre/commitments/ui/ClockStrip.tsx';
import { liveClock } from '#centre/commitments/ui/live-clock.rules.ts';
import { useNow } from '#platform/ui/useNow.ts';
import * as data from './clocks.fixture.ts';
import * as states from './states.fixture.ts';

const rows = [
  data.strip,
  [states.replacementToday, states.replacementOuter, ...data.keptClocks],
  [data.answering, data.keptClocks[0]],
  [states.states9[3], ...data.keptClocks.slice(0, 7)],
  [states.resolutionReport],
  [states.answerPromised, ...data.keptClocks.slice(0, 3)],
  [states.resolutionReport, states.states9[6]],
  data.keptClocks,
];

export function StripExhibit() {
  const now = useNow('second');
  const explain = () => undefined;
  return (
    <div className="gallery">
      <h1>计时条</h1>
      <h2>完整</h2>
      <ClockStrip clocks={data.strip} onWhy={explain} />
      <h2>最后一小时，六项守住</h2>
      <ClockStrip
        clocks={[...data.keptClocks, data.arrivalLate, data.restorationLastHour, data.replacement]}
        onWhy={explain}
        named={6}
      />
      <h2>多项未起算，没有守住</h2>
      <ClockStrip
        clocks={[data.restoration, data.laterApproval, data.replacement, ...states.states9.slice(8), data.answering]}
        onWhy={explain}
      />
      <h2>九种状态</h2>
      <div className="gallery-grid">
        {states.states9.map((view) => (
          <ul className="strip unfolded" key={view.id + view.mark}>
            <ClockSegment clock={liveClock(view, now)} next={view.mark === 'warning'} onWhy={explain} />
          </ul>
        ))}
      </div>
      <h2>列表行</h2>
      <div className="gallery-rows">
        {rows.map((clocks, index) => (
          <div key={index}>
            <ClockRow clocks={clocks.flatMap((clock) => (clock ? [clock] : []))} />
          </div>
        ))}
      </div>
    </div>
  );
}
