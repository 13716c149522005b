import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { uploadFile } from '#platform/client/client.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import type { SentFile } from './sent-file.ts';

/** A file that was chosen and has not arrived. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  /** Why not; null while it is on its way. */
  readonly problem: Problem | null;
}

interface UploadsOptions {
  readonly files: readonly SentFile[];
  readonly onChange: (files: readonly SentFile[]) => void;
  /** Hears whether anything is still to arrive. */
  readonly onWaiting?: ((waiting: boolean) => void) | undefined;
}

export interface Uploads {
  readonly underWay: readonly Upload[];
  /** Those that the server does not take, whoever tries again. */
  readonly refused: readonly Upload[];
  readonly send: (chosen: readonly File[]) => void;
  readonly again: (upload: Upload) => void;
  readonly takeAway: (upload: Upload) => void;
}

/** Whether the same file may be taken the next time: after signing in again, and once the line or the server is back. */
function mayArrive({ status }: Problem): boolean {
  return status >= 500 || [0, 401, 408, 429].includes(status);
}

/**
 * Files on their way to the server, one after the other. What does not arrive stays, to be sent again: a phone may hold a photo
 * nowhere else. With the form that it was chosen in, what is under way ends.
 */
export function useUploads({ files, onChange, onWaiting }: UploadsOptions): Uploads {
  const [underWay, setUnderWay] = useState<readonly Upload[]>([]);
  const [refused, setRefused] = useState<readonly Upload[]>([]);
  const lines = useRef(new Map<string, AbortController>());
  const turn = useRef<Promise<void>>(Promise.resolve());
  // An upload takes a while, and the form is written in meanwhile: what has arrived is put to what stands there then.
  const now = useRef({ files, onChange });
  useLayoutEffect(() => {
    now.current = { files, onChange };
  }, [files, onChange]);
  const waiting = underWay.length > 0;
  const tell = useEffectEvent((isWaiting: boolean) => onWaiting?.(isWaiting));
  useEffect(() => {
    if (!waiting) return undefined;
    tell(true);
    return () => tell(false);
  }, [waiting]);
  useEffect(() => {
    const open = lines.current;
    return () => {
      for (const line of open.values()) line.abort();
    };
  }, []);

  const drop = ({ key }: Upload) => setUnderWay((before) => before.filter((one) => one.key !== key));
  const stands = (upload: Upload, problem: Problem | null) =>
    setUnderWay((before) => before.map((one) => (one.key === upload.key ? { ...one, problem } : one)));
  const put = (file: SentFile) => {
    const arrived = [...now.current.files, file];
    now.current = { ...now.current, files: arrived };
    now.current.onChange(arrived);
  };
  const carry = async (upload: Upload, line: AbortController) => {
    const { file, key } = upload;
    const answer = await uploadFile(file, line.signal);
    if (lines.current.get(key) === line) lines.current.delete(key);
    if (!answer.ok && mayArrive(answer.problem)) {
      stands(upload, answer.problem);
      return;
    }
    drop(upload);
    if (!answer.ok) setRefused((before) => [...before, { ...upload, problem: answer.problem }]);
    else if (!line.signal.aborted) put({ id: answer.value.id, name: file.name, size: file.size });
  };
  const begin = (upload: Upload) => {
    const line = new AbortController();
    lines.current.set(upload.key, line);
    turn.current = turn.current.then(() => carry(upload, line));
  };

  return {
    underWay,
    refused,
    send: (chosen) => {
      const uploads = chosen.map((file) => ({ key: crypto.randomUUID(), file, problem: null }));
      setRefused([]);
      setUnderWay((before) => [...before, ...uploads]);
      for (const upload of uploads) begin(upload);
    },
    again: (upload) => {
      stands(upload, null);
      begin(upload);
    },
    takeAway: (upload) => {
      lines.current.get(upload.key)?.abort();
      drop(upload);
    },
  };
}
