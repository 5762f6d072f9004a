"use client";
// Link that prefetches its page on hover or focus, not when it comes into view: a page of the desk has dozens of links, and
// the server would render each prefetched page for nobody.
import Link from "next/link";
import { type ComponentProps, useState } from "react";

export function PrefetchLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [isNear, setNear] = useState(false);
  const near = () => setNear(true);
  return <Link {...props} prefetch={isNear ? null : false} onPointerEnter={near} onFocus={near} />;
}
