/** How long a page or a probe waits for something outside before it goes on without it. */
const SOON_MS = 3_000;

/** What was asked for, if it comes soon; else rejects. The asked thing itself goes on, and nobody waits for it. */
export function soon<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${SOON_MS} ms`)), SOON_MS);
    asked.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
