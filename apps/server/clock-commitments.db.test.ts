import { after, before, describe, it } from 'node:test';
import { drawn, type Course } from './testing/course.ts';
import { shownKeptAndBroken, tellingOn, type Commitment, type Telling } from './testing/neglect.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
let tell: Telling;
before(async () => {
  server = await openTestServer();
  tell = tellingOn(server);
});
after(() => server.close());

const fault = (severity: string) => (told: Telling) => {
  told.at('10-12 09:00');
  return told.report('technician', { kind: 'fault', severity, content: '核心交换机无响应', symptom: '指示灯全灭' });
};
const mailed = (told: Telling, words: Record<string, unknown>): Promise<Course> => {
  told.at('10-12 09:00');
  const contactId = told.server.house.actors.technician.contactId;
  return told.report('clerk', { channel: 'email', contactId, enquirerEmail: 'wang@customer.example.cn', ...words });
};
const reached = { contactName: '王工', channel: 'phone', text: '您好，正在了解情况。' };
const checklist = { symptom: '指示灯全灭', since: '今晨', extent: '东区', changesBefore: '无', backupState: '有' };
const answer = { finding: '主控板故障', action: '已安排更换', nextStep: '两小时内恢复' };
const verified = async (told: Telling, severity = 'major', more: Record<string, unknown> = {}): Promise<Course> => {
  const course = await fault(severity)(told);
  await course.take('manager', 'verify', { ...checklist, severity, ...more });
  return course;
};
const notRemote = async (told: Telling): Promise<Course> => {
  const course = await verified(told);
  await course.take('supportEngineer', 'not-remote', { reason: '设备断电' });
  return course;
};
const sent = (told: Telling, course: Course) =>
  course.take('manager', 'dispatch', {
    people: [{ personId: told.person('branchEngineer'), level: 1 }],
    taskContent: '更换主控板',
  });
const typed = async (told: Telling, faultType: string): Promise<Course> => {
  const course = await verified(told);
  await course.take('supportEngineer', 'classify', { faultType, faultPoint: '东区出口', evidence: '日志' });
  return course;
};
const treated = async (told: Telling): Promise<Course> => {
  const course = await typed(told, 'configuration');
  await course.take('supportEngineer', 'treat', { what: '恢复配置', steps: '核对\n导入备份' });
  return course;
};
const resolved = async (told: Telling): Promise<Course> => {
  const course = await treated(told);
  await course.take('supportEngineer', 'restore', { how: 'fix', confirmedBy: '王工', confirmedMeans: 'phone' });
  await course.take('supportEngineer', 'permanent-fix', { cause: '误改参数', solution: '恢复参数', fullyRestoredBy: '王工' });
  return course;
};
const partnerOf = (kind: string) => async (told: Telling, course: Course) =>
  course.take('supportEngineer', 'contact-partner', { partnerId: await told.partner(kind), person: '刘工', reference: 'TT-1' });

