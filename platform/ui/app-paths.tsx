import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';

interface Target<Path extends string> {
  readonly to: Path;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly search?: Readonly<Record<string, string>> | undefined;
  /** What the page shows there besides, as long as the entry stands in the browser's history. */
  readonly state?: Readonly<Record<string, unknown>> | undefined;
}

interface AppLinkProps<Path extends string> extends Target<Path> {
  readonly className?: string | undefined;
  readonly children?: ReactNode;
  readonly 'aria-current'?: 'page' | undefined;
  readonly 'aria-label'?: string | undefined;
}

interface AppPaths<Path extends string> {
  readonly AppLink: (props: AppLinkProps<Path>) => ReactElement;
  readonly useGo: () => (target: Target<Path> & { readonly replace?: boolean }) => void;
  /** A part of the address, by the name it has in the path. */
  readonly useParam: (name: string) => string;
}

/**
 * Links and moves of one app by its own paths. The router's types know one tree for the whole program, which is the console's:
 * here, once, they are told which paths this app has.
 */
export function appPaths<Path extends string>(): AppPaths<Path> {
  return {
    AppLink: Link as unknown as AppPaths<Path>['AppLink'],
    useGo: () => {
      const navigate = useNavigate() as unknown as (target: Target<Path>) => Promise<void>;
      return (target) => void navigate(target);
    },
    useParam: (name) => {
      const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
      return params[name] ?? '';
    },
  };
}
