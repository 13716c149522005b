import { drawn, reported, type Course } from '#apps/server/testing/course.ts';
import type { Stage } from './stage.ts';

/** The night of the worked example at 01:42: a fault under repair, arrived at too late, and two needs not yet registered. */
export async function aNightOfWork(stage: Stage): Promise<Course> {
  const { server } = stage;
  const contactId = server.house.actors.technician.contactId ?? '';
  await stage.moveTo('03 22:10');
  const fault = await reported(server, 'manager', {
    channel: 'phone',
    contactId,
    siteId: server.house.sites['SITE-01'],
    kind: 'fault',
    content: '东区节点核心交换机宕机，业务网络全部中断。',
    enquirerPhone: '+86 10 0000 0004',
  });
  await stage.moveTo('03 22:18');
  await fault.take('manager', 'verify', {
    symptom: '指示灯全灭',
    since: '22:00左右',
    extent: '东区全部业务',
    changesBefore: '无',
    backupState: '9月28日有配置备份',
    severity: 'critical',
  });
  await stage.moveTo('03 22:30');
  await fault.take('manager', 'respond', { finding: '主控板故障', action: '已通知分支备勤', nextStep: '派人到场' });
  await fault.take('manager', 'dispatch', {
    people: [{ personId: server.house.actors.branchEngineer.personId, level: 1 }],
    taskContent: '赴东区节点排除核心交换机故障',
  });
  await fault.take('branchEngineer', 'visit/accept-task', { signature: drawn('陈工'), siteRulesRead: true });
  await fault.take('branchEngineer', 'visit/depart', { partsReady: true, expectedAt: '2026-10-04T00:15:00+08:00' });
  await stage.moveTo('04 00:15');
  await fault.take('branchEngineer', 'visit/arrive', {
    place: '东区节点机房',
    contactId: server.house.actors.siteStaff.contactId ?? '',
  });
  await fault.take('branchEngineer', 'classify', {
    faultType: 'equipment',
    faultPoint: '核心交换机主控板',
    evidence: '双电源告警',
    damageCause: 'notHuman',
  });
  await fault.take('branchEngineer', 'treat', { what: '换上备机', steps: '断电\n换上备机', claimReference: 'RMA-2026-77' });
  await stage.moveTo('04 01:42');
  await server.post('technician', '/api/service-requests', {
    channel: 'web',
    kind: 'consultation',
    siteId: server.house.sites['SITE-01'],
    content: '策略路由与备份链路的切换时间',
    enquirerPhone: '+86 10 0000 0004',
  });
  await server.post('technician', '/api/service-requests', { channel: 'web', content: '希望增加链路质量月度简报' });
  return fault;
}