const FAULTS: readonly Commitment[] = [
  {
    ids: ['C-1.1-03', 'C-1.3.2-05', 'C-1.4.1-05'],
    clock: 'acknowledge',
    due: '10-12 09:15',
    begin: fault('major'),
    keep: (_, course) => course.take('branchEngineer', 'contact', reached),
  },
  {
    ids: ['C-1.4.1-08', 'C-1.4.2-04'],
    clock: 'callBack',
    due: '10-12 09:15',
    begin: (told) => mailed(told, { content: '核心交换机无响应' }),
    keep: (_, course) => course.take('branchEngineer', 'contact', reached),
  },
  {
    ids: ['C-1.1-04', 'C-1.6.2-03'],
    clock: 'substantiveResponse',
    due: '10-12 09:15',
    begin: (told) => verified(told, 'critical'),
    keep: (_, course) => course.take('supportEngineer', 'respond', answer),
  },
  {
    ids: ['C-1.1-12'],
    clock: 'substantiveResponse',
    due: '10-12 09:15',
    begin: (told) => verified(told, 'minor'),
    keep: (_, course) => course.take('supportEngineer', 'respond', answer),
  },
  {
    ids: ['C-1.1-05', 'C-1.6.2-07'],
    clock: 'response',
    due: '10-12 10:00',
    begin: (told) => verified(told, 'major'),
    keep: (_, course) => course.take('supportEngineer', 'respond', answer),
  },
  {
    ids: ['C-1.3.6-05'],
    clock: 'responseCeiling',
    due: '10-13 09:00',
    begin: (told) => verified(told, 'minor'),
    keep: (_, course) => course.take('supportEngineer', 'respond', answer),
  },
  {
    ids: ['C-1.6.2-27'],
    clock: 'verification',
    due: '10-12 09:15',
    begin: fault('major'),
    keep: (_, course) => course.take('manager', 'verify', { ...checklist, severity: 'major' }),
  },
  { ids: ['C-1.6.2-04'], clock: 'dispatch', due: '10-12 09:15', begin: notRemote, keep: sent },
  { ids: ['C-1.3.3-08'], clock: 'assignment', due: '10-12 09:15', begin: notRemote, keep: sent },
  { ids: ['C-1.3.6-12'], clock: 'taskOrderIssue', due: '10-12 09:15', begin: notRemote, keep: sent },
  { ids: ['C-1.4.1-12'], clock: 'nearestDispatch', due: '10-12 09:30', begin: notRemote, keep: sent },
  {
    ids: ['C-1.1-06', 'C-1.6.2-08', 'C-1.4.4-02'],
    clock: 'arrival',
    due: '10-12 11:00',
    begin: async (told) => {
      const course = await notRemote(told);
      await sent(told, course);
      return course;
    },
    keep: async (told, course) => {
      await course.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
      await course.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-12T10:30:00+08:00' });
      told.at('10-12 10:40');
      await course.take('branchEngineer', 'visit/arrive', {
        place: '东区节点机房',
        contactId: told.server.house.actors.siteStaff.contactId,
      });
    },
  },
  {
    ids: ['C-1.1-07', 'C-1.6.2-09', 'C-1.4.4-04'],
    clock: 'resolution',
    due: '10-12 14:00',
    begin: treated,
    keep: (_, course) => course.take('supportEngineer', 'restore', { how: 'fix', confirmedBy: '王工', confirmedMeans: 'phone' }),
  },
  {
    ids: ['C-1.6.2-30'],
    clock: 'partnerContact',
    due: '10-12 09:30',
    begin: (told) => typed(told, 'line'),
    keep: partnerOf('carrier'),
  },
  {
    ids: ['C-1.6.2-32'],
    clock: 'partnerContact',
    due: '10-12 09:30',
    begin: (told) => typed(told, 'software'),
    keep: partnerOf('vendor'),
  },
  {
    ids: ['C-1.6.2-18'],
    clock: 'vendorNotice',
    due: '10-12 13:00',
    begin: async (told) => {
      const course = await verified(told, 'major', { emergencyKind: 'softwareFault' });
      await course.take('supportEngineer', 'classify', { faultType: 'software', faultPoint: '系统软件', evidence: '日志' });
      return course;
    },
    keep: partnerOf('vendor'),
  },
  {
    ids: ['C-1.6.2-24'],
    clock: 'toolDelivery',
    due: '10-12 11:00',
    begin: async (told) => {
      const course = await verified(told, 'major', { emergencyKind: 'virusDamage' });
      await course.take('supportEngineer', 'classify', { faultType: 'software', faultPoint: '终端', evidence: '病毒特征' });
      return course;
    },
    keep: (_, course) => course.take('supportEngineer', 'give-tool', { tool: '专杀工具', givenTo: '王工' }),
  },
  {
    ids: ['C-1.3.3-07', 'C-1.5.3-01'],
    clock: 'knowledgeCapture',
    due: '10-19 17:00',
    begin: resolved,
    keep: (_, course) => course.take('supportEngineer', 'link-knowledge', { articleReference: 'KB-0031' }),
  },
  {
    ids: ['C-1.6.2-37'],
    clock: 'resolutionReport',
    due: '10-15 17:00',
    begin: resolved,
    keep: (told, course) =>
      course.take('supportEngineer', 'send-report', {
        overview: '交换机宕机',
        diagnosis: '现场检查',
        cause: '误改参数',
        solution: '恢复参数',
        impact: '中断半小时',
        prevention: '双人复核',
        reviewerId: told.person('approver'),
      }),
  },
];

