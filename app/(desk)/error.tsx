"use client";
// What a page shows when it failed. The server has logged why, under the digest.
import { PageFailed } from "@/components/shell/page-failed";

export default function DeskError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <PageFailed reference={error.digest ?? null} retry={reset} />;
}
