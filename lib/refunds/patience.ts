/** How long a person waits for PortOne before being told that the answer is still awaited. */
const patienceMs = 8_000;

/** Resolves when the work is done, or after eight seconds: then it goes on by itself. */
export async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, waited]).finally(() => clearTimeout(timer));
}