const asked = (told: Telling): Promise<Course> => {
  told.at('10-12 09:00');
  return told.report('technician', { kind: 'consultation', content: '如何查看端口流量？' });
};
const handled = async (told: Telling, ask = asked): Promise<Course> => {
  const course = await ask(told);
  await course.take('branchEngineer', 'contact', reached);
  await course.take('branchEngineer', 'start-handling');
  return course;
};
const deferred = async (told: Telling): Promise<Course> => {
  const course = await handled(told);
  await course.take('branchEngineer', 'defer', {
    reason: '需核对固件版本',
    finding: '端口统计可用',
    nextStep: '向厂商确认',
    promisedAnswerAt: '2026-10-12T15:30:00+08:00',
  });
  return course;
};
const escalated = async (told: Telling): Promise<Course> => {
  const course = await handled(told);
  await course.take('branchEngineer', 'escalate', { reason: '需要厂商资料' });
  return course;
};
const accepted = async (told: Telling): Promise<Course> => {
  const course = await handled(told);
  const task = { taskContent: '远程升级', requiredBy: '2026-10-14T17:00:00+08:00', serviceMode: 'remote' };
  await course.take('manager', 'order-task', { ...task, furtherHandling: true });
  await course.take('manager', 'order/submit');
  await course.take('approver', 'order/approve', { opinion: '同意', signature: drawn('唐经理') });
  const people = [{ personId: told.person('supportEngineer'), level: 1 }];
  await course.take('manager', 'order/issue', { people, leaderId: told.person('supportEngineer') });
  await course.take('supportEngineer', 'order/accept', { signature: drawn('孙工') });
  await course.take('supportEngineer', 'order/start-work');
  return course;
};
const recorded = async (_: Telling, course: Course): Promise<void> => {
  await course.take('supportEngineer', 'record:serviceRecord/fill-record', { values: { workProcessAndResult: '已升级。' } });
};
const finished = async (told: Telling): Promise<Course> => {
  const course = await accepted(told);
  await recorded(told, course);
  await course.take('supportEngineer', 'order/finish-work');
  return course;
};
const submitted = async (told: Telling): Promise<Course> => {
  const course = await finished(told);
  await course.take('supportEngineer', 'order/submit-record');
  return course;
};
const evaluated = (_: Telling, course: Course) =>
  course.take('technician', 'order/evaluate', { evaluation: '曲线可用，满意', rating: 'satisfied' });

const QUESTIONS: readonly Commitment[] = [
  {
    ids: ['C-1.3.3-03', 'C-1.4.1-10', 'C-1.4.2-05'],
    clock: 'answer',
    due: '10-12 17:00',
    begin: (told) => handled(told, (of) => mailed(of, { kind: 'consultation', content: '如何查看端口流量？' })),
    keep: (_, course) => course.take('branchEngineer', 'answer', answer),
  },
  {
    ids: ['C-1.3.3-04'],
    clock: 'escalationReply',
    due: '10-12 17:00',
    begin: escalated,
    keep: (_, course) => course.take('supportEngineer', 'advise-branch', { finding: '固件缺陷' }),
  },
  {
    ids: ['C-1.3.4-05'],
    clock: 'promisedAnswer',
    due: '10-12 15:30',
    begin: deferred,
    keep: (_, course) => course.take('branchEngineer', 'answer', answer),
  },
  {
    ids: ['C-1.3.6-17'],
    clock: 'taskDue',
    due: '10-14 17:00',
    begin: accepted,
    keep: async (told, course) => {
      await recorded(told, course);
      await course.take('supportEngineer', 'order/finish-work');
    },
  },
  {
    ids: ['C-1.3.6-13'],
    clock: 'recordService',
    due: '10-13 09:00',
    begin: finished,
    keep: (_, course) => course.take('supportEngineer', 'order/submit-record'),
  },
  { ids: ['C-1.3.6-19'], clock: 'evaluation', due: '10-15 17:00', begin: submitted, keep: evaluated },
  {
    ids: ['C-1.3.6-20'],
    clock: 'recordReview',
    due: '10-15 17:00',
    begin: submitted,
    keep: async (told, course) => {
      await evaluated(told, course);
      await course.take('approver', 'order/review-record', { opinion: '完整', signature: drawn('唐经理') });
    },
  },
];

for (const [about, table] of [
  ['a fault', FAULTS],
  ['a question', QUESTIONS],
] as const)
  describe(`of ${about}, kept where somebody acts and breached where nobody does`, () => {
    for (const commitment of table)
      it(`${commitment.ids.join(', ')}: ${commitment.clock}, due ${commitment.due}`, () => shownKeptAndBroken(tell, commitment));
  });
