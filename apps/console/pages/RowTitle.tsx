import { Link } from '@tanstack/react-router';
import type { RequestRow } from '#centre/requests/requests.schema.ts';

/** The title of a request as the way to it. */
export function RowTitle({ row, className }: { row: RequestRow; className: string }) {
  return (
    <Link to="/requests/$requestId" params={{ requestId: row.id }} className={className}>
      {row.title}
    </Link>
  );
}
