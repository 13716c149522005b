import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { PLAN_READERS } from '#centre/plan/plan-readers.rules.ts';
import { intakeContextQuery } from '#centre/requests/ui/intake.queries.ts';
import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import { useSignOut } from '#centre/requests/ui/useSignOut.ts';
import { useLiveStream } from '#platform/client/live-stream.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { PortalShell } from '#platform/ui/shell/PortalShell.tsx';
import { UserMenu } from '#platform/ui/shell/UserMenu.tsx';
import { AppLink } from '../paths.tsx';
import { portalTexts } from './portal.texts.ts';

/** Collections that a change of one thing may change. */
const lists = new Set(['requests', 'records', 'intake']);

/** The frame of every page: whose it is, where to go, and to report from anywhere. */
export function PortalFrame() {
  const texts = useTexts(portalTexts);
  const me = useMe();
  const signOut = useSignOut('/portal');
  const navigate = useNavigate();
  const { data: context } = useQuery(intakeContextQuery(undefined));
  // The path in the address, not the router's own: a page that is left stays current until the next one is there.
  const path = useRouterState({ select: (state) => state.location.pathname });
  const connected = useLiveStream('/api/stream', lists);
  const inRecords = path.startsWith('/records');
  const inRegister = path.startsWith('/register');
  const reporting = path.startsWith('/report');
  const inPlan = path.startsWith('/plan');
  const inReach = path.startsWith('/reach');
  const inRequests = ![inRecords, inRegister, reporting, inPlan, inReach].includes(true);
  // Whom the matrix lets read the plan: who works at a site reads none.
  const readsPlan = me.positions.some((position) => PLAN_READERS.includes(position));
  const page = (current: boolean) => (current ? ('page' as const) : undefined);
  return (
    <PortalShell
      organisation={me.customer?.name ?? ''}
      connected={connected}
      links={
        <>
          <AppLink to="/" aria-current={page(inRequests)}>
            {texts.requests}
          </AppLink>
          <AppLink to="/records" aria-current={page(inRecords)}>
            {texts.records}
          </AppLink>
          <AppLink to="/register" aria-current={page(inRegister)}>
            {texts.register}
          </AppLink>
          {readsPlan && (
            <AppLink to="/plan" aria-current={page(inPlan)}>
              {texts.plan}
            </AppLink>
          )}
          {readsPlan && (
            <AppLink to="/reach" aria-current={page(inReach)}>
              {texts.reach}
            </AppLink>
          )}
        </>
      }
      side={
        <>
          <AppLink to="/report" className="button report" aria-current={page(reporting)}>
            <Icon name="plus" />
            {texts.report}
          </AppLink>
          <AppLink to="/report" search={{ about: 'opinion' }} className="button">
            <Icon name="complaint" />
            {texts.opinion}
          </AppLink>
          <UserMenu
            name={me.name}
            standing={me.customer?.name}
            onMySignIn={() => void navigate({ to: '/my-sign-in' })}
            onSignOut={() => void signOut()}
          />
        </>
      }
      foot={
        <>
          <AppLink to="/" aria-current={page(inRequests)}>
            <Icon name="requests" />
            {texts.requestsShort}
          </AppLink>
          <AppLink to="/report" aria-current={page(reporting)}>
            <Icon name="plus" />
            {texts.reportShort}
          </AppLink>
          {context?.phone != null && (
            <a href={`tel:${context.phone}`} aria-label={texts.callNumber(context.phone)}>
              <Icon name="phone" />
              {texts.call}
            </a>
          )}
          <AppLink to="/records" aria-current={page(inRecords)}>
            <Icon name="sign" />
            {texts.recordsShort}
          </AppLink>
          <AppLink to="/register" aria-current={page(inRegister)}>
            <Icon name="register" />
            {texts.registerShort}
          </AppLink>
          {readsPlan && (
            <AppLink to="/plan" aria-current={page(inPlan)}>
              <Icon name="plan" />
              {texts.planShort}
            </AppLink>
          )}
        </>
      }
    >
      <Outlet />
    </PortalShell>
  );
}
